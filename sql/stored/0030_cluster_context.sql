-- What the conditions of a cluster's schools are: beside its profile, never clustered by. A name given to a cluster is added, not
-- rewritten, so that who named it what and when stays known.

alter table result.cluster
add column context jsonb not null default '[]'::jsonb;
comment on column result.cluster.context is 'Условия школ кластера, под номером 0 — всех школ модели: показатель, школ, среднее и его 95 % интервал; в подборе не участвуют';

alter table result.cluster_name
add constraint cluster_name_short check (
    length(name_ru) <= 120 and length(name_en) <= 120 and length(given_by) <= 120
);
