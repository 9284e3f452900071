-- A region of three invented schools, two definitions, three runs: run 1 is past, run 2 is published,
-- run 3 is computed and not published.
insert into core.territory (oktmo, level, parent_id, name_ru, name_en, is_synthetic) values
('90', 'region', null, 'Область', 'Region', true),
('90101', 'municipality', 1, 'Северный', 'North', true),
('90102', 'municipality', 1, 'Южный', 'South', true);

insert into core.school (school_code, municipality_id, name_ru, name_en) values
('A', 2, 'Школа <b>«А»</b> & "Б"', 'School <b>A</b>'),
('B', 2, 'Гимназия', 'Gymnasium'),
('C', 3, 'Сельская школа', 'Village school');

insert into core.school_year (
    school_id, academic_year, school_kind, settlement, is_small, bundle_id, row_number
) values
(1, 2024, 'basic', 'city', false, 1, 2),
(1, 2025, 'secondary', 'city', false, 1, 2),
(2, 2025, 'gymnasium', 'city', false, 2, 2),
(3, 2025, 'basic', 'village', true, 3, 2);

insert into core.class (
    school_id, academic_year, class_code, grade, bundle_id, row_number
) values
(1, 2025, '9А', 9, 1, 2);

insert into core.student (
    school_id, academic_year, student_key, bundle_id, row_number
) values
(1, 2025, 'p1', 1, 2),
(1, 2025, 'p2', 1, 3);

insert into core.enrolment (
    school_id, academic_year, student_key, class_code, entered_on, left_on,
    bundle_id, row_number
) values
(1, 2025, 'p1', '9А', '2024-09-01', null, 1, 2),
(1, 2025, 'p2', '9А', '2024-09-01', '2025-02-01', 1, 3);

insert into result.indicator (code, version, fingerprint, passport, is_current) values
('x.good_share', 1, 'f1', '{"code": "x.good_share", "version": 1, "clause": "4.6", "row": [1], "criterion": 1, "title": {"ru": "Доля успевающих", "en": "Share of good marks"}, "short": {"ru": "Успевают", "en": "Good marks"}, "unit": "share", "direction": "higher", "kind": "share", "pool": "sum", "period": "year", "as_of": {"ru": "конец года", "en": "end of year"}, "analogue_class": "B", "ranking": "allowed", "minimum": {"compute": 5, "publish": 10}, "sensitive": false, "numerator": {"ru": "успевают", "en": "with good marks"}, "denominator": {"ru": "аттестованы", "en": "attested"}, "source": "журнал", "tables": ["period_mark"], "sql": "select 1 < 2"}', true),
('x.register_share', 1, 'f2', '{"code": "x.register_share", "version": 1, "clause": "4.6", "row": 19, "criterion": 4, "title": {"ru": "Доля состоящих на учёте", "en": "Share on the register"}, "short": {"ru": "На учёте", "en": "On the register"}, "unit": "share", "direction": "lower", "kind": "share", "pool": "sum", "period": "year", "as_of": {"ru": "20 сентября", "en": "20 September"}, "analogue_class": "B", "ranking": "allowed", "minimum": {"compute": 5, "publish": 10}, "sensitive": true, "numerator": {"ru": "успевают", "en": "with good marks"}, "denominator": {"ru": "аттестованы", "en": "attested"}, "source": "журнал", "tables": ["period_mark"], "sql": "select 1 < 2"}', true),
('x.gone_share', 1, 'f3', '{"code": "x.gone_share", "version": 1, "clause": "4.6", "row": [1], "criterion": 1, "title": {"ru": "Доля успевающих", "en": "Share of good marks"}, "short": {"ru": "Успевают", "en": "Good marks"}, "unit": "share", "direction": "higher", "kind": "share", "pool": "sum", "period": "year", "as_of": {"ru": "конец года", "en": "end of year"}, "analogue_class": "B", "ranking": "allowed", "minimum": {"compute": 5, "publish": 10}, "sensitive": false, "numerator": {"ru": "успевают", "en": "with good marks"}, "denominator": {"ru": "аттестованы", "en": "attested"}, "source": "журнал", "tables": ["period_mark"], "sql": "select 1 < 2"}', false);

