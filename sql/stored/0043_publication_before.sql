-- The publication before another is what changes are told beside, and what readers see when that one is withdrawn.

create function core.run_before(run bigint) returns bigint
language sql stable parallel safe
begin atomic
    select earlier.run_id
    from result.publication
    inner join result.publication as earlier
        on publication.publication_id > earlier.publication_id
    where
        publication.run_id = run_before.run
        and not earlier.is_preview
        and earlier.withdrawn_at is null
    order by earlier.publication_id desc
    limit 1;
end;
comment on function core.run_before(bigint) is
'Расчёт публикации перед этой: не отозванной и не для просмотра; пусто, если её нет';
