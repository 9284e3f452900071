-- A row whose pupil, class or teacher is known has a known school: those tables point at core.school. A second
-- check of each row cost a sixth of a load. The primary keys begin with the slice, so that a look-up of
-- the few rows that are removed needs no index of its own.

alter table core.enrolment drop constraint enrolment_school_known;
alter table core.staff_subject drop constraint staff_subject_school_known;
alter table core.staff_pd drop constraint staff_pd_school_known;
alter table core.staff_activity drop constraint staff_activity_school_known;
alter table core.staff_practice drop constraint staff_practice_school_known;
alter table core.period_mark drop constraint period_mark_school_known;
alter table core.graduation drop constraint graduation_school_known;
alter table core.exam_result drop constraint exam_result_school_known;
alter table core.diagnostic_result drop constraint diagnostic_result_school_known;
alter table core.diagnostic_count drop constraint diagnostic_count_school_known;
alter table core.event_participation drop constraint event_participation_school_known;
alter table core.class_activity_count
drop constraint class_activity_count_school_known;
alter table core.parent_engagement drop constraint parent_engagement_school_known;

drop index core.period_mark_period_index;
drop index core.morbidity_aggregate_period_index;

-- What a slice held when it was loaded: the same content again is not loaded again.
alter table intake.slice
add column file_key bytea,
add column content_key bytea;
comment on column intake.slice.file_key is 'Отпечаток файла таблицы и правил, по которым он прочитан и проверен';
comment on column intake.slice.content_key is 'Отпечаток строк таблицы, как бы они ни были записаны';
