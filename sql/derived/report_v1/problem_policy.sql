create view report_v1.problem_policy with (security_invoker = true) as
select
    policy.problem_policy_id as decision,
    policy.code,
    policy.table_name as record_table,
    policy.severity,
    policy.reason,
    policy.decided_on,
    policy.decided_by,
    policy.recorded_at,
    policy.severity <> 'default'
    and policy.problem_policy_id = max(policy.problem_policy_id) over (
        partition by policy.code, policy.table_name
    ) as is_in_force
from intake.problem_policy as policy;
comment on view report_v1.problem_policy is
'Решения управления о строгости замечаний: все, и какие из них действуют';
