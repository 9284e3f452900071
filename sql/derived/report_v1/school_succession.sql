create view report_v1.school_succession with (security_invoker = true) as
select
    school_succession.predecessor_code as predecessor,
    school_succession.successor_code as successor,
    school_succession.happened_on,
    school_succession.succession_kind as kind,
    school_succession.students_count as students,
    school_succession.source
from core.school_succession;
comment on view report_v1.school_succession is
'Преемственность школ: у слияния несколько предшественниц, у разделения несколько преемниц';
