import Postgres

/// Years in which the scale of an indicator is another than the year before: values are not pooled across.
struct ScaleBreaks {
  private struct Break: Hashable, Decodable {
    let indicatorId: Int
    let academicYear: Int
    let subject: String
  }

  private let found: Set<Break>

  init(_ db: Database) throws {
    found = Set(
      try db.all(
        """
        select indicator_id, academic_year, coalesce(subject_code, '') as subject
        from analogue.scale_change
        """, as: Break.self))
  }

  /// Whether the scale changed in `year` for the cut's subject, or for every one.
  func contains(_ indicator: Int, _ year: Int, _ cut: String) -> Bool {
    let subject = cut.split(separator: ";").first { $0.hasPrefix("subject=") }
      .map { String($0.dropFirst("subject=".count)) }
    return ["", subject].compactMap(\.self).contains {
      found.contains(Break(indicatorId: indicator, academicYear: year, subject: $0))
    }
  }
}
