-- Results are written by units (an indicator in one year and cut) and asked for by runs: indexes serve both. One of a school's
-- is no longer needed beside the primary key, which begins with the school. A comparison is made of a value whose school
-- and indicator are known: a second check of each row cost as much as the row.

drop index result.indicator_value_current_index;
drop index result.indicator_value_group_index;
create unique index indicator_value_current_index
on result.indicator_value (indicator_id, academic_year, cut, school_id)
where until_run is null;
create index indicator_value_since_index on result.indicator_value (since_run);
create index indicator_value_until_index on result.indicator_value (until_run)
where until_run is not null;

drop index result.group_value_current_index;
create unique index group_value_current_index
on result.group_value (indicator_id, academic_year, cut, territory_id)
where until_run is null;
create index group_value_since_index on result.group_value (since_run);
create index group_value_until_index on result.group_value (until_run)
where until_run is not null;

alter table result.comparison
drop constraint comparison_school_known,
drop constraint comparison_indicator_known;
drop index result.comparison_current_index;
create unique index comparison_current_index
on result.comparison (indicator_id, academic_year, cut, analogue, school_id)
where until_run is null;
create index comparison_since_index on result.comparison (since_run);
create index comparison_until_index on result.comparison (until_run)
where until_run is not null;
create index comparison_doubtful_index on result.comparison (academic_year, school_id)
where until_run is null and reasons @> array['marks_doubtful'];
