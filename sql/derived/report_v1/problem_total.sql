create view report_v1.problem_total with (security_invoker = true) as
select
    problem_total.bundle_id as bundle,
    problem_total.code,
    problem_total.severity,
    problem_total.total
from intake.problem_total;
comment on view report_v1.problem_total is 'Сколько замечаний каждого кода в пакете, точно';
