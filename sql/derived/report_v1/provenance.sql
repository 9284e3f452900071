-- What a value rests on: the tables its definition reads, and the bundles that hold for them.
-- A table the school did not send has a row without a bundle. Registers (schools, subjects, scales) are left out.
create view report_v1.provenance with (security_invoker = true) as
select
    value.school,
    value.municipality,
    value.year,
    value.indicator,
    value.cut,
    value.numerator,
    value.denominator,
    value.value,
    definition.version,
    definition.fingerprint,
    value.since_run,
    run.code_version,
    used.record_table,
    slice.bundle_id as bundle,
    bundle.file_name,
    told.line ->> 'file' as table_file,
    slice.mode,
    slice.row_count as rows_count,
    bundle.as_of_at,
    bundle.received_at,
    encode(bundle.sha256, 'hex') as sha256,
    touched.school_id is not null as is_outdated,
    value.run,
    value.source
from report_v1.indicator_value as value
inner join core.school
    on value.school = school.school_code
inner join result.indicator as definition
    on value.indicator = definition.code and definition.is_current
inner join result.run
    on value.since_run = run.run_id
inner join
    lateral (
        select names.record_table
        from
            jsonb_array_elements_text(definition.passport -> 'tables')
                as names (record_table)
        where value.source = 'records'
        union all
        select 'indicator_return' as record_table
        where value.source = 'return'
    ) as used
    on
        used.record_table not in (
            'school', 'territory', 'subject', 'exam_scale', 'exam_minimum',
            'school_succession', 'external_aggregate'
        )
left join intake.slice
    on
        school.school_id = slice.school_id
        and value.year = slice.academic_year
        and used.record_table = slice.table_name
left join intake.bundle
    on slice.bundle_id = bundle.bundle_id
left join lateral (
    select part.line
    from jsonb_array_elements(bundle.receipt -> 'tables') as part (line)
    where part.line ->> 'name' = used.record_table
) as told on true
left join intake.touched
    on
        school.school_id = touched.school_id
        and value.year = touched.academic_year;
comment on view report_v1.provenance is
'На чём стоит значение: таблицы, пакеты, строки, версия определения и расчёт';