insert into result.run (
    state, catalog_fingerprint, parameters, seed, code_version, started_at, figures
) values
('done', 'c', '{}', 1, '1.0.0', '2025-06-22T01:00:00Z', '{}'),
(
    'done', 'c', '{}', 1, '1.0.0', '2025-06-23T23:00:00Z',
    '{"values": 1234, "indicators": 2, "comparisons": 9, "clusters": 2,
      "seconds": {"indicate": 1.25, "compare": 0.5}}'
),
('done', 'c', '{}', 1, '1.0.0', '2025-06-24T23:00:00Z', '{}');

insert into result.publication (run_id, published_at, is_current) values
(1, '2025-06-22T01:05:00Z', false),
(2, '2025-06-23T23:07:00Z', true);

-- School A: 30 of 40 beside 50 of 100 in the region; its earlier row, and one not yet published.
insert into result.comparison (
    school_id, academic_year, indicator_id, cut, analogue, numerator, denominator,
    value, low, high, school_count, analogue_numerator, analogue_denominator,
    analogue_value, difference, difference_low, difference_high, percentile, verdict,
    reasons, since_run, until_run
) values
(
    1, 2025, 1, 'all', 'regional', 29, 40, 0.725, 0.5717, 0.8389, 2, 50, 100, 0.5,
    0.225, 0.05, 0.37, 100, 'within', '{}', 1, 2
),
(
    1, 2025, 1, 'all', 'regional', 30.00, 40, 0.75, 0.5981, 0.8581, 2, 50, 100, 0.5,
    0.25, 0.0722, 0.3928, 100, 'above', '{}', 2, 3
),
(
    1, 2025, 1, 'all', 'regional', 31, 40, 0.775, 0.62, 0.88, 2, 50, 100, 0.5, 0.275,
    0.1, 0.4, 100, 'above', '{}', 3, null
),
(
    1, 2025, 1, 'all', 'municipal', 30, 40, 0.75, 0.5981, 0.8581, 1, null, null, null,
    null, null, null, null, 'not_comparable', '{too_few_schools,too_few_units}', 2, null
),
(
    1, 2025, 1, 'all', 'previous', 29, 40, 0.725, 0.5717, 0.8389, null, null, null,
    null, null, null, null, null, 'not_comparable', '{no_previous_year}', 1, 2
),
(
    1, 2025, 1, 'all', 'previous', 30, 40, 0.75, 0.5981, 0.8581, null, null, null,
    null, null, null, null, null, 'not_comparable', '{no_previous_year}', 2, null
),
(
    1, 2024, 1, 'all', 'previous', 18, 30, 0.6, 0.4232, 0.7541, null, null, null,
    null, null, null, null, null, 'not_comparable', '{no_previous_year}', 1, 2
),
(
    2, 2025, 2, 'all', 'previous', 3, 40, 0.075, 0.0258, 0.1986, null, null, null, null,
    null, null, null, null, 'not_comparable', '{no_previous_year}', 1, 2
),
(
    2, 2025, 1, 'all', 'regional', 20, 40, 0.5, 0.352, 0.648, 2, 60, 100, 0.6, -0.1,
    -0.27, 0.07, 0, 'within', '{}', 2, null
),
(
    2, 2025, 1, 'all', 'previous', 20, 40, 0.5, 0.352, 0.648, null, null, null, null,
    null, null, null, null, 'not_comparable', '{no_previous_year}', 2, null
),
-- School A: fewer on the register than in the region; school B: hidden.
(
    1, 2025, 2, 'all', 'regional', 10, 400, 0.025, 0.0136, 0.0454, 2, null, 1000, 0.1,
    -0.075, -0.1, -0.05, 0, 'above', '{lower_is_better}', 2, null
),
(
    2, 2025, 2, 'all', 'regional', 4, 40, 0.1, 0.0396, 0.2305, 2, 30, 400, 0.075, 0.025,
    -0.04, 0.16, 50, 'within', '{lower_is_better}', 2, null
),
(
    2, 2025, 2, 'all', 'previous', 4, 40, 0.1, 0.0396, 0.2305, null, null, null, null,
    null, null, null, null, 'not_comparable', '{no_previous_year}', 2, null
);

