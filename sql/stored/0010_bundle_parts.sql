-- How long each part of a load took.

alter table intake.bundle add column part_seconds jsonb;
comment on column intake.bundle.part_seconds is 'Сколько длилась каждая часть обработки, с';
