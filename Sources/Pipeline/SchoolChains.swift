import Postgres

/// Of one indicator: which earlier years of which schools are those of their predecessors, and which schools came out of a
/// division.
struct SchoolChains {
  private struct Link: Hashable, Decodable {
    let schoolId: Int
    let academicYear: Int
    let cut: String
  }

  private struct Split: Hashable, Decodable {
    let schoolId: Int
    let firstYear: Int
  }

  private let links: Set<Link>
  private let splits: Set<Split>

  init(_ db: Database, of indicator: Int) throws {
    links = Set(
      try db.all(
        """
        select school_id, academic_year, cut from result.linked_value
        where indicator_id = \(indicator) and until_run is null
        """, as: Link.self))
    splits = Set(
      try db.all(
        "select distinct school_id, first_year from analogue.succession where not is_summed",
        as: Split.self))
  }

  func isLinked(_ school: Int, _ year: Int, _ cut: String) -> Bool {
    links.contains(Link(schoolId: school, academicYear: year, cut: cut))
  }

  func isSplit(_ school: Int, in year: Int) -> Bool {
    splits.contains(Split(schoolId: school, firstYear: year))
  }
}
