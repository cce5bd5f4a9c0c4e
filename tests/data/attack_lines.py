"""Somebody who has the criteria, the wishes and A.1.1 of everybody, or a table of wholes and parts, and subtracts."""

from collections.abc import Mapping

from tests.data.relations import Relations, Terms

_TOTALS = ("accounts", "completed")
Whole = Mapping[tuple[str, str], tuple[int, int]]  # line and place ('' the sum): the whole and the part


def parts(wholes: Whole, hidden: set[tuple[str, str, str]], *, smallest: int) -> tuple[Relations, dict]:
    """What is known of wholes and their parts, of which ``hidden`` (line, place, whole or part) are withheld."""
    relations, small = Relations(), {}
    for (line, place), (whole, part) in wholes.items():
        places = [place] if place else [other for of, other in wholes if of == line and other]
        made = {"part": _sum(line, places, "part"), "rest": _sum(line, places, "rest")}
        made["whole"] = made["part"] | made["rest"]
        for name, value in (("whole", whole), ("part", part)):
            if (line, place, name) not in hidden:
                relations.is_known(made[name], value)
            elif name == "whole" or (line, place, "whole") not in hidden:
                relations.is_at_least(made[name], 1)
        for name, value in (("whole", whole), ("part", part), ("rest", whole - part)):
            if 0 < value < smallest:
                small[line, place, name] = made[name]
    return relations, small


class Survey:
    """What is known of accounts and completed, of criteria by mark, and of wishes; each a (value, is withheld).

    ``totals`` by (place, accounts or completed); ``marks`` by (place, criterion): rated and four marks; ``wishes`` by
    (place, wish). The same people are rated in every criterion, some of those with an account, all who completed.
    ``small``: groups under the threshold, and what they are made of.
    """

    def __init__(self, totals: Mapping, marks: Mapping, wishes: Mapping, *, smallest: int) -> None:
        self.relations, self.small, self._smallest = Relations(), {}, smallest
        self._totals, self._marks, self._wishes = totals, marks, wishes
        places = sorted({place for place, _ in marks} - {""})
        for place in ["", *places]:
            own = places if place == "" else [place]
            begun = {(one, status): 1 for one in own for status in ("begun", "completed")}
            rated, is_shut = marks[place, min(number for _, number in marks)][0]
            self._note((place, "rated"), begun, rated, is_hidden=is_shut)
            self._note_totals(place, own, begun, rated)
            self._note_marks(place, own, begun, may_be_zero=is_shut)
            self._note_wishes(place, own, begun, rated, may_be_zero=is_shut)

    def _note_totals(self, place: str, own: list[str], begun: Terms, rated: int) -> None:
        (accounts, no_accounts), (completed, no_completed) = (self._totals[place, name] for name in _TOTALS)
        everybody = begun | {(one, "open"): 1 for one in own}
        self._note((place, "accounts"), everybody, accounts, is_hidden=no_accounts)
        done = {(one, "completed"): 1 for one in own}
        self._note((place, "completed"), done, completed, is_hidden=no_completed, may_be_zero=True)
        for name, value in (("open", accounts - rated), ("begun", rated - completed)):
            self._protect((place, name), {(one, name): 1 for one in own}, value)

    def _note_marks(self, place: str, own: list[str], begun: Terms, *, may_be_zero: bool) -> None:
        for number in sorted({number for _, number in self._marks}):
            for at, (value, is_hidden) in enumerate(self._marks[place, number][1:]):
                line = {(one, number, at): 1 for one in own}
                self._note((place, number, at), line, value, is_hidden=is_hidden, may_be_zero=may_be_zero)
            whole = {(one, number, at): 1 for one in own for at in range(4)}
            self.relations.is_known(whole | dict.fromkeys(begun, -1), 0)

    def _note_wishes(self, place: str, own: list[str], begun: Terms, rated: int, *, may_be_zero: bool) -> None:
        for wish in sorted({wish for _, wish in self._wishes}):
            value, is_hidden = self._wishes[place, wish]
            wished = {(one, wish): 1 for one in own}
            self._note((place, wish), wished, value, is_hidden=is_hidden, may_be_zero=may_be_zero)
            self.relations.is_at_least(begun | dict.fromkeys(wished, -1), 0)
            self._protect((place, wish, "not"), begun | dict.fromkeys(wished, -1), rated - value)

    def _note(self, name: tuple, made: Terms, value: int, *, is_hidden: bool, may_be_zero: bool = False) -> None:
        if not is_hidden:
            self.relations.is_known(made, value)
        elif not may_be_zero:
            self.relations.is_at_least(made, 1)
        self._protect(name, made, value)

    def _protect(self, name: tuple, made: Terms, value: int) -> None:
        if 0 < value < self._smallest:
            self.small[name] = made


def _sum(line: str, places: list[str], name: str) -> Terms:
    return {(line, place, name): 1 for place in places}
