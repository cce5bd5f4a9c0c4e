with mass as (
    select learner_key from read_parquet($learner_year) y join read_parquet($learner) l using (learner_key)
    where audience = 'teacher' group by 1 having arg_max(role, school_year) = 'mass')
select module_code, count(*) as answers, count(*) filter (where answer >= satisfied_from) as satisfied
from read_parquet($response) semi join mass using (learner_key) join question using (question_code)
where question_code = 'support_satisfied' group by 1
