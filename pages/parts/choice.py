"""Choice: what the reader chose, as a frozen value; how an address becomes one, and one an address."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, fields, replace

from data.measures import Measure
from data.schema import ALL, AUDIENCES, LEVELS, PEOPLE

RATERS = ("head", "self")
SORTS = ("share", "name")
VIEWS = ("one", "two", "times", "modules", "change", "kinds")  # what the map shows
BREAKS = ("published", "quantile", "natural", "equal", "target")
THEMES = ("platform", "university", "region")
BESIDES = ("ranking", "funnel", "bounds")  # what stands beside the map
_SHAPES = ("provinces", "regions", "universities")
_OF_THE_63 = ("regions", "universities", "university", "region")  # groupings that the 34 straddle

# Written into every address, then what each screen adds. A screen keeps the other choices in the session.
ALWAYS = ("snapshot", "division", "lang")
SHOWN = {
    "overview": ("audience", "measure", "cohort", "year", "question", "province"),
    "map": (
        *("view", "audience", "measure", "second", "cohort", "module", "level", "people", "year", "question", "theme"),
        *("breaks", "size", "shapes", "region", "date", "since", "province", "also", "district", "beside", "sort"),
    ),
    "modules": ("audience", "cohort", "module", "level", "people", "province"),
    "assessment": ("audience", "year", "province", "level", "people", "rater"),
    "satisfaction": ("audience", "question", "cohort", "module", "level", "province"),
    "province": ("audience", "province", "cohort", "module", "year", "question", "district"),
    "sources": ("year", "audience"),
}

# Choices that lose their meaning when another one changes.
DEPENDENTS = {
    "snapshot": ("date", "since"),
    "division": ("province", "also", "region", "shapes", "theme", "district"),
    "audience": ("cohort", "module", "year"),
    "cohort": ("module",),
    "province": ("district",),
}

# Choices that another one may leave without meaning: they stay where they still fit, and are let go in silence.
UNSETTLED = {
    "date": ("since",),
    "measure": ("second",),
    "province": ("shapes", "size"),
    "shapes": ("size", "level", "people"),
    "view": ("level", "people"),
}

# What districts are not told apart by: everybody is shown there.
_NOT_BY_DISTRICT = {"level": ALL, "people": PEOPLE[0]}

# Added to links by the services through which people share them; nobody chose them.
_TRACKERS = ("utm_", "fbclid", "gclid", "zarsrc", "zalo")
_LONGEST = 40


@dataclass(frozen=True)
class Choice:
    """Every choice a screen may follow; empty text or 0 where nothing is chosen. The role is that of the cohort."""

    snapshot: str
    division: str
    lang: str
    view: str
    audience: str
    measure: str
    second: str
    cohort: str
    module: str
    level: str
    people: str
    year: int
    question: str
    rater: str
    role: str
    region: str
    province: str
    also: str
    district: str
    shapes: str
    theme: str
    breaks: str
    size: str
    date: str
    since: str
    beside: str
    sort: str

    @property
    def provinces(self) -> tuple[str, ...]:
        """All provinces chosen, the one the page follows first."""
        return tuple(code for code in (self.province, *self.also.split(",")) if code)

    @property
    def slug(self) -> str:
        """Part of a file name that tells one view's download from another's."""
        return "-".join(part for part in (self.snapshot, self.audience, self.cohort, self.province) if part)


@dataclass(frozen=True)
class Catalogue:
    """What may be chosen in one snapshot."""

    snapshots: tuple[str, ...]
    divisions: tuple[str, ...]  # the data's own first
    division: str  # the one shown
    languages: tuple[str, ...]
    measures: tuple[str, ...]
    cohorts: Mapping[str, Mapping[str, tuple[str, ...]]]  # audience → cohort → its modules
    roles: Mapping[str, str]  # cohort → core or mass
    years: Mapping[str, tuple[int, ...]]  # audience → report years, newest first
    questions: tuple[str, ...]
    provinces: tuple[str, ...]
    regions: tuple[str, ...]  # regions, then universities with a territory; none where the 34 are shown
    dates: tuple[str, ...]  # of the series up to the snapshot's own, oldest first
    districts: Callable[[str], tuple[str, ...]]


@dataclass(frozen=True)
class AddressProblem:
    """One part of the address that is not followed: its name, its value (shortened), what is shown instead, and why."""

    name: str
    value: str
    shown: str
    because: str = "misfit"  # or unfollowed: there is such a value, but not where the reader is


PARAMETERS = tuple(field.name for field in fields(Choice) if field.name != "role")


def options(name: str, chosen: Mapping[str, str], catalogue: Catalogue) -> tuple[str, ...]:
    """The values that parameter may take, given the choices before it, in the order in which they are offered."""
    fixed = {
        "snapshot": catalogue.snapshots,
        "division": catalogue.divisions,
        "lang": catalogue.languages,
        "view": VIEWS,
        "audience": AUDIENCES,
        "measure": catalogue.measures,
        "level": (ALL, *LEVELS),
        "people": PEOPLE,
        "question": catalogue.questions,
        "rater": RATERS,
        "region": ("", *catalogue.regions),
        "province": ("", *catalogue.provinces),
        "breaks": BREAKS,
        "date": catalogue.dates[::-1],
        "beside": BESIDES,
        "sort": SORTS,
    }
    return fixed[name] if name in fixed else _dependent(name, chosen, catalogue)


def _dependent(name: str, chosen: Mapping[str, str], catalogue: Catalogue) -> tuple[str, ...]:
    """Values that follow from choices made before."""
    cohorts = catalogue.cohorts.get(chosen["audience"], {})
    whole = tuple(each for each in (*_SHAPES, *THEMES) if catalogue.regions or each not in _OF_THE_63)
    follow: dict[str, Callable[[], tuple[str, ...]]] = {
        "second": lambda: tuple(each for each in catalogue.measures if each != chosen["measure"]),
        "cohort": lambda: tuple(cohorts),
        "module": lambda: (ALL, *cohorts.get(chosen["cohort"], ())),
        "year": lambda: tuple(str(year) for year in catalogue.years.get(chosen["audience"], ())),
        "shapes": lambda: (
            *(each for each in whole if each in _SHAPES),
            *(("districts",) if chosen["province"] else ()),
        ),
        "theme": lambda: tuple(each for each in whole if each in THEMES),
        "since": lambda: tuple(day for day in catalogue.dates if day < chosen["date"]),
        "size": lambda: ("colour", "relief") if chosen["shapes"] == "districts" else ("colour", "circles"),
        "district": lambda: ("", *(catalogue.districts(chosen["province"]) if chosen["province"] else ())),
    }
    return follow[name]()


def default(name: str, offered: tuple[str, ...], catalogue: Catalogue) -> str:
    """What is shown when nothing was chosen: the newest snapshot, the date before, the largest group, everything."""
    if name in {"snapshot", "since"}:
        return offered[-1] if offered else ""
    if name == "cohort":
        mass = [cohort for cohort in offered if catalogue.roles[cohort] == "mass"]
        return (*mass, *offered, "")[0]
    if name == "question":
        return "support_satisfied" if "support_satisfied" in offered else (*offered, "")[0]
    if name == "measure":
        return next((name for name in ("lms_passed", "assessment_completed") if name in offered), (*offered, "")[0])
    if name == "second":
        return next((name for name in ("rated_good", "assessment_completed") if name in offered), (*offered, "")[0])
    return offered[0] if offered else ""


def parse(
    given: Mapping[str, str], catalogue: Catalogue, *, session: Mapping[str, str] | None = None
) -> tuple[Choice, list[AddressProblem]]:
    """The choice an address asks for, address before session before default, and what of it does not fit."""
    session = session or {}
    chosen: dict[str, str] = {}
    problems = [
        AddressProblem(_short(name), _short(value), "")
        for name, value in given.items()
        if name not in PARAMETERS and not name.startswith(_TRACKERS)
    ]
    # audience, cohort and province come before what depends on them, as the fields of Choice do
    for name in PARAMETERS:
        wanted, remembered = given.get(name), session.get(name, "")
        if name == "also":
            chosen[name] = _several(remembered if wanted is None else wanted, chosen, catalogue)
            is_misfit = wanted is not None and chosen[name] != wanted
        else:
            offered = options(name, chosen, catalogue)
            fallback = remembered if remembered in offered else default(name, offered, catalogue)
            chosen[name] = wanted if wanted is not None and wanted in offered else fallback
            is_misfit = wanted is not None and wanted not in offered
        if is_misfit:
            problems.append(AddressProblem(name, _short(wanted or ""), chosen[name]))
    role = catalogue.roles.get(chosen["cohort"], "mass")
    return Choice(**chosen | {"year": int(chosen["year"] or 0), "role": role}), problems


def _several(wanted: str, chosen: Mapping[str, str], catalogue: Catalogue) -> str:
    """Further provinces, each once, none without a first one."""
    known = dict.fromkeys(code for code in wanted.split(",") if code in catalogue.provinces)
    return ",".join(code for code in known if code != chosen["province"]) if chosen["province"] else ""


def unasked(choice: Choice, screen: str) -> tuple[str, ...]:
    """Choices that the screen cannot follow as it stands: neither offered there nor written into its address."""
    has_districts = screen == "map" and (choice.view, choice.shapes) == ("one", "districts")
    return (*(_NOT_BY_DISTRICT if has_districts else ()), *(() if choice.since else ("since",)))


def settled(choice: Choice, screen: str) -> Choice:
    """The choice as that screen can follow it: everybody, where it shows districts."""
    return replace(choice, **{name: _NOT_BY_DISTRICT[name] for name in unasked(choice, screen) if name != "since"})


def unfollowed(given: Mapping[str, str], asked: Choice, shown: Choice) -> list[AddressProblem]:
    """What an address asked for and the screen cannot follow."""
    before, after = remembered(asked), remembered(shown)
    return [
        AddressProblem(name, _short(value), after[name], "unfollowed")
        for name, value in given.items()
        if name in before and before[name] == value != after[name]
    ]


def address(choice: Choice, screen: str) -> dict[str, str]:
    """The parameters that reopen this view; what is empty or cannot be followed is left out."""
    values = asdict(choice)
    written = [name for name in (*ALWAYS, *SHOWN[screen]) if name not in unasked(choice, screen)]
    return {name: str(values[name]) for name in written if values[name]}


def remembered(choice: Choice) -> dict[str, str]:
    """All choices as text, as the session keeps them."""
    return {name: str(value) if value else "" for name, value in asdict(choice).items()}


def headline_key(choice: Choice, measure: Measure) -> dict[str, str | int]:
    """The dimensions of a headline question; what the measure does not know is passed as '' or 0, level as 'all'."""
    knows = set(measure.dims)
    return {
        "measure": measure.name,
        "audience": "" if measure.family == "coverage" else choice.audience,  # who reports is of no audience
        "cohort_code": choice.cohort if "cohort" in knows else "",
        "module_code": choice.module if "module" in knows else "",
        "question_code": choice.question if "question" in knows else "",
        "report_year": choice.year if "report_year" in knows else 0,
        "level": choice.level if "level" in knows else ALL,
        "people": choice.people if "people" in knows else PEOPLE[0],
    }


def _short(value: str) -> str:
    return value if len(value) <= _LONGEST else f"{value[:_LONGEST]}…"
