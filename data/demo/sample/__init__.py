"""The sample: files as offices send them, of four provinces of the synthetic country and whoever else was asked.

Everything in it is made up, and about a dozen rows are wrong on purpose; README.md in the folder says which.
"""

from pathlib import Path

from data.demo.sample import da_nang, khanh_hoa, others, platforms, quang_ninh, tuyen_quang
from data.demo.sample.drawn import AS_OF, drawn
from data.demo.sample.readme import readme
from data.demo.sample.tables import File

__all__ = ["AS_OF", "files", "write"]


def files() -> list[File]:
    """Every file of the sample, by sender and name."""
    known = drawn()
    made = [
        *quang_ninh.files(known.provinces["Quảng Ninh"]),
        *da_nang.files(known.provinces["Đà Nẵng"]),
        *khanh_hoa.files(known.provinces["Khánh Hòa"]),
        *tuyen_quang.files(known.provinces["Tuyên Quang"]),
        *platforms.files(known.provinces),
        *others.files(known),
    ]
    return sorted(made, key=lambda file: file.path)


def write(folder: Path) -> None:
    """Write the sample into a folder, a sub-folder a sender and README.md beside them; files of the same names go."""
    made = files()
    for file in made:
        place = folder / file.path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(file.content)
    (folder / "README.md").write_text(readme(made), encoding="utf-8")
