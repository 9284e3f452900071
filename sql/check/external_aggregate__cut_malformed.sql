/*---
code: intake.cut_malformed
table: external_aggregate
---*/
-- A row of a file may make several figures, under codes of their own.
with

pair as (
    select
        told.row_number,
        piece.value,
        split_part(piece.value, '=', 1) as name,
        lag(split_part(piece.value, '=', 1)) over (
            partition by told.row_number, told.published_code, told.indicator_code
            order by piece.place
        ) as name_before
    from staging_external_aggregate as told
    cross join
        lateral string_to_table(told.cut, ';') with ordinality as piece (value, place)
    where
        not told.is_deleted
        and told.cut <> 'all'
)

select distinct
    row_number,
    'cut' as column_name,
    null::jsonb as arguments
from pair
where
    value !~ '^(class|grade|level|moment|sex|stage|study|subject)=[^=;[:space:]]+$'
    or name collate "C" <= name_before collate "C"
