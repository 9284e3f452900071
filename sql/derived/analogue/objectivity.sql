-- Schools whose marks look inflated in a year: the share of year marks above the exam's, or of marks that ВПР lowers, is
-- well above that of the region's other schools, in size and in standard errors.
create view analogue.objectivity with (security_invoker = true) as
with

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
    from result.indicator_value as own
    inner join result.indicator
        on own.indicator_id = indicator.indicator_id
    inner join core.school
        on own.school_id = school.school_id
    inner join core.territory as municipality
        on school.municipality_id = municipality.territory_id
    inner join result.group_value as total
        on
            municipality.parent_id = total.territory_id
            and own.academic_year = total.academic_year
            and own.indicator_id = total.indicator_id
            and own.cut = total.cut
            and total.until_run is null
    where
        own.until_run is null
        and indicator.is_current
        and total.denominator > own.denominator
        and (
            indicator.code = 'qa.mark_exam_gap'
            or (indicator.code = 'qa.vpr_journal_match' and own.cut = 'stage=lowered')
        )
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
