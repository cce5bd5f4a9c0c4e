-- fail: a criterion's mark is not 1, 2, 3 or 4

with

extremes as (
    select
        row_no,
        least(c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13, c14, c15, c16, c17, c18) as lowest,
        greatest(c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13, c14, c15, c16, c17, c18) as highest
    from given_rating
)

select
    'danh_gia' as file,
    row_no,
    'TC' as header,
    cast(case when lowest < 1 then lowest else highest end as varchar) as value
from extremes
where lowest < 1 or highest > 4
