"""One tour of Superset: the same five tasks, timed at its interface to the last byte of the last answer."""

import json
from collections.abc import Iterator
from pathlib import Path

from tests.bench.peers import superset
from tests.bench.peers.driving import TIMES, Timing
from tests.bench.peers.extract import Extract


def tour(made: Extract, url: str, base: Path) -> Iterator[Timing]:
    """All five tasks, on connections that are already open; the browser's part of them is not in it."""
    client = superset.Client(url)
    numbers = superset.furnish(client, base)
    source = numbers["source"]
    yield _opened(client, numbers, made)
    turns = (*made.watched.choices, *made.watched.choices)[:TIMES]
    for module in turns:
        yield _told("module", client, superset.charts(source, module), made.lowest(module)[0])
    module = turns[-1]
    for code, name in made.provinces[:TIMES]:
        yield _told("province", client, [superset.card(source, module, code)], name)
    for _ in range(TIMES - 1):
        yield _told("export", client, [superset.table(source, module)], made.provinces[0][1])
    client.close()
    yield link(made, url, base)


def link(made: Extract, url: str, base: Path) -> Timing:
    """A link to a module and a province: what it means is asked first, then the page and its charts."""
    client = superset.Client(url)
    numbers = superset.furnish(client, base)
    code, name = made.provinces[0]
    first, answers = client.together([("GET", f"/api/v1/dashboard/permalink/{numbers['link']}", None)])
    before, around = client.together(list(superset.around(numbers["dashboard"])))
    asked = [
        *superset.charts(numbers["source"], made.modules[2]),
        superset.card(numbers["source"], made.modules[2], code),
    ]
    then = _told("link", client, asked, name)
    client.close()
    size = sum(len(answer) for answer in (*answers, *around))
    return Timing("link", first + before + then.painted, None, size + then.bytes)


def _opened(client: superset.Client, numbers: dict, made: Extract) -> Timing:
    before, around = client.together(list(superset.around(numbers["dashboard"])))
    then = _told("open", client, superset.charts(numbers["source"], "all"), made.lowest("all")[0])
    return Timing("open", before + then.painted, None, sum(map(len, around)) + then.bytes)


def _told(task: str, client: superset.Client, asked: list, expected: str) -> Timing:
    took, answers = client.together(asked)
    if not any(_holds(answer, expected) for answer in answers):
        raise AssertionError(f"Superset answered {task} without {expected}")
    return Timing(task, took, None, sum(map(len, answers)))


def _holds(answer: bytes, expected: str) -> bool:
    text = answer.decode("utf-8-sig")
    return expected in text or json.dumps(expected)[1:-1] in text
