"""The forecast's questions, asked of one cohort."""

from queries import catalogue, forecast
from tests.bench.calls import Call

_COHORT = {"audience": "teacher", "cohort_code": "teacher-mass-2020"}
_MODULE = _COHORT | {"module_code": "all"}

CALLS: dict[str, Call] = {
    "catalogue/targets_in_force.sql": Call(catalogue.targets_in_force, {}),
    "forecast/by_province.sql": Call(forecast.by_province, _MODULE),
    "forecast/by_module.sql": Call(forecast.by_module, _COHORT),
    "forecast/backtest.sql": Call(forecast.backtest, _MODULE),
    "forecast/backtest_summary.sql": Call(forecast.backtest_summary, _COHORT),
}
