select cohort_code, role, modules_required::bigint as modules_required, sum(learners)::bigint as learners,
    sum(learners) filter (where modules_passed >= modules_required)::bigint as finished_all,
    sum(learners) filter (where modules_certified >= modules_required)::bigint as certified_all,
    finished_all / nullif(sum(learners), 0) as finished_share, certified_all / nullif(sum(learners), 0) as certified_share
from cohort left join (from progress where people = 'total') using (cohort_code)
where audience = 'teacher' group by cohort_code, role, modules_required, intake order by intake, role, cohort_code
