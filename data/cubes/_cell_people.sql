-- One row per cell of person_year and group that its people belong to; the groups overlap.

with

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
