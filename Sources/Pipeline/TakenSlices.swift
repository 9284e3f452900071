import Postgres

/// The (school, year) slices that a run computes anew: a temporary table of the run's session, for the stages after the one
/// that took them from `intake.touched`.
///
/// A value tells that a year changed; this tells it also where pupils did and their sums did not.
enum TakenSlices {
  /// Begins the run's own; one that failed before may have left its.
  static let table = """
    drop table if exists pg_temp.taken_slice;
    create temp table taken_slice (school_id bigint not null, academic_year integer not null);
    """
}
