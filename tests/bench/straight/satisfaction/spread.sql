with mass as (
    select learner_key from read_parquet($learner_year) y join read_parquet($learner) l using (learner_key)
    where audience = 'teacher' group by 1 having arg_max(role, school_year) = 'mass')
select answer::bigint as answer, count(*) as answers
from read_parquet($response) semi join mass using (learner_key) where question_code = 'support_satisfied' group by 1
