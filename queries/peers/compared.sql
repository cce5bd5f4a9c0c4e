-- Where does one province stand among its peers and in the country, measure by measure?
--
-- One row per measure, in their order. low, median and high are of the peers' own rates, each province
-- counting once however large; peers_known counts the peers that have a rate. place is the province's
-- among these and itself, 1 the highest, equals sharing the better place. country_share is pooled: all
-- people of the provinces known. own_state says why the province has no rate.
--
-- $province_code  the province that is compared
-- $peers          codes of its peers, joined by commas
-- $audience       teacher or manager
-- $cohort_code    cohort, for the training measures
-- $module_code    module, or all
-- $question_code  survey question, for the satisfied measure
-- $report_year    report year, for the measures that know one

with

answered as (
    select
        asked.measure,
        headline.province_code,
        headline.part,
        headline.whole,
        share(headline.part, headline.whole) as share,
        headline.province_code = $province_code as is_own,
        list_contains(string_split($peers, ','), headline.province_code) as is_peer
    from compared_measure($audience, $cohort_code, $module_code, $question_code, $report_year) as asked
    inner join headline
        on
            asked.measure = headline.measure
            and asked.audience = headline.audience
            and asked.cohort_code = headline.cohort_code
            and asked.module_code = headline.module_code
            and asked.question_code = headline.question_code
            and asked.report_year = headline.report_year
    where headline.level = 'all' and headline.people = 'total'
),

summed as (
    select
        measure,
        any_value(part) filter (where is_own) as own_part,
        any_value(whole) filter (where is_own) as own_whole,
        any_value(share) filter (where is_own) as own_share,
        bool_or(whole is null) filter (where is_own) as is_taken_out,
        count(share) filter (where is_peer) as peers_known,
        min(share) filter (where is_peer) as low,
        median(share) filter (where is_peer) as median,
        max(share) filter (where is_peer) as high,
        list(share) filter (where is_peer and share is not null) as shares,
        sum(part) filter (where share is not null) as part,
        sum(whole) filter (where share is not null) as whole,
        count(share) as provinces_known
    from answered
    group by measure
)

select
    asked.measure,
    summed.own_part as part,
    summed.own_whole as whole,
    summed.own_share as share,
    case
        when summed.own_share is not null then 'value'
        when summed.own_whole = 0 then 'nobody'
        when summed.is_taken_out then 'withheld'
        when
            dataset_of(asked.measure) = 'training'
            and $province_code in (select province_code from outside('lms_passed'))
            then 'not_applicable'
        else 'no_data'
    end as own_state,
    coalesce(summed.peers_known, 0) as peers_known,
    summed.low as low_share,
    summed.median as median_share,
    summed.high as high_share,
    case
        when summed.own_share is not null
            then 1 + coalesce(len(list_filter(summed.shares, lambda other: other > summed.own_share)), 0)
    end as place,
    summed.part::bigint as country_part,
    summed.whole::bigint as country_whole,
    share(summed.part, summed.whole) as country_share,
    coalesce(summed.provinces_known, 0) as provinces_known
from compared_measure($audience, $cohort_code, $module_code, $question_code, $report_year) as asked
left join summed on asked.measure = summed.measure
order by asked.measure_no
