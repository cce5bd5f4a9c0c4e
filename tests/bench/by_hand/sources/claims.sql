select
    figure_id,
    description_vi,
    description_en,
    value,
    unit_vi,
    unit_en,
    as_of_vi,
    as_of_en,
    scope_vi,
    scope_en,
    source_vi,
    source_en,
    note_vi,
    note_en
from claim
order by figure_id
