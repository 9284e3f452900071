-- One school of two academic years, small enough to count by hand; what each line must be is worked out in SelfStudyTests.
insert into core.territory (oktmo, level, parent_id, name_ru, name_en, is_synthetic) values
('90', 'region', null, 'Область', 'Region', true),
('90101', 'municipality', 1, 'Северный', 'North', true);
insert into core.school (school_code, municipality_id, name_ru, name_en) values
('A', 2, 'Школа А', 'School A'), ('B', 2, 'Школа Б', 'School B');
insert into intake.bundle (
    sender, sha256, file_name, byte_count, state, kind, school_code, academic_year, mode,
    as_of_at, finished_at
) values
('A', sha256('1'), 'a-2024.zip', 1, 'done', 'school', 'A', 2024, 'full', '2024-06-20', '2024-06-21'),
('A', sha256('2'), 'a-2025.zip', 1, 'done', 'school', 'A', 2025, 'full', '2024-10-05', '2024-10-06');
insert into intake.slice (school_id, academic_year, table_name, bundle_id, mode, row_count) values
(1, 2024, 'class', 1, 'full', 1), (1, 2024, 'enrolment', 1, 'full', 4),
(1, 2024, 'student', 1, 'full', 4), (1, 2024, 'event_participation', 1, 'full', 6),
(1, 2024, 'staff', 1, 'full', 5), (1, 2024, 'staff_pd', 1, 'full', 6),
(1, 2024, 'resource', 1, 'full', 2), (1, 2024, 'graduation', 1, 'full', 20),
(1, 2025, 'class', 2, 'full', 4), (1, 2025, 'enrolment', 2, 'full', 10),
(1, 2025, 'student', 2, 'full', 10), (1, 2025, 'staff', 2, 'full', 6);

insert into core.class (
    school_id, academic_year, class_code, grade, study_mode, bundle_id, row_number
) values
(1, 2024, '8А', 8, 'usual', 1, 2),
(1, 2025, '1А', 1, 'usual', 2, 2), (1, 2025, '4А', 4, 'advanced', 2, 3),
(1, 2025, '9А', 9, 'usual', 2, 4), (1, 2025, '10А', 10, 'profile', 2, 5);
insert into core.student (school_id, academic_year, student_key, bundle_id, row_number)
select 1, 2024, 'q' || n, 1, n + 1 from generate_series(1, 4) as n
union all
select 1, 2025, 'p' || n, 2, n + 1 from generate_series(1, 10) as n;
insert into core.enrolment (
    school_id, academic_year, student_key, class_code, entered_on, left_on, bundle_id, row_number
) values
(1, 2024, 'q1', '8А', '2023-09-01', null, 1, 2),
(1, 2024, 'q2', '8А', '2023-09-01', null, 1, 3),
(1, 2024, 'q3', '8А', '2023-09-01', null, 1, 4),
(1, 2024, 'q4', '8А', '2023-09-01', '2024-02-01', 1, 5),
(1, 2025, 'p1', '1А', '2024-09-01', null, 2, 2),
(1, 2025, 'p2', '1А', '2024-09-01', null, 2, 3),
(1, 2025, 'p3', '4А', '2024-09-01', null, 2, 4),
(1, 2025, 'p4', '9А', '2024-09-01', null, 2, 5),
(1, 2025, 'p5', '9А', '2024-09-01', null, 2, 6),
(1, 2025, 'p6', '9А', '2024-09-01', null, 2, 7),
(1, 2025, 'p7', '10А', '2024-09-01', null, 2, 8),
(1, 2025, 'p8', '10А', '2024-09-01', null, 2, 9),
(1, 2025, 'p9', '10А', '2024-10-01', null, 2, 10),
(1, 2025, 'p10', '9А', '2024-09-01', '2024-09-15', 2, 11);
insert into core.event_participation (
    school_id, academic_year, student_key, event_code, event_kind, level, result, bundle_id,
    row_number
) values
(1, 2024, 'q1', 'e1', 'olympiad', 'regional', 'winner', 1, 2),
(1, 2024, 'q1', 'e2', 'contest', 'municipal', 'prize', 1, 3),
(1, 2024, 'q2', 'e3', 'conference', 'federal', 'prize', 1, 4),
(1, 2024, 'q3', 'e4', 'vsosh', 'regional', 'participant', 1, 5),
(1, 2024, 'q3', 'e5', 'sport', 'international', 'winner', 1, 6),
(1, 2024, 'q4', 'e4', 'vsosh', 'regional', 'prize', 1, 7);
insert into core.staff (
    school_id, academic_year, staff_key, is_teacher, is_pedagogical, is_management, employment,
    category, education_level, is_pedagogical_profile, experience_band, age_band, bundle_id,
    row_number
) values
(1, 2025, 's1', true, true, false, 'main', 'none', 'higher', true, '3-5', '-29', 2, 2),
(1, 2025, 's2', true, true, false, 'internal', 'none', 'higher', false, '30+', '55+', 2, 3),
(1, 2025, 's3', true, true, false, 'main', 'none', 'vocational', true, '11-20', '30-54', 2, 4),
(1, 2025, 's4', true, true, false, 'main', 'none', 'general', null, '0-2', '-29', 2, 5),
(1, 2025, 's5', true, true, false, 'external', 'none', 'higher', true, '30+', '55+', 2, 6),
(1, 2025, 's6', false, false, true, 'main', 'none', 'higher', true, '30+', '55+', 2, 7),
(1, 2024, 't1', true, true, false, 'main', 'none', null, null, null, null, 1, 2),
(1, 2024, 't2', true, true, false, 'main', 'none', null, null, null, null, 1, 3),
(1, 2024, 't3', false, false, true, 'main', 'none', null, null, null, null, 1, 4),
(1, 2024, 't4', false, false, false, 'main', 'none', null, null, null, null, 1, 5),
(1, 2024, 't5', true, true, false, 'external', 'none', null, null, null, null, 1, 6);
insert into core.staff_pd (
    school_id, academic_year, staff_key, completed_on, program_code, hours, pd_kind, is_fgos,
    bundle_id, row_number
) values
(1, 2024, 't1', '2023-11-01', 'c1', 36, 'course', true, 1, 2),
(1, 2024, 't1', '2022-11-01', 'c2', 36, 'course', false, 1, 3),
(1, 2024, 't2', '2023-11-01', 'c2', 36, 'course', false, 1, 4),
(1, 2024, 't3', '2023-11-01', 'c1', 36, 'course', true, 1, 5),
(1, 2024, 't4', '2023-11-01', 'c1', 36, 'course', true, 1, 6),
(1, 2024, 't5', '2023-11-01', 'c1', 36, 'course', true, 1, 7);
insert into core.resource (
    school_id, academic_year, as_of_on, has_reading_room, has_computers_in_library,
    has_mediatheque, has_scanning, has_library_internet, has_printing, has_edoc_flow, bundle_id,
    row_number
) values
(1, 2024, '2023-10-01', true, null, null, false, true, false, false, 1, 2),
(1, 2024, '2024-05-31', null, false, null, true, true, false, true, 1, 3);

