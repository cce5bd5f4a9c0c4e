-- How satisfied are the learners of each university's territory, by one question?
--
-- One row per university that trains people of the audience, always every one of them; null where nobody
-- answered. Questions about the course are asked of core learners, the others of mass learners: never of
-- both together.
--
-- $audience       teacher or manager
-- $question_code  survey question
-- $module_code    module, or all

with

counted as (
    select
        satisfaction.province_code,
        sum(satisfaction.answers) as answers,
        sum(case when answer >= satisfied_from then answers else 0 end) as satisfied
    from satisfaction
    inner join question on satisfaction.question_code = question.question_code
    where
        question.question_code = $question_code
        and satisfaction.audience = $audience
        and satisfaction.role = case question.asks_about when 'course' then 'core' else 'mass' end
        and ($module_code = 'all' or satisfaction.module_code = $module_code)
    group by satisfaction.province_code
)

select
    university.university_code,
    university.name_vi,
    university.name_en,
    sum(counted.answers)::bigint as answers,
    sum(counted.satisfied)::bigint as satisfied,
    share(sum(counted.satisfied), sum(counted.answers)) as share
from territory($audience) as territory
inner join university on territory.university_code = university.university_code
left join counted on territory.province_code = counted.province_code
group by all
order by university.university_code
