extension RecordTable {
  /// Dates of a row that lie in the academic year of its slice: from 1 August before it to 31 October after it.
  ///
  /// Not those that reach beyond by their nature: when a category was given, a programme completed, a licence ends, a
  /// report appears; and not those with a check of their own.
  package var datesOfYear: [String] {
    guard !Self.datedByCheck.contains(name) else { return [] }
    return fields.filter { $0.kind == .date && !Self.datesBeyondYear.contains($0.name) }
      .map(\.name)
  }

  private static let datedByCheck: Set<String> = ["period", "enrolment", "graduate_destination"]

  private static let datesBeyondYear: Set<String> = [
    "category_on", "completed_on", "licence_until_on", "report_published_on",
  ]
}
