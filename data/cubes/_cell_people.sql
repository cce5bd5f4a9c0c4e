-- One row per cell of person_year and group that its people belong to. The five groups overlap: a woman
-- of an ethnic minority in a disadvantaged area is in all of them, everybody is in 'total'.

with

people_group (people, needs_female, needs_minority, needs_disadvantaged) as (
    values
    ('total', false, false, false),
    ('female', true, false, false),
    ('ethnic_minority', false, true, false),
    ('female_ethnic_minority', true, true, false),
    ('disadvantaged_area', false, false, true)
),

cell as (
    select distinct
        cell_no,
        province_code,
        school_year,
        audience,
        role,
        level,
        is_female,
        is_ethnic_minority,
        is_disadvantaged
    from person_year
)

select
    cell.cell_no,
    cell.province_code,
    cell.school_year,
    cell.audience,
    cell.role,
    cell.level,
    people_group.people
from cell
inner join people_group
    on
        (cell.is_female or not people_group.needs_female)
        and (cell.is_ethnic_minority or not people_group.needs_minority)
        and (cell.is_disadvantaged or not people_group.needs_disadvantaged)
