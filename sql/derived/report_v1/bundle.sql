create view report_v1.bundle with (security_invoker = true) as
select
    bundle.bundle_id as bundle,
    bundle.sender,
    bundle.file_name,
    encode(bundle.sha256, 'hex') as sha256,
    bundle.byte_count,
    bundle.received_at,
    bundle.state,
    bundle.attempt_count,
    bundle.kind,
    bundle.school_code as school,
    bundle.academic_year as year,
    bundle.mode,
    bundle.as_of_at,
    bundle.created_at,
    bundle.generator,
    bundle.is_synthetic,
    bundle.finished_at,
    bundle.seconds,
    bundle.receipt,
    bundle.key_fingerprint,
    bundle.erased_at,
    bundle.territory,
    bundle.revert_asked_at,
    bundle.revert_reason,
    bundle.revert_outcome
from intake.bundle;
comment on view report_v1.bundle is 'Пакеты и их судьба, сейчас';
