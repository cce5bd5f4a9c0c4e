-- Which criteria are people weakest in, by their own mark, and in which do most wish to improve?
--
-- One row per criterion of the standard in force on 31 March of the report year, always every one.
-- weak = people who gave themselves Chưa đạt or Đạt, rated = all who gave themselves a mark; wished =
-- people who declared the criterion, of self_done who assessed themselves; null where no wish has come
-- at all. modules are those our reading links to the criterion; null: no module.
--
-- $report_year    report year; previous_… are of the year before
-- $audience       teacher or manager
-- $level          school level, or all
-- $province_code  one province, or null for all in scope

with

marked as (
    select
        criterion_no,
        sum(chua_dat + dat) filter (where report_year = $report_year) as weak,
        sum(chua_dat + dat + kha + tot) filter (where report_year = $report_year) as rated,
        sum(chua_dat + dat) filter (where report_year < $report_year) as previous_weak,
        sum(chua_dat + dat + kha + tot) filter (where report_year < $report_year) as previous_rated
    from criterion_standing
    where
        report_year in ($report_year, $report_year - 1)
        and framework_code = standard_of($audience, $report_year)
        and people = 'total' and rater = 'self'
        and ($level = 'all' or level = $level)
        and ($province_code is null or province_code = $province_code)
    group by criterion_no
),

wish as (
    select
        criterion_no,
        sum(learners) as learners
    from need_count
    where
        report_year = $report_year
        and audience = $audience
        and people = 'total'
        and ($level = 'all' or level = $level)
        and ($province_code is null or province_code = $province_code)
    group by criterion_no
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
        and level = $level
        and ($province_code is null or province_code = $province_code)
),

linked as (
    select
        linked_module.criterion_no,
        string_agg(module.number::varchar, ', ' order by module.number) as modules,
        min(linked_module.owner) as owner
    from linked_module($audience, $report_year) as linked_module
    inner join module on linked_module.module_code = module.module_code
    group by linked_module.criterion_no
)

select
    criterion.framework_code,
    criterion.criterion_no::bigint as criterion_no,
    criterion.name_vi,
    criterion.name_en,
    marked.weak::bigint as weak,
    marked.rated::bigint as rated,
    share(marked.weak, marked.rated) as weak_share,
    share(marked.previous_weak, marked.previous_rated) as previous_weak_share,
    case when assessed.has_wishes then coalesce(wish.learners, 0)::bigint end as wished,
    assessed.self_done::bigint as self_done,
    share(wished, assessed.self_done) as wished_share,
    linked.modules,
    linked.owner
from criterion
cross join assessed
left join marked on criterion.criterion_no = marked.criterion_no
left join wish on criterion.criterion_no = wish.criterion_no
left join linked on criterion.criterion_no = linked.criterion_no
where criterion.framework_code = standard_of($audience, $report_year)
order by criterion.criterion_no
