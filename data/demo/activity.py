"""How many learners were active on the LMS each day, in the rhythm of the courses."""

import numpy as np
import polars as pl

from data.demo import assumptions as assumed
from data.demo.draw import Array, day, stream
from data.demo.places import provinces

_FIRST = day(assumed.CORE_COURSES[0][1]) - 10
_DAYS = 1_200
_WEEK = np.array([1.0, 1.0, 0.98, 0.95, 0.9, 1.1, 0.85])  # from Monday; they learn on Saturdays, too


def activity(seed: int, enrolments: pl.DataFrame) -> pl.DataFrame:
    """One row a province, day and role with anybody active: learners with an event, and some who only read."""
    rng = stream(seed, "activity")
    is_mass = ~enrolments["is_core"].to_numpy()
    group = enrolments["province"].to_numpy().astype(np.int64) * 2 + is_mass
    enrolled, sent, decided = (
        enrolments[name].to_physical().fill_null(-1).to_numpy()
        for name in ("enrolled_on", "lms_sent_on", "lms_decided_on")
    )
    # The last two days before handing in are days on the LMS as well.
    events = [(enrolled, enrolled >= 0), *((sent - back, sent >= 0) for back in range(3)), (decided, decided > sent)]
    counts = sum(_counted(group[happens], days[happens]) for days, happens in events)
    weekday = (_FIRST + np.arange(_DAYS) + 3) % 7
    seen = counts * _WEEK[weekday] * np.exp(0.12 * rng.standard_normal(counts.shape))
    seen += rng.poisson(0.6 * _smooth(counts))
    active = np.round(seen).astype(np.int64)
    where, when = np.nonzero(active)
    return pl.DataFrame(
        {
            "Tỉnh/Thành phố": provinces()["name_vi"].gather(where // 2),
            "Ngày": pl.Series((when + _FIRST).astype(np.int32)).cast(pl.Date),
            "Vai trò": pl.Series(["Cốt cán", "Đại trà"]).gather(where % 2),
            "Số học viên hoạt động": active[where, when],
        }
    )


def _counted(group: Array, days: Array) -> Array:
    """Events by group (province and role) and day."""
    place = group * _DAYS + np.clip(days - _FIRST, 0, _DAYS - 1)
    return np.bincount(place, minlength=126 * _DAYS).reshape(126, _DAYS).astype(float)


def _smooth(counts: Array) -> Array:
    """Mean of the fortnight before each day."""
    total = np.cumsum(np.pad(counts, ((0, 0), (14, 0))), axis=1)
    return np.maximum(total[:, 14:] - total[:, :-14], 0) / 14
