-- The twenty rows of tables A.1.1 and A.1.2, as screens and reports print them.

-- heard_standing(year, audience, province): whose counts are in the tables: provinces that say who completed, unless
-- none does. What is printed knows no roles; where there are some, people were counted one by one.
create macro heard_standing(of_year, whom, place) as table
    select
        *,
        bool_or(role <> 'all') over (partition by province_code) as is_of_people,
        bool_or(completed is not null) over (partition by province_code) as is_heard
    from standing
    where report_year = of_year and audience = whom and (place is null or province_code = place)
    qualify is_heard or not bool_or(completed is not null) over ();

-- printed_standing(year, audience, province): always all twenty, in the report's order: four blocks, in each the
-- block's own total and the four groups, which overlap. A group of nobody is 0 where people were counted one by one;
-- a row that a printed source lacks is null. <mark>_over: the completed of those whose source gives the mark.
create macro printed_standing(of_year, whom, place) as table
    with

    block (block_no, level) as (
        values (1, 'all'), (2, 'primary'), (3, 'lower_secondary'), (4, 'upper_secondary')
    ),

    line (row_no, people) as (
        values
        (1, 'total'),
        (2, 'female'),
        (3, 'ethnic_minority'),
        (4, 'female_ethnic_minority'),
        (5, 'disadvantaged_area')
    ),

    -- what stands where there is no row: 0 once people were counted one by one
    absent as (
        select
            case when bool_and(is_of_people) then 0 end as accounts,
            case when bool_and(is_of_people and is_heard) then 0 end as completed,
            case when bool_and(is_of_people and is_heard) and bool_or(kha is not null) then 0 end as rated
        from heard_standing(of_year, whom, place)
    ),

    counted as (
        select
            level,
            people,
            -- of a unit of several former provinces, those that were heard from
            coalesce(sum(accounts) filter (where completed is not null), sum(accounts)) as accounts,
            sum(completed) as completed,
            sum(chua_dat) as chua_dat,
            sum(dat) as dat,
            sum(kha) as kha,
            sum(tot) as tot,
            sum(completed) filter (where chua_dat is not null) as chua_dat_over,
            sum(completed) filter (where dat is not null) as dat_over,
            sum(completed) filter (where kha is not null) as kha_over,
            sum(completed) filter (where tot is not null) as tot_over
        from heard_standing(of_year, whom, place)
        where role = 'all'
        group by level, people
    )

    select
        block.block_no::bigint as block_no,
        line.row_no::bigint as row_no,
        block.level,
        line.people,
        (case when counted.level is null then absent.accounts else counted.accounts end)::bigint as accounts,
        (case when counted.level is null then absent.completed else counted.completed end)::bigint as completed,
        (case when counted.level is null then absent.rated else counted.chua_dat end)::bigint as chua_dat,
        (case when counted.level is null then absent.rated else counted.dat end)::bigint as dat,
        (case when counted.level is null then absent.rated else counted.kha end)::bigint as kha,
        (case when counted.level is null then absent.rated else counted.tot end)::bigint as tot,
        (case when counted.level is null then absent.rated else counted.chua_dat_over end)::bigint as chua_dat_over,
        (case when counted.level is null then absent.rated else counted.dat_over end)::bigint as dat_over,
        (case when counted.level is null then absent.rated else counted.kha_over end)::bigint as kha_over,
        (case when counted.level is null then absent.rated else counted.tot_over end)::bigint as tot_over
    from block
    cross join line
    cross join absent
    left join counted on block.level = counted.level and line.people = counted.people;