insert into result.indicator_value (
    school_id, academic_year, indicator_id, cut, numerator, denominator, since_run
) values
(1, 2025, 1, 'all', 30, 40, 2),
(2, 2025, 1, 'all', 20, 40, 2),
(2, 2025, 2, 'all', 4, 40, 2);

-- What was published before: A had one pupil fewer with good marks and a year that has gone, B one on the register fewer.
insert into result.indicator_value (
    school_id, academic_year, indicator_id, cut, numerator, denominator, since_run, until_run
) values
(1, 2025, 1, 'all', 29, 40, 1, 2),
(1, 2024, 1, 'all', 18, 30, 1, 2),
(2, 2025, 2, 'all', 3, 40, 1, 2);

insert into result.hidden_cell (
    school_id, academic_year, indicator_id, cut, level, cause, since_run
) values
(1, 2025, 2, 'all', 3, 'primary', 2),
(2, 2025, 2, 'all', 1, 'primary', 2);

insert into result.hidden_total (
    territory_id, academic_year, indicator_id, cut, level, cause, since_run
) values
(1, 2025, 2, 'all', 2, 'complementary', 2);

insert into result.group_value (
    territory_id, academic_year, indicator_id, cut, school_count, numerator, denominator,
    since_run
) values
(1, 2025, 1, 'all', 5, 80, 140, 2),
(1, 2025, 2, 'all', 5, 43, 1400, 2),
(2, 2025, 1, 'all', 2, 50, 80, 2);

insert into result.key_set (code, fingerprint, document) values
(
    'default', 'k1',
    '{"code": "default", "title": {"ru": "Основной набор", "en": "Default set"},
      "audience": "internal",
      "criteria": [{"criterion": 1, "weight": 1, "title": {"ru": "Результаты", "en": "Results"}}],
      "indicators": [{"code": "x.good_share", "cut": "all", "criterion": 1, "weight": 1,
        "goalposts": [0, 1]}],
      "clusters": [{"code": "x.good_share", "cut": "all"}],
      "aggregation": {"within": "arithmetic", "between": "geometric"}, "draws": 2000}'
);

insert into result.rank (
    school_id, academic_year, key_set_id, scope, score, rank, rank_low, rank_high, tier,
    reason, parts, since_run, among, expected_rank, median_rank, sampling_low, sampling_high,
    method_low, method_high, set_low, set_high, top_quarter, bottom_quarter, above_next,
    score_error
) values
(
    1, 2025, 1, 'region', 75.5, 1, 1, 2, 1, null, '{}', 2, 2, 1.25, 1, 1, 2, 1, 1, 1, 2, 0.75,
    0.25, 0.75, 3.5
),
(
    2, 2025, 1, 'region', 50, 2, 1, 2, 1, null, '{}', 2, 2, 1.75, 2, 1, 2, 2, 2, 1, 2, 0.25,
    0.75, null, 4
),
(
    3, 2025, 1, 'region', null, null, null, null, null, 'too_few_criteria', '{}', 2, null, null,
    null, null, null, null, null, null, null, null, null, null, null
),
(
    1, 2025, 1, 'municipality', 75.5, 1, 1, 1, 1, null, '{}', 2, null, null, null, null, null,
    null, null, null, null, null, null, null, null
);

-- A stands above B in three of four draws.
insert into result.rank_draw (school_id, academic_year, key_set_id, places, since_run)
values
(1, 2025, 1, '{1,1,2,1}', 2),
(2, 2025, 1, '{2,2,1,2}', 2);

insert into result.rank_model (
    territory_id, academic_year, key_set_id, scope, school_count, model, context, since_run
) values (
    1, 2025, 1, 'region', 2,
    '{
        "schools": 2, "draws": 2000, "constant": [], "redundant": [], "conflicts": [],
        "alpha": 0.5, "firstComponent": 0.75, "comparisonFactor": 1.4,
        "mostInfluential": "scale:zscore",
        "sensitivity": [
            {"choice": "scale:zscore", "mean": 1, "largest": 1, "tau": -1},
            {"choice": "weight_up:1", "mean": 0, "largest": 0, "tau": 1}
        ],
        "removal": [{"choice": "x.good_share", "mean": 0.5, "largest": 1, "tau": 0}],
        "importance": [{"criterion": 1, "weight": 1, "importance": 1}]
    }',
    '[{"indicator": "x.register_share", "schools": 12, "correlation": -0.8, "isStrong": true}]',
    2
);

