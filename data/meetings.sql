-- What is kept of review meetings. Instants are UTC (2022-07-15T02:30:00Z), days are 2022-07-15.

pragma application_id = 1414351188;
pragma user_version = 1;

-- one row a division: the agenda as it was last set
create table agenda (
    division integer primary key check (division in (63, 34)),
    points text not null check (json_valid(points)),
    set_by text not null,
    set_role text not null,
    set_at text not null
) strict;

-- one row a meeting: what was fixed when it began
create table meeting (
    id integer primary key autoincrement,
    series text not null,
    division integer not null check (division in (63, 34)),
    title text not null,
    held_on text not null,
    snapshot_id text not null,
    as_of text not null,
    kind text not null,
    points text not null check (json_valid(points)),
    begun_by text not null,
    begun_role text not null,
    begun_at text not null,
    ended_by text,
    ended_role text,
    ended_at text
) strict;

create unique index one_runs_at_a_time on meeting (series) where ended_at is null;

-- one row a note or decision, with the figures it speaks of as they stood when it was written
create table entry (
    id integer primary key autoincrement,
    meeting_id integer not null references meeting (id),
    form text not null check (form in ('note', 'decision')),
    text text not null,
    owner text not null,
    due_on text,
    status text not null check (status in ('open', 'done')),
    done_at text,
    scene text not null,
    snapshot_id text not null,
    as_of text not null,
    measure text not null,
    province text not null,
    finding text not null,
    part integer,
    whole integer,
    address text not null,
    written_by text not null,
    written_role text not null,
    written_at text not null,
    check ((status = 'done') = (done_at is not null))
) strict;

create index entry_of_meeting on entry (meeting_id);

-- one row a changed field of an entry
create table change (
    id integer primary key autoincrement,
    entry_id integer not null references entry (id) on delete cascade,
    field text not null,
    before text not null,
    after text not null,
    changed_by text not null,
    changed_role text not null,
    changed_at text not null
) strict;

create index change_of_entry on change (entry_id);
