"""What the synthetic country assumes: nothing here was measured, everything here may be changed.

Published numbers that the country is made to meet say so, with their figure in published_figures.csv.
"""

from datetime import date

DATES = (
    date(2020, 12, 31),
    date(2021, 3, 31),
    date(2021, 6, 30),
    date(2021, 9, 30),
    date(2021, 12, 31),
    date(2022, 3, 31),
    date(2022, 6, 30),
)
LAST_DAY = date(2022, 6, 28)  # every pass that is counted below happened by then
SCHOOL_YEARS = (2019, 2020, 2021)

LEVELS = ("primary", "lower_secondary", "upper_secondary")
AUDIENCES = ("teacher", "manager")

# Made-up choice, so that "no LMS" can be seen (F001: 60 of 63); it says nothing about the three provinces.
WITHOUT_LMS = ("58", "62", "95")

# Published, and met exactly at full size.
CORE_FINISHED = {"teacher": 26_319, "manager": 3_815}  # F004, F005
MASS_FINISHED = 477_312  # F020: "more than 477,000"
SUPPORT_ANSWERS = 653_360  # F022
SUPPORT_SATISFIED = 630_393 / 653_360  # F023
REPORTS_PUBLISHED = {2020: 30, 2021: 45}  # F025 for 2021; 2020 is assumed
CORE_UNFINISHED = {"teacher": 79, "manager": 33}  # assumed: enrolled, one module still open

MANAGERS_PER_SCHOOL = (2.4, 2.2, 3.0)
MISSING_MINORITY_SHARE = 0.005  # where the statistics office prints none
JOINED = {2020: 0.017, 2021: 0.018}  # share of the staff of 2021 that is new in that year
LEFT = {2019: 0.016, 2020: 0.015}  # people whose last school year it was, beside the staff of 2021
MULTI_LEVEL = 0.04  # schools with two levels, share of the smaller level's schools

# How each region stands to the middle, in standard deviations between provinces.
REGION_STRENGTH = {
    "Đồng bằng sông Hồng": 0.55,
    "Trung du và miền núi phía Bắc": -0.30,
    "Bắc Trung Bộ và Duyên hải miền Trung": 0.10,
    "Tây Nguyên": -0.70,
    "Đông Nam Bộ": 0.20,
    "Đồng bằng sông Cửu Long": -0.05,
}
REGION_DISADVANTAGED = {
    "Đồng bằng sông Hồng": 0.02,
    "Trung du và miền núi phía Bắc": 0.22,
    "Bắc Trung Bộ và Duyên hải miền Trung": 0.12,
    "Tây Nguyên": 0.28,
    "Đông Nam Bộ": 0.03,
    "Đồng bằng sông Cửu Long": 0.08,
}
# Mean days a university takes over a mass learner's pass.
UNIVERSITY_WAIT = {
    "HNUE": 21, "HPU2": 13, "TNUE": 18, "VINHUNI": 11, "HUEUE": 30, "DNUE": 24, "HCMUE": 38, "NAEM": 27,
}  # fmt: skip
MANAGERS_UNIVERSITY = "NAEM"

SUBJECTS = {  # code: (Vietnamese name, share in primary, lower secondary, upper secondary)
    "general": ("Giáo viên tiểu học", 0.780, 0.0, 0.0),
    "foreign_language": ("Ngoại ngữ", 0.070, 0.110, 0.125),
    "music": ("Âm nhạc", 0.042, 0.040, 0.0),
    "art": ("Mĩ thuật", 0.038, 0.038, 0.0),
    "pe": ("Giáo dục thể chất", 0.045, 0.065, 0.072),
    "it": ("Tin học", 0.025, 0.047, 0.062),
    "math": ("Toán", 0.0, 0.180, 0.165),
    "literature": ("Ngữ văn", 0.0, 0.185, 0.150),
    "physics": ("Vật lí", 0.0, 0.065, 0.095),
    "chemistry": ("Hóa học", 0.0, 0.045, 0.085),
    "biology": ("Sinh học", 0.0, 0.060, 0.065),
    "history": ("Lịch sử", 0.0, 0.050, 0.055),
    "geography": ("Địa lí", 0.0, 0.045, 0.052),
    "civics": ("Giáo dục công dân", 0.0, 0.035, 0.038),
    "technology": ("Công nghệ", 0.0, 0.035, 0.036),
}

PASS_SCORE = 50  # on the LMS, of 100

# Courses as (module, first day, planned last day).
CORE_COURSES = (
    (1, date(2019, 10, 7), date(2019, 12, 20)),
    (2, date(2020, 10, 1), date(2020, 11, 30)),
    (3, date(2021, 1, 11), date(2021, 3, 20)),
    (9, date(2021, 4, 1), date(2021, 6, 15)),
    (4, date(2021, 8, 9), date(2021, 9, 30)),
    (5, date(2021, 11, 8), date(2021, 12, 26)),
)
MASS_COURSES = (
    (1, date(2020, 11, 2), date(2020, 12, 31)),
    (2, date(2021, 2, 22), date(2021, 5, 31)),
    (3, date(2021, 5, 17), date(2021, 7, 31)),
    (4, date(2021, 11, 8), date(2021, 12, 31)),
    (5, date(2021, 12, 13), date(2022, 3, 31)),
)
NEW_COURSES = (
    (1, date(2021, 11, 22), date(2021, 12, 31)),
    (2, date(2022, 1, 4), date(2022, 2, 28)),
    (3, date(2022, 2, 14), date(2022, 3, 31)),
    (4, date(2022, 3, 14), date(2022, 5, 15)),
    (5, date(2022, 4, 18), date(2022, 6, 20)),
)

ASSESSMENT_DUE = {2019: date(2020, 7, 31), 2020: date(2021, 3, 31), 2021: date(2022, 3, 31)}
ASSESSMENT_FROM = {2019: date(2020, 6, 15), 2020: date(2021, 1, 4), 2021: date(2022, 2, 7)}
REPORT_DUE = {2020: date(2021, 6, 30), 2021: date(2022, 6, 30)}
PILOT_PROVINCES = 6  # provinces that tried TEMIS on report year 2019
CRITERIA = {"teacher": 15, "manager": 18}
KEY_CRITERIA = {"teacher": (3, 4, 5, 6, 7), "manager": (1, 2, 4, 5, 6, 8, 10, 12, 13, 14)}
WEAK_CRITERIA = {"teacher": (15, 14, 7), "manager": (18, 17, 9)}  # most named as needs: IT, foreign language …
# How often a criterion falls short, as if it had so many occasions; 1 is the middle.
CRITERION_WEAKNESS = {
    "teacher": (0.5, 0.7, 1.2, 1.0, 1.1, 0.9, 1.6, 1.3, 0.9, 0.8, 1.1, 1.2, 1.0, 2.5, 2.2),
    "manager": (0.5, 0.7, 1.1, 0.9, 0.8, 1.0, 1.2, 1.0, 1.7, 1.1, 0.8, 0.9, 1.0, 1.1, 1.2, 1.3, 2.5, 2.1),
}