insert into result.cluster (
    territory_id, academic_year, cluster_number, school_count, silhouette,
    medoid_school_id, profile, since_run, identity, jaccard, name_ru, name_en
) values
(
    1, 2025, 0, 2, 0.41, null,
    '{"candidates": [{"k": 2, "withinSS": 10.5, "silhouette": 0.41, "gap": 0.2, "stability": 0.8}]}', 2,
    null, null, null, null
),
(
    1, 2025, 1, 1, 0.5, 1,
    '{"indicators": [{"code": "x.good_share", "cut": "all", "mean": 0.75, "deviation": 1.2, "low": 0.7, "high": 0.8}]}', 2,
    4, 0.9, 'выше: успеваемость', 'higher: progress'
),
(
    1, 2025, 2, 1, -0.1, 2,
    '{"indicators": [{"code": "x.good_share", "cut": "all", "mean": 0.5, "deviation": -0.5}]}', 2,
    5, 0.4, null, null
);

update result.cluster
set context = '[{"code": "x.good_share", "schools": 6, "mean": 0.4, "low": 0.3, "high": 0.5}]'
where cluster_number = 0;
update result.cluster
set context = '[{"code": "x.good_share", "schools": 5, "mean": 0.25, "low": 0.2, "high": 0.3}]'
where cluster_number = 1;

insert into result.cluster_name (
    territory_id, identity, given_at, name_ru, name_en, given_by
) values
(1, 4, '2025-06-22T10:00:00Z', 'Прежнее', 'The former', 'Аналитик'),
(1, 4, '2025-06-23T10:00:00Z', 'Городские школы', 'City schools', 'Аналитик'),
(1, 5, '2025-06-23T10:00:00Z', 'Неустойчивые', 'Not stable', 'Аналитик');

insert into result.cluster_member (
    school_id, academic_year, cluster_number, silhouette, reason, since_run, membership,
    is_borderline
) values
(1, 2025, 1, 0.5, null, 2, 0.9, false),
(2, 2025, 2, -0.1, null, 2, 0.4, true),
(3, 2025, null, null, 'too_few_indicators', 2, null, null);

-- A and B differ by 0.6 in size and 0.2 in the flag of a town: 0.9 and 0.1 of the squared distance.
insert into result.analogue_set (
    school_id, academic_year, analogue, reason, basis, since_run
) values
(1, 2025, 'similar', null, '{"version": 1, "level": "soo", "schoolClass": "general",
    "eligible": 2, "neighbors": 8, "caliper": 1.5, "coverage": 1, "weightsFrom": "equal",
    "weightsYear": 2025, "quality": "close", "meanDistance": 0.45, "lists": 0, "isHub": false,
    "hubs": ["B"], "stability": [{"measure": "euclidean", "share": 0.6},
    {"measure": "mahalanobis"}], "variables": [
    {"variable": "ctx.size", "weight": 0.5, "score": 1, "isCarried": false, "mean": 0.4,
    "balance": 1.234, "isOff": true},
    {"variable": "town", "weight": 0.5, "score": 0, "isCarried": true, "mean": 0.2,
    "balance": -0.1, "isOff": false}]}', 2),
(2, 2025, 'similar', 'no_similar_schools', '{"version": 1, "level": "soo",
    "schoolClass": "general", "eligible": 2, "neighbors": 8, "coverage": 1,
    "weightsFrom": "equal", "weightsYear": 2025, "lists": 1, "isHub": true, "hubs": [],
    "stability": [], "variables": [
    {"variable": "ctx.size", "weight": 0.5, "score": 0.4, "isCarried": false, "isOff": false},
    {"variable": "town", "weight": 0.5, "score": 0.2, "isCarried": false, "isOff": false}]}', 2),
