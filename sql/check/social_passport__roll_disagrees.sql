/*---
code: intake.roll_disagrees
table: social_passport
---*/
with

counted as (
    select
        passport.row_number,
        passport.as_of_on,
        passport.roll_count,
        count(distinct enrolment.student_key) as pupils_count
    from staging_social_passport as passport
    inner join enrolment_now as enrolment
        on
            enrolment.entered_on <= passport.as_of_on
            and (enrolment.left_on is null or enrolment.left_on > passport.as_of_on)
    where not passport.is_deleted
    group by
        passport.row_number,
        passport.as_of_on,
        passport.roll_count
)

select
    row_number,
    'roll_count' as column_name,
    jsonb_build_object(
        'day', as_of_on, 'told', roll_count::text, 'counted', pupils_count::text
    ) as arguments
from counted
where roll_count <> pupils_count
