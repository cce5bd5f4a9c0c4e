-- What has been published, and by whom?
--
-- One row per published figure, as printed; contradictions stand side by side, none is corrected.

select
    figure_id,
    description,
    value,
    unit,
    as_of,
    scope,
    source,
    note
from claim
order by figure_id