(3, 2025, 'similar', 'no_context', '{"version": 1, "level": "soo",
    "schoolClass": "general", "eligible": 2, "neighbors": 8, "coverage": 0,
    "weightsFrom": "equal", "weightsYear": 2025, "lists": 0, "isHub": false, "hubs": [],
    "stability": [], "variables": []}', 2);

insert into result.analogue_member (
    school_id, academic_year, analogue, member_id, distance, since_run
) values
(1, 2025, 'similar', 2, 0.45, 2);

insert into result.context_index (
    school_id, academic_year, index, outcome, expected, residual, residual_low,
    residual_high, typology, reason, stability, since_run
) values
(1, 2025, 41.5, -0.1, 0, -0.05, -0.12, 0.02, 'as_expected', null,
    '[{"code": "x.good_share", "cut": "all", "agreeing": 3, "lists": 4}]', 2),
(2, 2025, 58.5, 0.4, 0.1, 0.2, 0.1, 0.3, 'above_expected', null, '[]', 2),
(3, 2025, null, null, null, null, null, null, null, 'no_context', '[]', 2);

insert into intake.bundle (
    sender, sha256, file_name, byte_count, received_at, state, kind, school_code,
    academic_year, mode, as_of_at, is_synthetic, finished_at, seconds, receipt
) values
(
    'operator', sha256('1'), 'A-2025.zip', 2048, '2025-06-21T10:00:00Z', 'done',
    'school', 'A', 2025, 'full', '2025-06-20T00:00:00Z', true, '2025-06-21T10:01:00Z',
    1.50,
    '{"state": "done", "tables": [{"name": "student", "rows": 5, "added": 2, "changed": 1,
      "removed": 1, "isSuperseded": false, "form": {"container": "text",
      "encoding": "windows-1251", "isEncodingDeclared": false, "delimiter": ";",
      "isDelimiterDeclared": false, "isDetected": true,
      "notations": [{"name": "decimal-comma", "isDeclared": false}]}}]}'
),
(
    'operator', sha256('2'), 'B-2025.zip', 2048, '2025-06-21T11:00:00Z', 'rejected',
    'school', 'B', 2025, 'full', '2025-06-21T00:00:00Z', true, '2025-06-21T11:01:00Z',
    0.2, '{"state": "rejected", "tables": [], "isErased": true}'
);

insert into intake.bundle_part (bundle_id, part_number, bytes) values (1, 0, 'zip');

insert into intake.problem (
    bundle_id, ordinal, code, severity, file, row_number, column_name, arguments,
    rule, table_name
) values
(
    2, 1, 'intake.resource_unknown', 'rejected', 'datapackage.json', null, null,
    '{"resource": "<i>, \"x\""}', null, null
),
(
    2, 2, 'intake.school_mismatch', 'rejected', 'student.csv', 17, 'school_code', '{}',
    'school_mismatch', 'student'
),
(
    2, 3, 'intake.file_undescribed', 'warning', 'a.txt', null, null, '{}',
    'file_undescribed', null
);

insert into intake.problem_policy (
    code, table_name, severity, reason, decided_on, decided_by
) values
('intake.marks_in_first_grade', '*', 'rejected', 'Устав', '2024-09-01', 'Управление');

insert into intake.problem_total (bundle_id, code, severity, total) values
(2, 'intake.resource_unknown', 'rejected', 1),
(2, 'intake.school_mismatch', 'rejected', 214),
(2, 'intake.file_undescribed', 'warning', 1);

-- School B grew out of C. Published: the region's mean by both publishers, one of a municipality with too few
-- schools, a sensitive share, and a code of the region's own.
insert into core.school_succession (
    predecessor_code, successor_code, happened_on, succession_kind, students_count, source
) values
('C', 'B', '2024-09-01', 'accession', 40, null);

insert into core.exam_scale (
    academic_year, exam_kind, subject_code, max_primary, mark3_from, mark4_from,
    mark5_from, source
) values
(2025, 'oge', 'mat', 31, 8, 15, 22, 'условный источник');

