select figure_id, description, value, unit, as_of, scope, source, note from claim order by figure_id
