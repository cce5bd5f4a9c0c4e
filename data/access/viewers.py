"""Who looks, what their role lets them do, and the one function that says what their store may hold, and why."""

from dataclasses import dataclass, field
from typing import Literal, Protocol

from data import divisions
from data.access.scope import Scope
from data.errors import ScopeError

SCREENS = (
    *("overview", "map", "province", "peers"),
    *("modules", "certification", "forecast", "delivery", "satisfaction"),
    *("assessment", "standards", "needs"),
    *("commitments", "universities"),
    *("papers", "meeting"),
    *("explorer", "sources", "guide"),
)
OPERATOR_SCREENS = (*SCREENS, "intake", "audit")
_OF_A_DISTRICT = ("overview", "map", "province", "forecast", "commitments", "sources", "guide")

Reach = Literal["country", "provinces", "districts"]
OPEN_KINDS = frozenset({"synthetic", "public"})  # kinds of snapshots that need no login


@dataclass(frozen=True)
class Role:
    """What everybody of a role may do.

    ``reach``       how far their own figures go: the country, provinces, or districts of one province
    ``has_schools`` whether they see the counts by school of what they reach
    ``is_careful``  whether small groups are withheld from them in their own provinces too
    ``keeps_notes`` whether they set agendas, begin and end meetings, and write notes
    ``has_login``   whether somebody vouches for them, so that real snapshots open
    """

    reach: Reach
    screens: tuple[str, ...] = SCREENS
    has_schools: bool = True
    is_careful: bool = False
    keeps_notes: bool = False
    has_login: bool = True


ROLES = {
    "administrator": Role("country", OPERATOR_SCREENS, keeps_notes=True),
    "ministry": Role("country", keeps_notes=True),
    "analyst": Role("country", has_schools=False, is_careful=True),
    "doet": Role("provinces"),
    "district": Role("districts", _OF_A_DISTRICT),
    "university": Role("provinces", has_schools=False, is_careful=True),
}
_BESIDES = {  # not to be claimed: nobody, and whoever sits at the machine
    "operator": Role("country", OPERATOR_SCREENS, keeps_notes=True),
    "guest": Role("country", has_login=False),
    "stranger": Role("country", (), has_schools=False, is_careful=True, has_login=False),
}


@dataclass(frozen=True)
class Viewer:
    """Somebody at the front door: their role, their provinces (None: all), the screens they may open, and why.

    ``vintage``    the division (63 or 34) whose codes ``provinces`` are
    ``districts``  districts or communes to which they are limited; None: not limited
    ``who``        a keyed digest that tells one person from another; empty without login
    ``until``      when their login ends, seconds since 1970; None: it does not
    ``name``       how they are called, for their own screen alone: in no file, log or key
    """

    role: str
    provinces: frozenset[str] | None
    screens: tuple[str, ...]
    reason: str
    vintage: int = 63
    districts: frozenset[str] | None = None
    who: str = ""
    until: float | None = None
    name: str = field(default="", repr=False, compare=False)

    def own(self, division: int) -> frozenset[str] | None:
        """The units of a division that are wholly theirs; None: all of them."""
        if self.provinces is None:
            return None
        return divisions.wholly_within(self.provinces, self.vintage, division)


class Data(Protocol):
    """What decides of a snapshot who may see what of it."""

    @property
    def kind(self) -> str:
        """synthetic, public or real."""

    @property
    def vintage(self) -> int:
        """The division its codes are of."""


def may_open(viewer: Viewer, kind: str) -> bool:
    """Whether the viewer may open a snapshot of this kind: without login only synthetic and public ones."""
    return kind in OPEN_KINDS or _role(viewer).has_login


def may_keep_notes(viewer: Viewer) -> bool:
    """Whether the viewer may set the agenda, begin and end meetings, and write."""
    return _role(viewer).keeps_notes


def has_schools(viewer: Viewer) -> bool:
    """Whether the viewer sees the schools of what is theirs."""
    return _role(viewer).has_schools


def sees_senders(viewer: Viewer) -> bool:
    """Whether the viewer reads what single senders sent: file names, samples and corrections of all provinces."""
    return viewer.provinces is None and has_schools(viewer)


def scope_of(
    viewer: Viewer, data: Data, *, unit: str | frozenset[str] | None = None, every_unit: bool = False
) -> Scope:
    """What the viewer's store of these data may hold, and why; its ``key`` is the cache's.

    With ``unit`` it is the store of one province with its schools, with ``every_unit`` that of all that is the
    viewer's with all the schools of it. A unit of the 34 in data of the 63 is several provinces: then ``unit`` is all
    of them, in the data's codes. Raises ScopeError where any of that is not the viewer's to see.
    """
    if not may_open(viewer, data.kind):
        raise ScopeError("snapshot_needs_login", kind=data.kind)
    role, own = _role(viewer), viewer.own(data.vintage)
    if role.reach == "districts":
        return _of_districts(viewer, own or frozenset(), unit, every_unit=every_unit)
    if every_unit:
        schools = (divisions.codes(data.vintage) if own is None else own) if role.has_schools else frozenset()
        return Scope(own, schools, reason=viewer.reason, is_careful=role.is_careful)
    if unit is None:  # whoever has provinces of their own has one store for all screens: schools are in it
        schools = own if own is not None and role.has_schools else frozenset()
        return Scope(own, schools, reason=viewer.reason, is_careful=role.is_careful)
    wanted = _wanted(viewer, own, unit)
    return Scope(wanted, wanted, reason=viewer.reason, is_careful=role.is_careful)


def _of_districts(
    viewer: Viewer, home: frozenset[str], unit: str | frozenset[str] | None, *, every_unit: bool
) -> Scope:
    """No province's counts, since none is theirs; of the schools those of their own districts."""
    schools = home if every_unit else frozenset() if unit is None else _wanted(viewer, home, unit)
    return Scope(frozenset(), schools, reason=viewer.reason, districts=viewer.districts or frozenset(), is_careful=True)


def _wanted(viewer: Viewer, own: frozenset[str] | None, unit: str | frozenset[str]) -> frozenset[str]:
    """The provinces whose schools are asked for; raises ScopeError where they are not the viewer's."""
    wanted = frozenset({unit}) if isinstance(unit, str) else unit
    beyond = frozenset() if own is None else wanted - own
    if beyond:
        raise ScopeError("province_not_yours", province=", ".join(sorted(beyond)))
    if not has_schools(viewer):
        raise ScopeError("schools_not_yours", role=viewer.role)
    return wanted


def _role(viewer: Viewer) -> Role:
    """The viewer's role; whoever has none that is known is a stranger."""
    return {**ROLES, **_BESIDES}.get(viewer.role, _BESIDES["stranger"])


def viewer(role: str, reason: str, **more: object) -> Viewer:
    """A viewer of that role with the screens of it, of all provinces unless said otherwise."""
    made = {"provinces": None, "screens": {**ROLES, **_BESIDES}[role].screens, **more}
    return Viewer(role=role, reason=reason, **made)


AT_THE_TERMINAL = viewer("operator", "terminal")  # whoever may run a command may read the state folder