insert into core.external_aggregate (
    publisher_oktmo, academic_year, oktmo, population, indicator_code, published_code,
    cut, exam_code, subject_code, grade, scale, published_title, students_count,
    schools_count, mean, sd, mark2_count, mark3_count, mark4_count, mark5_count,
    numerator, denominator, coverage_share, status, as_of_on, received_on, source,
    bundle_id, row_number
) values
(
    '90', 2025, '90', 'all', null, null, null, 'oge', 'mat', 9, 'mark', null, 100, 6, 3.90,
    0.70, 0, 30, 50, 20, null, null, 0.98, 'preliminary', '2025-06-20', '2025-06-25',
    'условный "источник", письмо', 1, 2
),
(
    '90101', 2025, '90', 'all', null, null, null, 'oge', 'mat', 9, 'mark', null, 102, 6, 3.92,
    null, null, null, null, null, null, null, null, 'final', '2025-06-10', null,
    'условный источник', 1, 2
),
(
    '90', 2025, '90101', 'all', 'x.good_share', null, 'all', null, null, null, null, null,
    80, 2, null, null, null, null, null, null, 50, 80, null, 'final', '2025-06-20', null,
    'условный источник', 1, 3
),
(
    '90', 2025, '90', 'all', 'x.register_share', null, 'all', null, null, null, null, null,
    1400, 6, 0.03, null, null, null, null, null, null, null, null, 'final', '2025-06-20',
    null, 'условный источник', 1, 4
),
(
    '90', 2025, '90', 'all', null, 'П-12', 'all', null, null, null, null, 'Свой показатель',
    null, 6, 512.5, null, null, null, null, null, null, null, null, 'final', '2025-06-20',
    null, 'условный источник', 1, 5
);

insert into intake.slice (school_id, academic_year, table_name, bundle_id, mode, row_count)
select school_id, 2025, 'period_mark', 1, 'full', 40 from core.school where school_code = 'A';

insert into result.crosswalk (code, version, fingerprint, is_current) values
('official', 1, 'c0', false),
('official', 2, 'c1', true);

insert into result.crosswalk_entry (
    crosswalk_id, ordinal, indicator_code, indicator_version, cut, published_code,
    published_cut, exam_code, subject_code, grade, scale, figure, marks, class, conversion,
    as_of_year, as_of_from, as_of_until, note_ru, note_en
) values
(
    1, 1, 'x.good_share', 1, 'all', 'П-1', 'all', null, null, null, null, 'mean', null,
    'exact', 'none', null, null, null, null, null
),
(
    2, 1, 'x.good_share', 1, 'all', null, null, 'oge', 'mat', 9, 'mark', 'marks', '{4,5}',
    'exact', 'none', 0, '09-01', '12-31', null, null
),
(
    2, 2, 'x.gone_share', 1, 'all', 'П-1', 'all', null, null, null, null, 'mean', null,
    'approximate', 'percent_to_share', null, null, null, 'Похоже', 'Alike'
);

-- The region's schools A and B beside what is published of three: of the sensitive one nothing is shown.
insert into result.published_value (
    oktmo, academic_year, indicator_id, cut, class, conversion, measure, publisher_oktmo,
    population, status, as_of_on, school_count, coverage_share, numerator, denominator,
    sum_squares, value, rounding, is_same_definition, is_same_period, source, bundle_id,
    since_run, until_run
) values
(
    '90', 2025, 1, 'all', 'exact', 'none', 'П-0', '90', 'all', 'final', '2025-06-01', 6,
    null, null, null, null, 0.99, 0.005, true, true, 'прежний', 1, 1, 2
),
(
    '90', 2025, 1, 'all', 'exact', 'none', 'oge mat 9 mark marks 4,5', '90', 'all',
    'preliminary', '2025-10-01', 6, 0.98, 96, 160, null, 0.6, 0, true, true,
    'условный источник', 1, 2, null
),
(
    '90', 2025, 2, 'all', 'converted', 'percent_to_share', 'П-3', '90', 'all', 'final',
    '2025-06-01', 6, null, 42, 1400, null, 0.03, 0.0005, true, true,
    'условный источник', 1, 2, null
),
(
    '90101', 2025, 1, 'all', 'exact', 'none', 'П-1', '90', 'all', 'final', '2025-06-01',
    3, null, 51, 85, null, 0.6, 0, true, true, 'условный источник', 1, 2, null
);

