"""Sound files of every kind, and what may befall them: every change follows from the kind and a number alone."""

import random
import re
import struct
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from io import BytesIO
from zipfile import ZipFile

from tests.intake import drawn, messy_others, written
from tests.intake.written import Manner

ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1258")
KINDS = ("xlsx", "xls", "ods", "csv", "tsv", "parquet", "zip", "html")
_SHEETS = {"xlsx": "xl/worksheets/sheet1.xml", "ods": "content.xml"}
_LOL = b'<!DOCTYPE x [<!ENTITY a "lol">' + b"".join(
    b'<!ENTITY %c "%s">' % (letter, b"&%c;" % (letter - 1) * 10) for letter in range(98, 107)
) + b"]>"  # fmt: skip
_DATES = (b"1900-02-29", b"9999-99-99", b"1E+308", b"-1", b"NaN", b"99999999999999999999", b"\xff\xfe")

Change = Callable[[bytes, random.Random], bytes]


@cache
def sound(kind: str) -> tuple[bytes, ...]:
    """Files of that kind which are read without fault."""
    tables = {table.form: table for table in messy_others.tables()}
    if kind == "parquet":  # has column names, and nothing above them
        tables = {form: replace(table, titles=()) for form, table in tables.items()}
    forms = ("hoc_vien", "boi_duong", "danh_gia_dai", "bieu_a12", "khao_sat_rong", "nhu_cau")
    is_titled = kind != "parquet"
    manners = [Manner(kind, encoding, is_titled=is_titled and at % 2 == 1) for at, encoding in enumerate(ENCODINGS)]
    return tuple(written.content(tables[form], manner)[0] for form, manner in zip(forms, manners, strict=True))


def mutated(kind: str, number: int) -> bytes:
    """The file of that number."""
    turn = random.Random(f"{kind} {number}")  # noqa: S311 — no secret
    content = turn.choice(sound(kind))
    changes = (*_EVERY, *_OF_KIND.get(kind, ()))
    for _ in range(turn.choice((1, 1, 2, 4))):
        content = turn.choice(changes)(content, turn)
    return content


def _flipped(content: bytes, turn: random.Random) -> bytes:
    changed = bytearray(content)
    for _ in range(turn.choice((1, 3, 20))):
        if changed:
            changed[turn.randrange(len(changed))] ^= 1 << turn.randrange(8)
    return bytes(changed)


def _cut(content: bytes, turn: random.Random) -> bytes:
    return content[: turn.randrange(len(content) + 1)]


def _spliced(content: bytes, turn: random.Random) -> bytes:
    other = turn.choice(sound(turn.choice(KINDS)))
    at, start = turn.randrange(len(content) + 1), turn.randrange(len(other))
    return content[:at] + other[start : start + turn.choice((8, 200, 5000))] + content[at:]


def _repeated(content: bytes, turn: random.Random) -> bytes:
    start = turn.randrange(len(content) + 1)
    chunk = content[start : start + turn.choice((1, 50, 2000))]
    return content[:start] + chunk * turn.choice((2, 3, 40)) + content[start:]


def _removed(content: bytes, turn: random.Random) -> bytes:
    start = turn.randrange(len(content) + 1)
    return content[:start] + content[start + turn.choice((1, 4, 100)) :]


def _put_in(content: bytes, turn: random.Random) -> bytes:
    signs = (b"\0" * 9, b'"', b"\r", b"\n" * 300, b"," * 3000, b"=cmd|'/c calc'!A1", turn.randbytes(9))
    said = turn.choice((*_DATES, *signs))
    at = turn.randrange(len(content) + 1)
    return content[:at] + said + content[at:]


def _sized(content: bytes, turn: random.Random) -> bytes:
    """A zip whose lists lie of sizes, checksums, methods or places."""
    marks = [hit.start() for hit in re.finditer(rb"PK(\x01\x02|\x03\x04|\x05\x06)", content)]
    if not marks:
        return _flipped(content, turn)
    at = turn.choice(marks) + turn.choice((6, 8, 14, 18, 20, 22, 24, 26, 28, 42))
    said = struct.pack("<I", turn.choice((0, 1, 0x7FFFFFFF, 0xFFFFFFFF, turn.getrandbits(32))))
    return content[:at] + said[: turn.choice((2, 4))] + content[at + 4 :]