insert into result.indicator (code, version, fingerprint, passport, is_current)
select
    told.code,
    1,
    told.code,
    jsonb_build_object(
        'code', told.code, 'version', 1, 'clause', '4.6', 'criterion', told.criterion, 'title',
        jsonb_build_object('ru', told.code, 'en', told.code), 'short',
        jsonb_build_object('ru', told.code, 'en', told.code), 'unit', told.unit, 'direction',
        'higher', 'kind', told.kind, 'pool', 'sum', 'period', 'year', 'as_of',
        jsonb_build_object('ru', told.as_of, 'en', told.as_of), 'sensitive', false, 'tables',
        told.tables::jsonb, 'minimum', jsonb_build_object('compute', 5, 'publish', 10)
    ),
    true
from (
    values
    ('ctx.size', 0, 'count', 'count', '20 сентября', '["enrolment"]'),
    ('int.grade9.certificate_share', 1, 'share', 'share', '25 мая', '["enrolment", "class", "graduation"]'),
    ('int.grade9.honours_share', 1, 'share', 'share', '25 мая', '["enrolment", "class", "graduation"]'),
    ('int.grade11.certificate_share', 1, 'share', 'share', '25 мая', '["enrolment", "class", "graduation"]'),
    ('tea.cat_first_or_highest_share', 6, 'share', 'share', '20 сентября', '["staff"]'),
    ('ext.gia9.mean_mark5', 2, 'mark', 'mean', 'за учебный год', '["exam_result"]')
) as told (code, criterion, unit, kind, as_of, tables);

insert into result.run (
    state, catalog_fingerprint, parameters, seed, code_version, started_at, figures
) values ('done', 'c', '{}', 1, '1.0.0', '2024-10-07T01:00:00Z', '{}');
insert into result.publication (run_id, published_at, is_current) values
(1, '2024-10-07T01:05:00Z', true);

insert into result.indicator_value (
    school_id, academic_year, indicator_id, cut, numerator, denominator, since_run
) values
(1, 2025, 1, 'all', 8, 1, 1), (1, 2024, 2, 'all', 18, 20, 1), (1, 2024, 3, 'all', 4, 20, 1),
(1, 2025, 5, 'all', 1, 4, 1), (1, 2024, 6, 'subject=rus', 80, 20, 1);
insert into result.comparison (
    school_id, academic_year, indicator_id, cut, analogue, numerator, denominator, value,
    verdict, reasons, since_run
)
select
    school_id, academic_year, indicator_id, cut, 'previous', numerator, denominator,
    numerator / denominator, 'not_comparable', '{no_previous_year}', 1
from result.indicator_value;
insert into result.hidden_cell (
    school_id, academic_year, indicator_id, cut, level, cause, since_run
) values (1, 2024, 3, 'all', 1, 'primary', 1), (1, 2025, 5, 'all', 3, 'primary', 1);
