import Postgres

/// Tests that are read together, and how many of their differences remain after the correction of Benjamini and Hochberg.
///
/// Of *m* p-values in order, *k* is the last with p₍ₖ₎ ≤ *q*·*k*/*m*. All p-values up to the cutoff *q*·*k*/*m* are
/// discoveries, and no other is: of them a share of *q* at most is false on average. The cutoff tells of no single test.
///
/// - Source: Benjamini and Hochberg, Journal of the Royal Statistical Society B 57 (1995); it holds for tests that depend
///   positively on each other too: Benjamini and Yekutieli, Annals of Statistics 29 (2001).
struct TestFamily {
  let table: String
  let key: [String]

  /// Counts families with a row of `result.comparison` that came or went in this run anew; in a whole run all.
  func replace(_ db: Database, run: Run) throws {
    let columns = key.joined(separator: ", ")
    let share = "\(run.thresholds("false_discovery_share"))::double precision"
    let name = table.split(separator: ".").last!
    if !run.isWhole {
      try db.script(
        """
        create temp table touched_\(name) on commit drop as
        select distinct \(columns) from result.comparison
        where since_run = \(run.id) or until_run = \(run.id);
        analyze touched_\(name);
        """)
    }
    try db.script(
      """
      create temp table fresh_\(name) on commit drop as
      with tested as (
          select \(columns), verdict, p_value
          from result.comparison
          \(run.isWhole ? "" : "inner join touched_\(name) using (\(columns))")
          where until_run is null and p_value is not null
      ),
      counted as (
          select \(columns), count(*) as test_count,
              count(*) filter (where verdict in ('above', 'below')) as verdict_count
          from tested
          group by \(columns)
      ),
      -- No p-value above the share can be a discovery: the others need no place.
      placed as (
          select \(columns), p_value,
              row_number() over (partition by \(columns) order by p_value) as place
          from tested
          where p_value <= \(share)
      ),
      discovered as (
          select \(columns),
              max(placed.place) filter (
                  where placed.p_value <= \(share) * placed.place / counted.test_count
              ) as discovery_count
          from placed
          inner join counted using (\(columns))
          group by \(columns)
      )
      select \(columns), test_count, verdict_count,
          coalesce(discovery_count, 0) as discovery_count,
          \(share) * coalesce(discovery_count, 0) / test_count as cutoff
      from counted
      left join discovered using (\(columns));
      analyze fresh_\(name);
      """)
    try Versioned(
      table: table, fresh: "fresh_\(name)", key: key,
      values: ["test_count", "verdict_count", "discovery_count", "cutoff"],
      scope: run.isWhole ? nil : .init(table: "touched_\(name)", columns: key)
    ).replace(db, run: run.id)
  }
}
