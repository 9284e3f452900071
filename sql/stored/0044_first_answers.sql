-- What the first reader after a publication waits for. What nearly every answer says of a definition stands in columns: a
-- passport is long, and was read once a row.

alter table result.indicator
add column kind text generated always as (passport ->> 'kind') stored,
add column unit text generated always as (passport ->> 'unit') stored,
add column direction text generated always as (passport ->> 'direction') stored,
add column pool text generated always as (passport ->> 'pool') stored,
add column period text generated always as (passport ->> 'period') stored,
add column as_of_ru text generated always as (passport -> 'as_of' ->> 'ru') stored,
add column as_of_en text generated always as (passport -> 'as_of' ->> 'en') stored,
add column analogue_class text
generated always as (passport ->> 'analogue_class') stored,
add column minimum_compute numeric
generated always as ((passport -> 'minimum' ->> 'compute')::numeric) stored,
add column is_sensitive boolean
generated always as (coalesce((passport ->> 'sensitive')::boolean, false)) stored;
comment on column result.indicator.kind is 'Из паспорта: вид';
comment on column result.indicator.unit is 'Из паспорта: единица';
comment on column result.indicator.direction is 'Из паспорта: что лучше';
comment on column result.indicator.pool is 'Из паспорта: как складываются школы';
comment on column result.indicator.period is 'Из паспорта: период';
comment on column result.indicator.as_of_ru is 'Из паспорта: на когда';
comment on column result.indicator.as_of_en is 'Из паспорта: на когда, по-английски';
comment on column result.indicator.analogue_class is 'Из паспорта: класс аналога';
comment on column result.indicator.minimum_compute is 'Из паспорта: единиц не меньше';
comment on column result.indicator.is_sensitive is 'Из паспорта: чувствительный';

-- Readers of an earlier publication ask by the unit too (an indicator in one year and cut), and whoever asks for what holds at a
-- run cannot use an index of what is in force. Two rows of one figure never end in the same run, nor are both in force.
drop index result.indicator_value_current_index;
create unique index indicator_value_unit_index
on result.indicator_value (
    indicator_id, academic_year, cut, school_id, until_run
) nulls not distinct;

drop index result.comparison_current_index;
create unique index comparison_unit_index
on result.comparison (
    indicator_id, academic_year, cut, analogue, school_id, until_run
) nulls not distinct;

create index hidden_cell_unit_index
on result.hidden_cell (indicator_id, academic_year, cut, school_id);
create index hidden_total_unit_index
on result.hidden_total (indicator_id, academic_year, cut, territory_id);
