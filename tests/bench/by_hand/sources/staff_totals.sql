select coalesce(level, 'all') as level, sum(teachers)::bigint as teachers, sum(teachers_female)::bigint as teachers_female
from teacher_count where year = (select max(year) from teacher_count)
group by rollup (level) order by list_position(['primary', 'lower_secondary', 'upper_secondary'], level) nulls first
