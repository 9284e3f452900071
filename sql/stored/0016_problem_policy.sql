-- Which rule found a problem, in which table, and what the department decided of severities.

alter table intake.problem
add column rule text,
add column table_name text;
comment on column intake.problem.rule is 'Какое правило нарушено: имя проверки или вид ячейки';
comment on column intake.problem.table_name is 'Таблица записей; пусто, если замечание о пакете в целом';

create table intake.problem_policy (
    problem_policy_id bigint not null generated always as identity,
    code text not null,
    table_name text not null default '*',
    severity text not null,
    reason text not null,
    decided_on date not null,
    decided_by text not null,
    recorded_at timestamptz not null default now(),
    constraint problem_policy_pkey primary key (problem_policy_id),
    constraint problem_policy_severity_known check (
        severity in ('rejected', 'warning', 'default')
    ),
    constraint problem_policy_reason_told check (length(btrim(reason)) > 0),
    constraint problem_policy_decided_by_told check (length(btrim(decided_by)) > 0)
);
comment on table intake.problem_policy is 'Решения управления о строгости замечаний: действует последнее по коду и таблице';
comment on column intake.problem_policy.problem_policy_id is 'Порядок решений';
comment on column intake.problem_policy.code is 'Код замечания';
comment on column intake.problem_policy.table_name is 'Таблица записей; * — все таблицы';
comment on column intake.problem_policy.severity is 'Отклонять, предупреждать или как в справочнике (default)';
comment on column intake.problem_policy.reason is 'Почему так решено';
comment on column intake.problem_policy.decided_on is 'Когда решено';
comment on column intake.problem_policy.decided_by is 'Кем решено';
comment on column intake.problem_policy.recorded_at is 'Когда записано';
