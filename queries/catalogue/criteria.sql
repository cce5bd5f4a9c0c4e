-- Which criteria does one framework have?
--
-- One row per criterion, by its number.
--
-- $framework_code  professional standard

select
    framework_code,
    criterion_no::bigint as criterion_no,
    standard_no::bigint as standard_no,
    standard_vi,
    standard_en,
    name_vi,
    name_en,
    is_key
from criterion
where framework_code = $framework_code
order by criterion_no
