-- What each role may do with which table, beside its policies.

-- The worker loads and computes.
grant usage on schema core, intake, result, report_v1 to soko_worker;
grant select, insert, update, delete on all tables in schema core to soko_worker;
grant select, insert, update, delete on all tables in schema intake to soko_worker;
grant select, insert, update, delete on all tables in schema result to soko_worker;
grant select on all tables in schema report_v1 to soko_worker;
-- Decisions are added, never rewritten.
revoke update, delete on intake.problem_policy from soko_worker;
-- So are names that are given to clusters.
revoke update, delete on result.cluster_name from soko_worker;
-- What was said of a heading may be taken back, and stays.
revoke delete on intake.heading from soko_worker;
-- A set is retired and stays, with its schools.
revoke delete on intake.school_set from soko_worker;
revoke update, delete on intake.school_set_member from soko_worker;

-- The service reads report_v1, whose views look beneath with the reader's rights, and takes uploads.
grant usage on schema core, intake, result, report_v1 to soko_web;
grant select on all tables in schema report_v1 to soko_web;
grant select on all tables in schema result to soko_web;
-- It gives a school its own records and bundles back; policies show them to no one else but the operator.
grant select on all tables in schema core to soko_web;
grant select on intake.slice to soko_web;
grant select on intake.touched to soko_web;
grant select, insert on intake.bundle to soko_web;
-- An operator asks that a bundle be taken back: nothing else about a bundle is changed from here.
grant update (
    state, attempt_count, revert_asked_at, revert_reason, revert_outcome
) on intake.bundle to soko_web;
grant select, insert on intake.bundle_part to soko_web;
grant select on intake.problem to soko_web;
grant select on intake.problem_total to soko_web;
grant select on intake.problem_policy to soko_web;
grant select on intake.heading to soko_web;
grant select on intake.school_set to soko_web;
grant select on intake.school_set_member to soko_web;

-- It asks who comes in, keeps sessions and counts tries, and writes what an operator decides of accounts, tokens and
-- links: what they are stays, a way in is only closed or made anew. Of the log of reading it may add lines and show them
-- to an operator, and the worker may remove those whose time is over.
grant usage on schema access to soko_web, soko_worker;
grant select, insert on access.account to soko_web;
grant update (
    salt,
    digest,
    scrypt_rounds,
    scrypt_block_size,
    scrypt_parallelism,
    password_set_at,
    closed_at
) on access.account to soko_web;
grant select, insert on access.token to soko_web;
grant update (revoked_at) on access.token to soko_web;
grant select, insert on access.link to soko_web;
grant update (revoked_at, bundle_id) on access.link to soko_web;
grant select, insert, update, delete on access.session to soko_web;
grant select, insert, update, delete on access.login_try to soko_web;
grant select, insert, update, delete on access.openid_entry to soko_web;
grant select, insert on access.reading to soko_web;
grant select (read_at), delete on access.reading to soko_worker;
grant select (account_id), delete on access.session to soko_worker;
grant select (
    account_id, school_code, closed_at
), update (closed_at) on access.account to soko_worker;
grant select (
    school_code, revoked_at
), update (revoked_at) on access.token to soko_worker;
grant select (
    school_code, revoked_at
), update (revoked_at) on access.link to soko_worker;

-- Analysts' tools reach report_v1 only: they may read what its views read, but have no usage on the schemas
-- beneath, so no statement of theirs can name a table there. Their scope comes with the connection
-- (options=-csoko.audience=region); without it they see no rows.
grant usage on schema report_v1 to soko_bi;
grant select on all tables in schema report_v1 to soko_bi;
grant select on all tables in schema result to soko_bi;
grant select on core.territory to soko_bi;
grant select on core.subject to soko_bi;
grant select on core.exam_scale to soko_bi;
grant select on core.exam_minimum to soko_bi;
grant select on core.external_aggregate to soko_bi;
grant select on core.plan_item to soko_bi;
grant select on core.published_figure to soko_bi;
grant select on core.school_succession to soko_bi;
grant select on core.school to soko_bi;
grant select on core.school_year to soko_bi;
grant select (
    school_id, academic_year, student_key, class_code, entered_on, left_on
) on core.enrolment to soko_bi;
-- For the lines of a self-examination, of which it sees what its scope may: the records' own policies hold.
grant select (
    school_id, academic_year, class_code, grade, study_mode
) on core.class to soko_bi;
grant select (
    school_id, academic_year, student_key, level, event_kind, result
) on core.event_participation to soko_bi;
grant select (
    school_id,
    academic_year,
    staff_key,
    is_pedagogical,
    is_management,
    employment,
    education_level,
    is_pedagogical_profile,
    experience_band,
    age_band
) on core.staff to soko_bi;
grant select (
    school_id, academic_year, staff_key, is_fgos
) on core.staff_pd to soko_bi;
grant select (
    school_id,
    academic_year,
    as_of_on,
    has_edoc_flow,
    has_reading_room,
    has_computers_in_library,
    has_mediatheque,
    has_scanning,
    has_library_internet,
    has_printing
) on core.resource to soko_bi;
grant select on intake.bundle to soko_bi;
grant select on intake.slice to soko_bi;
grant select on intake.touched to soko_bi;
grant select on intake.problem to soko_bi;
grant select on intake.problem_total to soko_bi;
grant select on intake.problem_policy to soko_bi;
grant select on intake.school_set to soko_bi;
grant select on intake.school_set_member to soko_bi;
