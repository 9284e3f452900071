-- Lines of the table of order 1324, annex 2, that no indicator gives: counted from the records of a school as they stand.
-- They are for the operator and the school itself: every line begins with a table of records, which nobody else reads.
-- What is told of a day in September, or of that academic year's staff, is for the calendar year of that day; what is told
-- of an academic year, for the year in which it ends. A line whose column is left empty in some record is not given at all.
create view report_v1.self_study with (security_invoker = true) as
with

pupil as (
    select
        class.school_id,
        class.academic_year,
        enrolment.student_key,
        class.grade,
        class.study_mode,
        enrolment.entered_on <= make_date(class.academic_year - 1, 9, 20)
        and coalesce(
            enrolment.left_on > make_date(class.academic_year - 1, 9, 20), true
        ) as is_there_in_autumn,
        enrolment.entered_on <= make_date(class.academic_year, 5, 31)
        and coalesce(
            enrolment.left_on > make_date(class.academic_year, 5, 31), true
        ) as is_there_in_spring
    from core.class as class
    inner join core.enrolment as enrolment
        on
            class.school_id = enrolment.school_id
            and class.academic_year = enrolment.academic_year
            and class.class_code = enrolment.class_code
),

by_level as (
    select
        pupil.school_id,
        pupil.academic_year - 1 as calendar_year,
        pupil.academic_year,
        told.line,
        count(*) filter (where told.holds)::numeric as numerator,
        count(*)::numeric as denominator,
        'enrolment, class' as record_tables
    from pupil
    cross join
        lateral (
            values
            ('1.2', pupil.grade <= 4),
            ('1.3', pupil.grade between 5 and 9),
            ('1.4', pupil.grade >= 10)
        ) as told (line, holds)
    where pupil.is_there_in_autumn
    group by pupil.school_id, pupil.academic_year, told.line
),

by_mode as (
    select
        pupil.school_id,
        pupil.academic_year - 1 as calendar_year,
        pupil.academic_year,
        told.line,
        count(*) filter (where pupil.study_mode = told.study_mode)::numeric
            as numerator,
        count(*)::numeric as denominator,
        'enrolment, class' as record_tables
    from pupil
    cross join (
        values
        ('1.20', 'advanced'),
        ('1.21', 'profile'),
        ('1.22', 'distance'),
        ('1.23', 'network')
    ) as told (line, study_mode)
    where pupil.is_there_in_autumn
    group by pupil.school_id, pupil.academic_year, told.line
    having bool_and(pupil.study_mode is not null)
),

average_roll as (
    select
        school_id,
        academic_year,
        0.5 * count(*) filter (where is_there_in_autumn)
        + 0.5 * count(*) filter (where is_there_in_spring) as roll
    from pupil
    group by school_id, academic_year
),

prize as (
    select
        school_id,
        academic_year,
        level,
        student_key
    from core.event_participation
    where
        result in ('prize', 'winner')
        and event_kind in ('vsosh', 'olympiad', 'contest', 'conference')
),

by_prize as (
    select
        average_roll.school_id,
        average_roll.academic_year as calendar_year,
        average_roll.academic_year,
        told.line,
        count(distinct prize.student_key)::numeric as numerator,
        average_roll.roll as denominator,
        'event_participation' as record_tables
    from average_roll
    cross join (
        values
        ('1.19', null),
        ('1.19.1', 'regional'),
        ('1.19.2', 'federal'),
        ('1.19.3', 'international')
    ) as told (line, level)
    left join prize
        on
            average_roll.school_id = prize.school_id
            and average_roll.academic_year = prize.academic_year
            and coalesce(prize.level = told.level, true)
    where
        exists (
            select 1
            from intake.slice
            where
                slice.school_id = average_roll.school_id
                and slice.academic_year = average_roll.academic_year
                and slice.table_name = 'event_participation'
        )
        and average_roll.roll > 0
    group by
        average_roll.school_id,
        average_roll.academic_year,
        average_roll.roll,
        told.line
),

