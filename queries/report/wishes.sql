-- How many people wish to be trained in each criterion, and in each module?
--
-- One row per criterion of the standard in force on 31 March of the report year, then per module, always
-- every one; module_code is '' for a criterion, criterion_no 0 for a module. People may have several wishes.
-- wished is null where no wish at all has come; self_done: people who assessed themselves.
--
-- $report_year    report year
-- $audience       teacher or manager
-- $province_code  one province, or null for all in scope

with

asked as (
    select
        'criterion' as kind,
        '' as module_code,
        criterion_no,
        criterion_no as number,
        name_vi,
        name_en
    from criterion
    where framework_code = standard_of($audience, $report_year)
    union all
    select
        'module' as kind,
        module_code,
        0 as criterion_no,
        number,
        title_vi as name_vi,
        title_en as name_en
    from module
    where audience = $audience
),

wish as (
    select
        module_code,
        criterion_no,
        sum(learners) as learners
    from need_count
    where
        report_year = $report_year
        and audience = $audience
        and people = 'total'
        and ($province_code is null or province_code = $province_code)
    group by module_code, criterion_no
),

assessed as (
    select
        sum(self_done) as self_done,
        (select count(*) > 0 from wish) as has_wishes
    from standing
    where
        report_year = $report_year
        and audience = $audience
        and role = 'all'
        and people = 'total'
        and level = 'all'
        and ($province_code is null or province_code = $province_code)
)

select
    asked.kind,
    asked.module_code,
    asked.criterion_no::bigint as criterion_no,
    asked.number::bigint as number,
    asked.name_vi,
    asked.name_en,
    case when assessed.has_wishes then coalesce(wish.learners, 0)::bigint end as wished,
    assessed.self_done::bigint as self_done
from asked
cross join assessed
left join wish on asked.module_code = wish.module_code and asked.criterion_no = wish.criterion_no
order by asked.kind, asked.number
