create view report_v1.key_set with (security_invoker = true) as
select
    key_set.code as key_set,
    key_set.fingerprint,
    key_set.document,
    key_set.is_current
from result.key_set;
comment on view report_v1.key_set is
'Наборы ключевых показателей: критерии, веса, ориентиры, для кого';