def _inside(change: Change) -> Change:
    """The change made to one member of a sound zip."""

    def made(content: bytes, turn: random.Random) -> bytes:
        try:
            with ZipFile(BytesIO(content)) as archive:
                held = {name: archive.read(name) for name in archive.namelist()}
        except Exception:  # whatever a torn zip makes the library raise
            return _flipped(content, turn)
        name = turn.choice(sorted(held)) if held else ""
        return drawn.zipped(held | {name: change(held[name], turn)}) if held else content

    return made


def _lying(content: bytes, turn: random.Random) -> bytes:
    """What a workbook's parts may say that is not so: places, sizes, references, repetitions, entities."""
    lies = (
        (rb'ref="A1:[A-Z]+\d+"', b'ref="A1:XFD1048576"'),
        (rb'\br="\d+"', b'r="1048576"'),
        (rb'\br="[A-Z]+\d+"', turn.choice((b'r="XFD1048576"', b'r="ZZZZ99999999999"', b'r="A0"', b'r="1A"'))),
        (rb't="(s|n|inlineStr)"', turn.choice((b't="s"', b't="e"', b't="d"', b't="b"', b't="zz"'))),
        (rb"<v>[^<]*</v>", b"<v>" + turn.choice((*_DATES[:-1], b"4294967296")) + b"</v>"),
        (rb"<mergeCell [^>]*>", b'<mergeCell ref="A1:XFD1048576"/>'),
        (rb'number-(rows|columns)-repeated="\d+"', b'number-rows-repeated="4294967295"'),
        (rb"<table:table-cell", b'<table:table-cell table:number-columns-repeated="2147483647"'),
        (rb'office:(value|date-value)="[^"]*"', b'office:date-value="' + turn.choice(_DATES[:-1]) + b'"'),
        (rb"(<\?xml[^>]*>)", b"\\1" + _LOL),
        (rb">[^<&]{2,}<", b">&i;&i;<"),
        (rb'Target="[^"]*"', turn.choice((b'Target="../../../../etc/passwd"', b'Target="http://localhost/x"'))),
        (rb'sheetId="\d+"', b'sheetId="0"'),
        (rb"</row>", b"</row>" * 50),
    )
    pattern, said = turn.choice(lies)
    times = turn.choice((1, 1, 5, 0))
    return re.sub(pattern, said, content, count=times)


def _spanning(content: bytes, turn: random.Random) -> bytes:
    """A page whose cells reach far, nest, or never end."""
    said = turn.choice((
        b'<td colspan="99999999" rowspan="99999999">', b"<td colspan=1000 rowspan=1000>x", b"<table>" * 500,
        b"</table>", b"<td>" * 5000, b"<!--", b"<![CDATA[", b"<!DOCTYPE x [", b"&#x110000;&#0;&bogus;",
        b"<script>", b"<tr" * 900,
    ))  # fmt: skip
    at = turn.randrange(len(content) + 1)
    return content[:at] + said + content[at:]


def _footed(content: bytes, turn: random.Random) -> bytes:
    """A parquet file whose footer lies: its length, or what it describes."""
    if len(content) < 40:
        return _flipped(content, turn)
    size = min(int.from_bytes(content[-8:-4], "little"), len(content) - 12)
    if turn.random() < 0.3:
        said = turn.choice((0, 1, 0x7FFFFFFF, 0xFFFFFFFF, max(size - 1, 0), size + 1))
        return content[:-8] + struct.pack("<I", said) + b"PAR1"
    start = len(content) - 8 - size
    return content[:start] + _flipped(content[start:-8], turn) + content[-8:]


_EVERY: tuple[Change, ...] = (_flipped, _cut, _spliced, _repeated, _removed, _put_in)
_DEEP = (_inside(_flipped), _inside(_put_in), _inside(_repeated), _inside(_spliced), _inside(_cut), _sized)
_OF_KIND: dict[str, tuple[Change, ...]] = {
    "xlsx": (*_DEEP, *[_inside(_lying)] * 8),
    "ods": (*_DEEP, *[_inside(_lying)] * 6),
    "zip": (*_DEEP, _sized, _sized),
    "html": (_spanning,) * 4,
    "parquet": (_footed,) * 6,
}
