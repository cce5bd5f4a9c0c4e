-- One row per group that figures are given for, and the traits that a person needs to belong to it. The five
-- groups overlap: a woman of an ethnic minority in a disadvantaged area is in all of them, everybody is in
-- 'total'.

select
    'total' as people,
    false as needs_female,
    false as needs_minority,
    false as needs_disadvantaged
union all
select
    'female' as people,
    true as needs_female,
    false as needs_minority,
    false as needs_disadvantaged
union all
select
    'ethnic_minority' as people,
    false as needs_female,
    true as needs_minority,
    false as needs_disadvantaged
union all
select
    'female_ethnic_minority' as people,
    true as needs_female,
    true as needs_minority,
    false as needs_disadvantaged
union all
select
    'disadvantaged_area' as people,
    false as needs_female,
    false as needs_minority,
    true as needs_disadvantaged
