import Intake
import Postgres
import Schools

/// The OneRoster archives in force for a school's year, on which a delta stands.
///
/// A delta says only what has changed, and refers to the rest by identifiers that no record holds: so it is read over
/// the stored bytes of the archives before it, in the order of their own time.
struct RosterBase {
  let db: Database
  let school: Int
  let year: Int

  /// Gives a delta the archives before it; any other bundle stands alone.
  func lay(under reader: BundleReader, _ bundle: Int) throws {
    guard reader.isDelta else { return }
    var problems = ProblemList(limitPerCode: 0)
    reader.stand(
      on: try earlier(than: bundle).compactMap {
        try Spool(db, bundle: $0).open(problems: &problems)
      })
  }

  private func earlier(than bundle: Int) throws -> [Int] {
    struct Earlier: Decodable { let bundleId: Int }
    return try db.all(
      """
      select earlier.bundle_id
      from intake.bundle as earlier
      inner join intake.bundle as this on this.bundle_id = \(bundle)
      where earlier.format = 'oneroster' and earlier.bundle_id <> this.bundle_id
          and (earlier.as_of_at, earlier.created_at, earlier.sha256)
              < (this.as_of_at, this.created_at, this.sha256)
          and exists (
              select from intake.slice
              where slice.school_id = \(school) and slice.academic_year = \(year)
                  and slice.bundle_id = earlier.bundle_id
          )
      order by earlier.as_of_at, earlier.created_at, earlier.sha256
      """, as: Earlier.self
    ).map(\.bundleId)
  }
}
