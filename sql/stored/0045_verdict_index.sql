-- Verdicts beside the region are counted for every school of a year at once: all that it takes stands in the index, so that a
-- comparison is not looked up for each figure of each school.

create index comparison_verdict_index
on result.comparison (academic_year, school_id)
include (analogue, indicator_id, cut, verdict, since_run, until_run)
where analogue = 'regional';
