-- Schools whose marks look inflated in a year: the share of year marks above the exam's, or of marks that ВПР lowers, is
-- well above that of the region's other schools, in size and in standard errors.
create view analogue.objectivity with (security_invoker = true) as
with

read as (
    select
        indicator.indicator_id,
        indicator.code
    from result.indicator
    where
        indicator.is_current
        and indicator.code in ('qa.mark_exam_gap', 'qa.vpr_journal_match')
),

-- Totals of regions alone: of every municipality's there would be as many rows again.
regional as materialized (
    select total.*
    from result.group_value as total
    inner join read
        on total.indicator_id = read.indicator_id
    inner join core.territory
        on
            total.territory_id = territory.territory_id
            and territory.level = 'region'
    where
        total.until_run is null
        and (read.code = 'qa.mark_exam_gap' or total.cut = 'stage=lowered')
),

compared as (
    select
        own.school_id,
        own.academic_year,
        own.numerator / own.denominator as share,
        own.denominator,
        (total.numerator - own.numerator) / (total.denominator - own.denominator)
            as other_share,
        total.denominator - own.denominator as other_denominator,
        total.numerator / total.denominator as pooled_share
    from regional as total
    inner join result.indicator_value as own
        on
            total.indicator_id = own.indicator_id
            and total.academic_year = own.academic_year
            and total.cut = own.cut
            and own.until_run is null
    inner join core.school
        on own.school_id = school.school_id
    inner join core.territory as municipality
        on
            school.municipality_id = municipality.territory_id
            and total.territory_id = municipality.parent_id
    where total.denominator > own.denominator
)

select distinct
    compared.school_id,
    compared.academic_year
from compared
inner join result.threshold as gap
    on gap.name = 'objectivity_gap'
inner join result.threshold as errors
    on errors.name = 'objectivity_errors'
where
    compared.share - compared.other_share > gap.value
    and power(compared.share - compared.other_share, 2)
    > power(errors.value, 2)
    * compared.pooled_share
    * (1 - compared.pooled_share)
    * (1 / compared.denominator + 1 / compared.other_denominator)