by_staff as (
    select
        staff.school_id,
        staff.academic_year - 1 as calendar_year,
        staff.academic_year,
        told.line,
        count(*) filter (where told.holds)::numeric as numerator,
        count(*)::numeric as denominator,
        'staff' as record_tables
    from core.staff as staff
    cross join
        lateral (
            values
            ('1.25', staff.education_level = 'higher'),
            (
                '1.26',
                case
                    when staff.education_level = 'higher'
                        then staff.is_pedagogical_profile
                    else staff.education_level = 'higher'
                end
            ),
            ('1.27', staff.education_level = 'vocational'),
            (
                '1.28',
                case
                    when staff.education_level = 'vocational'
                        then staff.is_pedagogical_profile
                    else staff.education_level = 'vocational'
                end
            ),
            ('1.30.1', staff.experience_band in ('0-2', '3-5')),
            ('1.30.2', staff.experience_band = '30+'),
            ('1.31', staff.age_band = '-29'),
            ('1.32', staff.age_band = '55+')
        ) as told (line, holds)
    where
        staff.is_pedagogical
        and staff.employment <> 'external'
    group by staff.school_id, staff.academic_year, told.line
    having bool_and(told.holds is not null)
),

trained as (
    select
        school_id,
        academic_year,
        staff_key,
        bool_or(is_fgos) as is_fgos,
        bool_and(is_fgos is not null) as is_told
    from core.staff_pd
    group by school_id, academic_year, staff_key
),

by_training as (
    select
        staff.school_id,
        staff.academic_year as calendar_year,
        staff.academic_year,
        '1.34' as line,
        count(*) filter (where trained.is_fgos)::numeric as numerator,
        count(*)::numeric as denominator,
        'staff, staff_pd' as record_tables
    from core.staff as staff
    left join trained
        on
            staff.school_id = trained.school_id
            and staff.academic_year = trained.academic_year
            and staff.staff_key = trained.staff_key
    where
        (staff.is_pedagogical or staff.is_management)
        and staff.employment <> 'external'
        and exists (
            select 1
            from intake.slice
            where
                slice.school_id = staff.school_id
                and slice.academic_year = staff.academic_year
                and slice.table_name = 'staff_pd'
        )
    group by staff.school_id, staff.academic_year
    having bool_and(trained.is_told is not false)
),

by_resource as (
    select distinct on (resource.school_id, resource.academic_year, told.line)
        resource.school_id,
        resource.academic_year as calendar_year,
        resource.academic_year,
        told.line,
        told.holds::integer::numeric as numerator,
        1::numeric as denominator,
        'resource' as record_tables
    from core.resource as resource
    cross join
        lateral (
            values
            ('2.3', resource.has_edoc_flow),
            ('2.4', resource.has_reading_room),
            ('2.4.1', resource.has_computers_in_library),
            ('2.4.2', resource.has_mediatheque),
            ('2.4.3', resource.has_scanning),
            ('2.4.4', resource.has_library_internet),
            ('2.4.5', resource.has_printing)
        ) as told (line, holds)
    where told.holds is not null
    order by
        resource.school_id asc,
        resource.academic_year asc,
        told.line asc,
        resource.as_of_on desc
),

told as (
    select
        school_id,
        calendar_year,
        academic_year,
        line,
        numerator,
        denominator,
        record_tables
    from by_level
    union all
    select
        school_id,
        calendar_year,
        academic_year,
        line,
        numerator,
        denominator,
        record_tables
    from by_mode
    union all
    select
        school_id,
        calendar_year,
        academic_year,
        line,
        numerator,
        denominator,
        record_tables
    from by_prize
    union all
    select
        school_id,
        calendar_year,
        academic_year,
        line,
        numerator,
        denominator,
        record_tables
    from by_staff
    union all
    select
        school_id,
        calendar_year,
        academic_year,
        line,
        numerator,
        denominator,
        record_tables
    from by_training
    union all
    select
        school_id,
        calendar_year,
        academic_year,
        line,
        numerator,
        denominator,
        record_tables
    from by_resource
)

select
    school.school_code as school,
    municipality.oktmo as municipality,
    told.calendar_year,
    told.academic_year,
    told.line,
    told.numerator,
    told.denominator,
    told.record_tables
from told
inner join core.school
    on told.school_id = school.school_id
inner join core.territory as municipality
    on school.municipality_id = municipality.territory_id;
comment on view report_v1.self_study is
'Строки таблицы самообследования (приказ № 1324), которых нет среди показателей: по записям, для школы и оператора';
