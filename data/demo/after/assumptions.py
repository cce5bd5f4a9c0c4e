"""What the example of the years after ETEP assumes: all but the teachers counted in 2021 and the standards' dates.

Rules and their validity are the ministry's: routine training by Thông tư 17/2019 (teachers) and 18/2019 (managers),
ratings by Thông tư 20/2018 until 13/4/2026 and 14/2018.
"""

from datetime import date

DATES = (date(2025, 12, 31), date(2026, 6, 30))
SCHOOL_YEARS = (2023, 2024, 2025)
SCALE = 0.02  # of the teachers of 2021; small, since it is made at every first start
UNITS = 34
COMMUNES = (8, 12)  # made-up communes a unit; a real one has about a hundred
WARDS = 0.3  # share of the communes called phường

FIRST_IDENTIFIER = 9_950_000_000  # made-up people of the ETEP country begin at 99 as well, and are others
JOINED = {2024: 0.02, 2025: 0.022}  # share of the staff of 2025 that is new in that year
LEFT = {2023: 0.018, 2024: 0.02}  # people whose last school year it was, beside that staff
CORE = 0.035  # share of the staff that is core
DISADVANTAGED = 0.14

# As in ETEP: the LMS, the core supporter, the university. How routine training is acknowledged is not known here.
FINISHES = {2023: 0.90, 2024: 0.86, 2025: 0.78}  # mass learners who pass the module on the LMS
CORE_FINISHES = 0.97
SUPPORTER_WAIT, SEND_WAIT, UNIVERSITY_WAIT = 8.0, 4.0, 18.0  # mean days
PASS_SCORE = 50
PLATFORM = "taphuan.csdl.edu.vn"
LMS_SINCE = date(2023, 9, 5)

ASSESSMENT_FROM = (1, 5)  # month and day of the report year's second calendar year
ASSESSMENT_DUE = (3, 31)
LAST_RATING = (4, 12)  # before Thông tư 30/2026, whose criteria are not known here, is in force
REPORT_DUE = (6, 30)
ASSESSES = {2023: 0.93, 2024: 0.95, 2025: 0.94}
# Units by their number in the order of codes: whose newest assessment never came, and whose came late.
SILENT, LATE = 4, (9, 17, 28)

ANSWERS = {"course_satisfied": 0.40, "support_relevant": 0.25, "support_satisfied": 0.45}
SATISFIED = {"course_satisfied": 0.955, "support_relevant": 0.95, "support_satisfied": 0.96}
NEEDS = 0.5  # of those who assessed themselves
