-- warn: the overall mark is not what the circulars make of the criteria; the mark given counts all the same
--
-- Told of ratings that mark every criterion of their standard. Thông tư 20/2018 (teachers) and 14/2018
-- (managers): tốt where all reach khá, two thirds are tốt and so are the key criteria; khá where all reach
-- đạt, two thirds reach khá and so do the key criteria; đạt where all reach it (managers: two thirds, and the
-- key criteria).
-- Marks (1 to 4) are packed three bits a criterion, so that a level is compared for all of them at once.

with

standard as (
    select
        framework.framework_code,
        framework.audience,
        framework.criteria * 2 // 3 as two_thirds,
        cast(sum(cast(1 as bigint) << (3 * (criterion.criterion_no - 1))) as bigint) as every_bit,
        cast(
            sum(cast(1 as bigint) << (3 * (criterion.criterion_no - 1))) filter (
                where criterion.is_key
            ) as bigint
        ) as key_bits
    from framework
    inner join criterion on framework.framework_code = criterion.framework_code
    where framework.framework_code in ('TT20/2018', 'TT14/2018')
    group by framework.framework_code, framework.audience, framework.criteria
),

packed as (
    select
        row_no,
        framework_code,
        mark,
        cast(coalesce(c1, 0) & 7 as bigint)
        | (cast(coalesce(c2, 0) & 7 as bigint) << 3)
        | (cast(coalesce(c3, 0) & 7 as bigint) << 6)
        | (cast(coalesce(c4, 0) & 7 as bigint) << 9)
        | (cast(coalesce(c5, 0) & 7 as bigint) << 12)
        | (cast(coalesce(c6, 0) & 7 as bigint) << 15)
        | (cast(coalesce(c7, 0) & 7 as bigint) << 18)
        | (cast(coalesce(c8, 0) & 7 as bigint) << 21)
        | (cast(coalesce(c9, 0) & 7 as bigint) << 24)
        | (cast(coalesce(c10, 0) & 7 as bigint) << 27)
        | (cast(coalesce(c11, 0) & 7 as bigint) << 30)
        | (cast(coalesce(c12, 0) & 7 as bigint) << 33)
        | (cast(coalesce(c13, 0) & 7 as bigint) << 36)
        | (cast(coalesce(c14, 0) & 7 as bigint) << 39)
        | (cast(coalesce(c15, 0) & 7 as bigint) << 42)
        | (cast(coalesce(c16, 0) & 7 as bigint) << 45)
        | (cast(coalesce(c17, 0) & 7 as bigint) << 48)
        | (cast(coalesce(c18, 0) & 7 as bigint) << 51) as marks
    from given_rating
    where mark is not null and c1 is not null and c15 is not null
),

reached as (
    select
        packed.row_no,
        packed.mark,
        standard.audience,
        standard.two_thirds,
        standard.every_bit,
        standard.key_bits,
        (packed.marks | (packed.marks >> 1) | (packed.marks >> 2)) & standard.every_bit as marked,
        ((packed.marks >> 1) | (packed.marks >> 2)) & standard.every_bit as dat,
        ((packed.marks >> 2) | ((packed.marks >> 1) & packed.marks)) & standard.every_bit as kha,
        (packed.marks >> 2) & standard.every_bit as tot
    from packed
    inner join standard on packed.framework_code = standard.framework_code
),

ruled as (
    select
        row_no,
        mark,
        case
            when kha = every_bit and bit_count(tot) >= two_thirds and (tot & key_bits) = key_bits then 4
            when dat = every_bit and bit_count(kha) >= two_thirds and (kha & key_bits) = key_bits then 3
            when audience = 'teacher' and dat = every_bit then 2
            when audience = 'manager' and bit_count(dat) >= two_thirds and (dat & key_bits) = key_bits then 2
            else 1
        end as by_rule
    from reached
    where marked = every_bit
)

select
    'danh_gia' as file,
    row_no,
    'Xếp loại' as header,
    ['Chưa đạt', 'Đạt', 'Khá', 'Tốt'][mark] || ' → ' || ['Chưa đạt', 'Đạt', 'Khá', 'Tốt'][by_rule] as value
from ruled
where mark <> by_rule
