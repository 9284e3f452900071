import Schools

extension RecordOutcome {
  /// What is wrong with a record that cannot be used.
  ///
  /// - Parameter location: the file and the record's row.
  func problem(at location: Problem.Location, _ limits: BundleLimits) -> Problem {
    switch self {
    case .malformed(let offset):
      Problem(
        "intake.text_malformed", at: location, offset.map { ["offset": "\($0)"] } ?? [:])
    case .quoteMisplaced: Problem("intake.quote_misplaced", at: location)
    case .quoteUnclosed: Problem("intake.quote_unclosed", at: location)
    case .tooLong, .record, .end:
      Problem(
        "intake.row_too_long", at: location, ["limit": BundleLimits.text(limits.rowBytes)])
    }
  }
}
