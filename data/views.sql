-- What every store offers besides its tables.

-- share(part, whole): a share of nothing is unknown, never zero and never infinite
create macro share(part, whole) as
    case when whole > 0 then cast(part as double) / cast(whole as double) end;
