"""Kinds: which columns each table shows, in order, and how each is written. Titles are ``column.<key>``."""

from pages.figures.tables import Kind

_Kinds = dict[str, Kind]

_RATE: _Kinds = {"part": "count", "whole": "count", "share": "share"}
_TRAINING: _Kinds = {
    "enrolments": "count",
    "lms_passed": "count",
    "lms_share": "share",
    "certified": "count",
    "certified_share": "share",
}
_ASSESSMENT: _Kinds = {"accounts": "count", "completed": "count", "completed_share": "share"}

PROVINCES: _Kinds = {"name": "text", **_RATE, "previous_share": "share", "state": "state"}
PROVINCES_NOW: _Kinds = {"name": "text", **_RATE, "state": "state"}
COMPARED: _Kinds = {
    "title": "text",
    **_RATE,
    "country_share": "share",
    "gap": "text",
    "place": "text",
    "said": "text",
}
# Beside the map a column of states has no room: a row without a share says its state in the share's place
AREAS: _Kinds = {"name": "text", **_RATE, "share": "share_or_state", "provinces_known": "count", "provinces": "count"}
AREAS_PLAIN: _Kinds = {"name": "text", "people": "count", **_RATE, "share": "share_or_state"}
OVER_TIME: _Kinds = {"as_of": "date", **_RATE, "units_with_data": "count"}
COHORT_MODULES: _Kinds = {
    "cohort": "text",
    "module": "text",
    "enrolments": "count",
    "started": "count",
    "lms_passed": "count",
    "lms_share": "share",
    "supporter_passed": "count",
    "university_passed": "count",
    "certified": "count",
    "certified_share": "share",
}
STEPS: _Kinds = {
    "name": "text",
    "reached": "count",
    "share_of_previous": "share",
    "waiting": "count",
    "refused": "count",
    "not_sent": "count",
}
_COMPARED_TRAINING: _Kinds = {
    "enrolments": "count",
    "lms_passed": "count",
    "lms_share": "share",
    "certified_share": "share",
}
REGIONS: _Kinds = {"name": "text", "provinces_with_data": "count", **_COMPARED_TRAINING}
UNIVERSITIES: _Kinds = {"name": "text", "provinces_said": "text", **_COMPARED_TRAINING}
SUBJECTS: _Kinds = {
    "name": "text",
    "enrolments": "count",
    "lms_passed": "count",
    "lms_share": "share",
    "certified": "count",
}
CRITERIA: _Kinds = {
    "name": "text",
    "rated": "count",
    "chua_dat_share": "share",
    "dat_share": "share",
    "kha_share": "share",
    "tot_share": "share",
}
LEVELS_RATED: _Kinds = {
    "name": "text",
    "completed": "count",
    "chua_dat": "count",
    "dat": "count",
    "kha": "count",
    "tot": "count",
}
QUESTIONS: _Kinds = {
    "wording": "text",
    "answers": "count",
    "satisfied": "count",
    "share": "share",
    "scale": "text",
    "basis_said": "text",
}
MODULES_SATISFIED: _Kinds = {"name": "text", "answers": "count", "satisfied": "count", "share": "share"}
SPREAD: _Kinds = {"name": "text", "answers": "count", "share": "share"}
DISTRICTS: _Kinds = {"name": "text", "schools": "count", **_ASSESSMENT, **_TRAINING}
SCHOOLS: _Kinds = {"name": "text", "level_said": "text", **_ASSESSMENT, **_TRAINING}
SUBMISSIONS: _Kinds = {
    "name": "text",
    "assessment_said": "text",
    "training_said": "text",
    "satisfaction_said": "text",
    "temis_report_said": "text",
    "platform_said": "text",
}
FACTS: _Kinds = {"name": "text", "value": "text"}
ORIGINS: _Kinds = {"name": "text", "publisher": "text", "dated": "text", "note": "text"}
ROWS: _Kinds = {"table_name": "text", "layer": "text", "rows": "count"}
MEASURES: _Kinds = {"title": "text", "counted": "text", "definition": "text", "smallest": "count"}
CLAIMS: _Kinds = {
    "figure_id": "text",
    "description": "text",
    "value": "published",
    "unit": "text",
    "dated": "text",
    "scope": "text",
    "source": "text",
    "note": "text",
}
STAFF: _Kinds = {"name": "text", "teachers": "count", "teachers_female": "count"}
TERMS: _Kinds = {"term_vi": "text", "term_en": "text", "meaning": "text"}