insert into result.group_coverage (
    territory_id, academic_year, indicator_id, registered_count, delivered_count,
    pupil_share, since_run
) values
(1, 2025, 1, 8, 6, 0.8125, 2);

insert into result.comparison (
    school_id, academic_year, indicator_id, cut, analogue, numerator, denominator,
    value, low, high, school_count, analogue_numerator, analogue_denominator,
    analogue_value, difference, difference_low, difference_high, percentile, verdict,
    reasons, since_run, until_run
) values
(
    1, 2025, 1, 'all', 'regional_published', 30, 40, 0.75, 0.5981, 0.8581, 5, 66, 120,
    0.55, 0.2, 0.03, 0.34, null, 'above', '{marks_doubtful,preliminary}', 2, null
);

insert into result.return_conflict (
    school_id, academic_year, indicator_id, cut, bundle_id, row_number, since_run
) values
(1, 2025, 1, 'all', 1, 3, 2);

-- An analyst's set of all three schools, saved twice; of the kind of B there are too few.
insert into intake.school_set (
    set_code, title, note, made_by, made_at, retired_at
) values
('north', 'Прежний', null, 'Аналитик', '2025-06-20T00:00:00Z', '2025-06-21T00:00:00Z'),
('north', 'Северные школы', 'проба', 'Аналитик', '2025-06-21T00:00:00Z', null);

insert into intake.school_set_member (school_set_id, school_id) values
(1, 1), (2, 1), (2, 2), (2, 3);

insert into result.analogue_set (
    school_id, academic_year, analogue, reason, basis, since_run, until_run
) values
(1, 2025, 'set:north', null, '{"title": "Прежний", "schools": 1}', 1, 2),
(1, 2025, 'set:north', null, '{"title": "Северные школы", "schools": 2}', 2, null),
(
    2, 2025, 'municipal_same_kind', 'no_schools_of_kind',
    '{"type": "common", "level": "secondary", "schools": 1, "dropped": ["small", "settlement"]}',
    2, null
);

insert into result.analogue_member (
    school_id, academic_year, analogue, member_id, distance, since_run, until_run
) values
(1, 2025, 'set:north', 2, null, 1, null),
(1, 2025, 'set:north', 3, 0.5, 2, null);
-- School A beside the region: 5 tests of which one remains; its place in a funnel of two others.
update result.comparison
set effect = 0.5236, z = 2.8, band = 2, p_value = 0.005
where school_id = 1 and indicator_id = 1 and analogue = 'regional' and since_run = 2;

insert into result.school_family (
    school_id, academic_year, analogue, test_count, verdict_count, discovery_count, cutoff,
    since_run, until_run
) values
(1, 2025, 'regional', 5, 2, 2, 0.04, 1, 2),
(1, 2025, 'regional', 6, 1, 1, 0.02, 2, null);

insert into result.indicator_family (
    indicator_id, cut, academic_year, analogue, test_count, verdict_count,
    discovery_count, cutoff, since_run
) values
(1, 'all', 2025, 'regional', 20, 1, 0, 0, 2);

insert into result.funnel (
    school_id, academic_year, indicator_id, cut, school_count, target, dispersion, low95,
    high95, low998, high998, position, since_run
) values
(1, 2025, 1, 'all', 2, 0.5, 1.44, 0.31, 0.69, 0.21, 0.79, 'above95', 2),
(2, 2025, 1, 'all', 2, 0.6, 0.81, 0.45, 0.75, 0.36, 0.84, 'within', 2),
(2, 2025, 2, 'all', 2, 0.6, 0.81, 0.45, 0.75, 0.36, 0.84, 'within', 2);

-- School A: 30 of 40 this year, 48 of 70 over two, and the year before with those it grew out of.
insert into result.pooled_comparison (
    school_id, academic_year, indicator_id, cut, analogue, first_year, year_count,
    is_linked, numerator, denominator, value, low, high, school_count,
    analogue_numerator, analogue_denominator, analogue_value, difference,
    difference_low, difference_high, verdict, reasons, since_run
) values
(
    1, 2025, 1, 'all', 'regional', 2024, 2, true, 48, 70, 0.6857, 0.57, 0.782, 2, 95, 190,
    0.5, 0.1857, 0.05, 0.3, 'above', '{chain_linked}', 2
);

