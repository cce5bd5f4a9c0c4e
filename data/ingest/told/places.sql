-- The first rows that break each rule, by file and column.

select distinct
    rule,
    file,
    header,
    row_no
from said
where row_no is not null
qualify dense_rank() over (partition by rule, file, header order by row_no) <= 20
order by rule, file, header, row_no
