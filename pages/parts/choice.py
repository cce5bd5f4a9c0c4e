"""Choice: what the reader chose, as a frozen value; how an address becomes one, and one an address."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace

from data.measures import Measure
from data.schema import ALL, AUDIENCES, LEVELS, PEOPLE, ROLES
from queries.explorer.facts import AREAS, Fact, digest, facts

RATERS = ("head", "self")
SORTS = ("share", "name")
VIEWS = ("one", "two", "times", "modules", "change", "kinds")  # what the map shows
BREAKS = ("published", "quantile", "natural", "equal", "target")
THEMES = ("platform", "university", "region")
BESIDES = ("ranking", "funnel", "bounds")  # what stands beside the map
BYS = ("province", "university", "region", "module", "cohort")  # what the chain to the certificate is told apart by
STEPS = ("supporter", "university", "certificate")  # what is waited for
STALLED = ("14", "30", "60", "90")  # days without a movement
NEAREST = ("5", "8", "12", "20")  # provinces to compare with
ALIKE = (  # in what they are to be alike
    "size-disadvantaged-start",
    *("size-disadvantaged", "size-start", "disadvantaged-start"),
    *("size", "disadvantaged", "start"),
)
SHOWS = ("share", "part", "whole")  # of a pivot table
FORMS = ("tables", "sentences")  # of a TEMIS report
EDITIONS = ("internal", "public")
COMPARED = ("year", "alone")  # with the year before, or one year alone
ITEMS = ("", *(str(place) for place in range(1, 25)))  # places on an agenda; empty: it is not being shown
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
    "certification": ("audience", "cohort", "module", "province", "by", "step", "stalled"),
    "needs": ("audience", "year", "level", "province", "district"),
    "standards": ("audience", "year", "province", "level", "staff", "people", "rater"),
    "commitments": ("audience", "cohort", "year"),
    "universities": ("audience", "cohort", "module", "question", "university"),
    "delivery": ("audience", "cohort", "year", "province"),
    "forecast": ("audience", "cohort", "module", "province"),
    "peers": ("audience", "province", "measure", "cohort", "module", "year", "question", "nearest", "alike"),
    "explorer": (
        *("fact", "rows", "columns", "audience", "cohort", "module", "level", "subject", "people", "year", "question"),
        *("rater", "staff", "region", "province", "show", "draw", "definition"),
    ),
    "guide": ("province",),
    "papers": ("province", "year", "form", "compared", "edition"),
    "meeting": ("item", "audience", "measure", "cohort", "module", "year", "question", "province", "since"),
}

# Choices that rerun a part of a screen alone: the part's title says them, what stands above is not drawn again.
ALONE = {
    "assessment": ("level", "people", "rater"),
    "standards": ("people", "rater"),
    "certification": ("step", "stalled"),
}

# Choices that lose their meaning when another one changes.
DEPENDENTS = {
    "snapshot": ("date", "since"),
    "division": ("province", "also", "region", "shapes", "theme", "district"),
    "audience": ("cohort", "module", "year"),
    "cohort": ("module",),
    "province": ("district",),
}

# What the explorer counts, along which axes, and how it shows that.
_PIVOTED = ("fact", "rows", "columns", "show", "draw", "definition")

# Choices that another one may leave without meaning: they stay where they still fit, and are let go in silence.
UNSETTLED = {
    "date": ("since",),
    "measure": ("second",),
    "province": ("shapes", "size"),
    "shapes": ("size", "level", "people"),
    "view": ("level", "people"),
    "snapshot": ("cohort", "module", "year", "question", "measure", "second", "university", *_PIVOTED),
    "division": ("rows", "columns", "draw"),
    "fact": _PIVOTED[1:],
    "rows": ("columns", "draw"),
    "columns": ("draw",),
}

# What is shown where nothing was chosen and the first on offer is not the usual one.
_USUAL = {"stalled": "30", "nearest": "8"}
_WISHED = {
    "question": ("support_satisfied",),
    "measure": ("lms_passed", "assessment_completed"),
    "second": ("rated_good", "assessment_completed"),
    "rows": ("region", "province"),
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
    by: str
    step: str
    stalled: str
    staff: str
    university: str
    nearest: str
    alike: str
    fact: str
    rows: str
    columns: str
    subject: str
    show: str
    draw: str
    definition: str
    form: str
    compared: str
    edition: str
    item: str

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

    snapshots: tuple[str, ...]  # examples set aside, then oldest first
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
    universities: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    usual: frozenset[str] = frozenset()  # cohorts shown where nothing was chosen, if not the first large ones
    tier: str = "district"  # what lies below the province: district, or commune since 1/7/2025
    home: str = ""  # the one province of a viewer who has just one: shown where nothing was chosen
    inner: frozenset[str] | None = None  # provinces whose districts the viewer may see; None: all


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
        "snapshot": catalogue.snapshots[::-1],
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
        "stalled": STALLED,
        "staff": (ALL, *ROLES),
        "university": ("", *catalogue.universities),
        "nearest": NEAREST,
        "alike": ALIKE,
        "fact": catalogue.facts,
        "subject": (ALL, *catalogue.subjects),
        "form": FORMS,
        "compared": COMPARED,
        "edition": EDITIONS,
        "item": ITEMS,
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
            # communes have no shapes here
            *(("districts",) if _has_inner(chosen["province"], catalogue) and catalogue.tier == "district" else ()),
        ),
        "step": lambda: STEPS if catalogue.roles.get(chosen["cohort"]) != "core" else STEPS[1:],  # no supporter there
        "by": lambda: tuple(each for each in BYS if catalogue.regions or each not in _OF_THE_63),
        "theme": lambda: tuple(each for each in whole if each in THEMES),
        "since": lambda: tuple(day for day in catalogue.dates if day < chosen["date"]),
        "size": lambda: ("colour", "relief") if chosen["shapes"] == "districts" else ("colour", "circles"),
        "rows": lambda: _dims(chosen, catalogue),
        "columns": lambda: ("", *(dim for dim in _dims(chosen, catalogue) if dim not in ("province", chosen["rows"]))),
        "show": lambda: SHOWS if chosen["fact"] and facts()[chosen["fact"]].whole else ("part",),
        "draw": lambda: _drawings(chosen),
        "definition": lambda: (digest(chosen["fact"]),) if chosen["fact"] else (),
        "district": lambda: ("", *(catalogue.districts(chosen["province"]) if chosen["province"] else ())),
    }
    return follow[name]()


def _has_inner(province: str, catalogue: Catalogue) -> bool:
    """Whether there is a province whose districts the viewer may see."""
    return bool(province) and (catalogue.inner is None or province in catalogue.inner)


def _dims(chosen: Mapping[str, str], catalogue: Catalogue) -> tuple[str, ...]:
    """What the fact chosen may be told apart by, here."""
    known = facts()[chosen["fact"]].dims if chosen["fact"] else ()
    return tuple(dim for dim in known if catalogue.regions or dim not in AREAS)


def _drawings(chosen: Mapping[str, str]) -> tuple[str, ...]:
    """The usual chart of these axes first: years run along a line, two dimensions make a matrix."""
    lines = ("lines",) if "year" in (chosen["rows"], chosen["columns"]) else ()
    return (*lines, "matrix" if chosen["columns"] else "bars")


def held(fact: Fact, choice: "Choice") -> tuple[str, ...]:
    """The choices at which the dimensions outside the axes are held; what lies along an axis is not chosen."""
    axes = (choice.rows, choice.columns)
    region = () if set(AREAS) & set(axes) else ("region",)
    province = () if "province" in axes else ("province",)
    own = [name for name in fact.held if name not in axes and not (name == "cohort" and "role" in axes)]
    called = {"role": "cohort" if fact.cube == "satisfaction" else "staff"}
    return ("audience", *(called.get(name, name) for name in own), *region, *province)


def default(name: str, offered: tuple[str, ...], catalogue: Catalogue) -> str:
    """What is shown when nothing was chosen: the newest snapshot, the date before, the largest group, everything."""
    if name == "since":
        return offered[-1] if offered else ""
    if name == "cohort":
        mass = [cohort for cohort in offered if catalogue.roles[cohort] == "mass"]
        return (*(cohort for cohort in mass if cohort in catalogue.usual), *mass, *offered, "")[0]
    if name in _USUAL:
        return _USUAL[name]
    wished = (catalogue.home,) if name == "province" else _WISHED.get(name, ())
    return next((value for value in wished if value in offered), (*offered, "")[0])


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
        wanted, remembered = given.get(name), session.get(name, None if name == "province" else "")
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
    not_held = _not_held(choice) if screen == "explorer" else ()
    return (*(_NOT_BY_DISTRICT if has_districts else ()), *(() if choice.since else ("since",)), *not_held)


def _not_held(choice: Choice) -> tuple[str, ...]:
    """Choices of the explorer that the fact chosen knows nothing of, or that lie along an axis: kept, not followed."""
    if not choice.fact:
        return ()
    own = (*_PIVOTED, *held(facts()[choice.fact], choice))
    return tuple(name for name in SHOWN["explorer"] if name not in own)


def settled(choice: Choice, screen: str) -> Choice:
    """The choice as that screen can follow it: everybody, where it shows districts."""
    given = _NOT_BY_DISTRICT if screen == "map" else {}
    return replace(choice, **{name: _NOT_BY_DISTRICT[name] for name in unasked(choice, screen) if name in given})


def followed(choice: Choice, screen: str, catalogue: Catalogue) -> Choice:
    """The choice as the address of that screen says it: what was chosen elsewhere and is not said here is not followed.

    Without this a figure would silently be of women, or of an earlier date, where nothing on the screen says so.
    """
    return parse(address(choice, screen, home=catalogue.home), catalogue)[0]


def unfollowed(given: Mapping[str, str], asked: Choice, shown: Choice) -> list[AddressProblem]:
    """What an address asked for and the screen cannot follow."""
    before, after = remembered(asked), remembered(shown)
    return [
        AddressProblem(name, _short(value), after[name], "unfollowed")
        for name, value in given.items()
        if name in before and before[name] == value != after[name]
    ]


def address(choice: Choice, screen: str, *, home: str = "") -> dict[str, str]:
    """The parameters that reopen this view; what is empty or cannot be followed is left out.

    That no province is chosen is written only where one would be shown otherwise: to whom ``home`` is their own.
    """
    values = vars(choice)
    written = [name for name in (*ALWAYS, *SHOWN[screen]) if name not in unasked(choice, screen)]
    return {name: str(values[name]) for name in written if values[name] or (home and name == "province")}


def remembered(choice: Choice) -> dict[str, str]:
    """All choices as text, as the session keeps them."""
    return {name: str(value) if value else "" for name, value in vars(choice).items()}


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
