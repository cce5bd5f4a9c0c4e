with moment as (select distinct as_of from history),
back as (
    select late.as_of as t, max(early.as_of) as f from moment late join moment early on early.as_of <= late.as_of - 21
    group by all),
step as (
    select t as made_on, t, f from back
    union all select a.t, b.t, b.f from back a join back b on a.f = b.t
    union all select a.t, c.t, c.f from back a join back b on a.f = b.t join back c on b.f = c.t),
c as (
    select as_of, module_code, province_code, part, whole from history
    where measure = 'lms_passed' and audience = 'teacher' and cohort_code = 'teacher-mass-2020' and module_code = 'all'
        and level = 'all' and people = 'total' and part is not null and whole is not null),
due as (
    select coalesce(module_code, 'all') as module_code, max(ends_on) as due_on,
        (select value from target where measure = 'lms_passed') as target
    from cohort_module left join course using (cohort_code, module_code) where cohort_code = 'teacher-mass-2020'
    group by grouping sets ((module_code), ())),
grown as (
    select t, t - f as days, module_code, province_code, sum(n.part - o.part) as finished,
        ln(sum(n.whole - o.part) / greatest(sum(n.whole - n.part), 0.5)) as rate
    from back join c n on n.as_of = t join c o using (module_code, province_code) where o.as_of = f
    group by t, f, module_code, province_code
    having sum(n.part) > 0 and sum(n.whole - o.part) > 0),
paced as (
    select made_on, module_code, province_code, count(*) as looks, min(finished) < 0 as fell,
        max(finished / days) as fastest, max_by(finished / days, t) * 30.4375 as seen_monthly,
        min(rate / days) as slowest, sum(rate) / sum(days) as seen
    from step join grown using (t) group by all),
placed as (
    select as_of as made_on, module_code, province_code, any_value(part) as part, any_value(whole) as whole from c
    group by as_of, module_code, province_code),
told as (
    select *, part / nullif(whole, 0) as share, target * whole - part as lacking,
        ln(greatest(whole - part, 0.5) / greatest(whole * (1 - target), 0.5)) as lack,
        case when whole = 0 then 'nobody' when part / nullif(whole, 0) >= target then 'reached' when part = 0
            then 'not_begun' when fell then 'fell' when coalesce(looks, 0) < 2 then 'few'
            when fastest > 0 and lacking / fastest <= 1826 then 'forecast' else 'never' end as state,
        case when seen > 0 and lack / seen <= 1826 then ceil(lack / seen - 1e-9)::int end as m
    from placed join due using (module_code) left join paced using (made_on, module_code, province_code)),
said as (
    select *, due_on - made_on as days_left,
        case when due_on > made_on and lacking > 0 then lacking / (due_on - made_on) * 30.4375 end as needed_monthly,
        case when state = 'reached' then min(made_on) filter (where state = 'reached')
            over (partition by module_code, province_code order by made_on) end as reached_on,
        case when state = 'forecast' then made_on + least(ceil(lacking / fastest - 1e-9)::int, m) end as early_on,
        case when state = 'forecast' then made_on + m end as middle_on,
        case when state = 'forecast' and slowest > 0 and lack / slowest <= 1826
            then made_on + ceil(lack / slowest - 1e-9)::int end as late_on,
        case when state in ('reached', 'never') then state when share is null then null
            when days_left <= 0 or early_on > due_on then 'late' when late_on <= due_on then 'on_time'
            when state = 'forecast' then 'at_risk' end as verdict
    from told),
crossed as (
    select *, case when state = 'reached' and lag(state) over w <> 'reached' then lag(made_on) over w + ceil(
        (target - lag(share) over w) / (share - lag(share) over w) * (made_on - lag(made_on) over w) - 1e-9)::int
        end as crossed_on
    from said where share is not null window w as (partition by module_code, province_code order by made_on)),
happened as (
    select *, min(crossed_on) over (partition by module_code, province_code order by made_on
        rows between 1 following and unbounded following) as happened_on
    from crossed),
scored as (
    select made_on, module_code, province_code, share, target, early_on, middle_on, late_on, happened_on,
        case when happened_on < early_on or happened_on is not null and early_on is null then 'earlier'
            when happened_on > late_on then 'later' when happened_on is not null then 'held'
            when late_on < as_of then 'overdue' else 'open' end as outcome,
        case when happened_on is not null then happened_on - middle_on
            when middle_on < as_of then as_of - middle_on end as missed_days
    from happened cross join snapshot_info where made_on < as_of and state in ('forecast', 'never'))
select made_on, province_code, name_vi, name_en, share, target, early_on, middle_on, late_on, happened_on, outcome,
    missed_days
from scored join province using (province_code) order by made_on, province_code
