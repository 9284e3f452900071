/*---
code: intake.part_exceeds_whole
table: social_passport
---*/
-- A family where both parents studied and one where one did are not the same family.
select
    row_number,
    'par_he_both_count' as column_name,
    null::jsonb as arguments
from staging_social_passport
where
    not is_deleted
    and par_he_both_count + par_he_one_count > roll_count
    and par_he_both_count <= roll_count
    and par_he_one_count <= roll_count
