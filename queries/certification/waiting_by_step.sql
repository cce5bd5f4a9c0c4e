-- How long does each step to the certificate take in one cohort, and who still waits?
--
-- One row per step, in order. Days run from sent to decided; passes not yet decided are counted apart, with
-- their days up to the snapshot's date, and never enter the median of the decided. A quantile is the
-- nearest rank: the fewest days within which at least half, or nine tenths, of the passes lie. Null where
-- nothing was ever sent.
--
-- $cohort_code    cohort
-- $module_code    module, or all
-- $province_code  one province, or null for all in scope

with

passed as (
    select
        step,
        is_decided,
        days,
        sum(passes) as passes
    from waiting
    where
        cohort_code = $cohort_code
        and ($module_code = 'all' or module_code = $module_code)
        and ($province_code is null or province_code = $province_code)
    group by step, is_decided, days
),

ranked as (
    select
        step,
        is_decided,
        days,
        passes,
        sum(passes) over (partition by step, is_decided order by days)
        / sum(passes) over (partition by step, is_decided) as within
    from passed
),

counted as (
    select
        step,
        coalesce(sum(passes) filter (where is_decided), 0)::bigint as decided,
        (min(days) filter (where is_decided and within >= 0.5))::bigint as median_days,
        (min(days) filter (where is_decided and within >= 0.9))::bigint as p90_days,
        coalesce(sum(passes) filter (where not is_decided), 0)::bigint as waiting,
        (min(days) filter (where not is_decided and within >= 0.5))::bigint as waiting_median_days
    from ranked
    group by step
)

select
    listed.step,
    listed.step_no::bigint as step_no,
    counted.decided,
    counted.median_days,
    counted.p90_days,
    counted.waiting,
    counted.waiting_median_days
from (values (1, 'supporter'), (2, 'university'), (3, 'certificate')) as listed (step_no, step)
left join counted on listed.step = counted.step
order by listed.step_no
