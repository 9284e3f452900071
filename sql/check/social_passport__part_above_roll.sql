/*---
code: intake.part_exceeds_whole
table: social_passport
---*/
select
    passport.row_number,
    parts.column_name,
    null::jsonb as arguments
from staging_social_passport as passport
cross join
    lateral (
        values
        ('par_he_both_count', passport.par_he_both_count),
        ('par_he_one_count', passport.par_he_one_count),
        ('single_parent_count', passport.single_parent_count),
        ('low_income_count', passport.low_income_count),
        ('large_family_count', passport.large_family_count),
        ('unemployed_parents_count', passport.unemployed_parents_count),
        ('guardianship_count', passport.guardianship_count),
        ('ovz_count', passport.ovz_count),
        ('disabled_count', passport.disabled_count),
        ('nonrussian_home_count', passport.nonrussian_home_count),
        ('foreign_count', passport.foreign_count),
        ('moved_in_count', passport.moved_in_count)
    ) as parts (column_name, part_count)
where
    not passport.is_deleted
    and parts.part_count > passport.roll_count
