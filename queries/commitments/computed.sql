-- What does this snapshot count of the kind that has been published?
--
-- One row per computed figure (the view computed_figure says which and how), always every one. Where it has
-- no value, `state` says why: few (fewer than half of the provinces stand behind it), other_division (it is
-- one of the 63), no_data, nobody.

select
    figure,
    unit,
    part,
    whole,
    value,
    provinces_known,
    provinces,
    state
from computed_figure
order by figure