insert into result.linked_value (
    school_id, academic_year, indicator_id, cut, member_count, numerator, denominator,
    since_run
) values
(1, 2024, 1, 'all', 2, 18, 30, 2);

-- What earlier years say: of school A an effect, of B too few pupils; a change and a forecast; what results go with.
insert into result.effect_model (
    territory_id, academic_year, model, variant, school_count, result_count, pupil_count,
    reason, coefficients, group_variance, residual_variance, criterion, since_run
) values
(
    1, 2025, 'ege_rus', 'a', 24, 700, 610, null,
    '[{"name": "(Intercept)", "estimate": 61.5, "standardError": 0.5}, {"name": "prior", "estimate": 7.25, "standardError": 0.25}]',
    4, 64, 4800.5, 2
),
(1, 2025, 'ege_rus', 'b', 24, 700, 610, 'no_model', '[]', null, null, null, 2);

insert into result.effect (
    school_id, academic_year, model, variant, result_count, pupil_count, is_linkage_low,
    effect, standard_error, low, high, pair_low, pair_high, level, rank, rank_low,
    rank_high, set_low, set_high, reason, since_run
) values
(
    1, 2025, 'ege_rus', 'a', 30, 28, false, 2.5, 1.25, 0.05, 4.95, 0.75, 4.25, 5, 3, 1, 12,
    1, 20, null, 2
),
(
    2, 2025, 'ege_rus', 'a', 12, 6, true, null, null, null, null, null, null, null, null,
    null, null, null, null, 'too_few_pupils', 2
),
(
    3, 2025, 'ege_rus', 'a', 20, 18, false, -3, 1, -4.96, -1.04, -4.4, -1.6, 1, 22, 15, 24, 9,
    24, null, 2
);

insert into result.trend (
    school_id, academic_year, indicator_id, cut, year_count, change, change_low,
    change_high, drift, adjusted, adjusted_low, adjusted_high, verdict, slope, slope_error,
    forecast, forecast_low, forecast_high, forecast_method, forecast_error, reasons,
    since_run
) values
(
    1, 2025, 1, 'all', 3, 0.15, 0.05, 0.25, 0.1, 0.05, -0.05, 0.15, 'unchanged', 0.02, 0.01,
    0.77, 0.6, 0.88, 'drift', 0.3, '{was_extreme}', 2
),
(
    2, 2025, 1, 'all', 2, -0.1, -0.2, 0, 0.1, -0.2, -0.3, -0.1, 'declined', null, null,
    null, null, null, null, null, '{forecast_too_few_points}', 2
);

insert into result.driver (
    territory_id, academic_year, outcome, outcome_cut, factor, factor_cut, school_count,
    estimate, low, high, p_value, adjusted_p_value, ridge, share, explained, cross_fit,
    reason, since_run
) values
(
    1, 2025, 'x.good_share', 'all', 'x.context', 'all', 40, 0.5, 0.2, 0.8, 0.001, 0.002,
    0.45, 0.3, 0.4, 0.35, null, 2
),
(
    1, 2025, 'x.good_share', 'all', 'x.other', 'all', 12, null, null, null, null, null,
    null, null, null, null, 'too_few_schools', 2
);

insert into core.plan_item (
    oktmo, school_code, item_code, academic_year, object, indicator_codes, record_tables,
    periodicity, form, responsible, opens_on, due_on, note
) values
(
    '90101', null, 'roll', 2025, 'Контингент', '{}', '{student}', 'once', 'periodic',
    'заместитель директора', '2025-06-01', '2025-06-25', null
),
(
    '90101', 'A', 'good', 2025, 'Качество <b>', '{x.good_share}', '{student}', 'year',
    'periodic', 'директор', '2025-06-01', '2025-06-18', 'по приказу'
),
(
    '90102', null, 'classes', 2026, 'Классы', '{}', '{class}', 'once', 'continuous',
    'методист', '2999-01-01', '2999-02-01', null
);
