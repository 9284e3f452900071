import Schools

/// What makes a workbook or one of its sheets unreadable.
enum WorkbookDefect: Error, Hashable {
  /// The part is missing, no XML, or not as it must be.
  case malformed(part: String)
  /// A document type, or a depth, tag or number of names that no spreadsheet program writes.
  case unsafe(part: String)
  case tooLarge(limit: String)
  case rowTooLong(sheet: String, row: Int)

  init(_ defect: XMLDefect, part: String) {
    self =
      switch defect {
      case .malformed: .malformed(part: part)
      case .declaration, .tooDeep, .tooLong, .tooManyNames: .unsafe(part: part)
      }
  }

  func problem(file: String?, sheet: String? = nil, limits: BundleLimits) -> Problem {
    switch self {
    case .malformed(let part):
      Problem(
        "intake.workbook_malformed", at: .init(file: file, sheet: sheet),
        ["part": EntryName.printable(part)])
    case .unsafe(let part):
      Problem(
        "intake.workbook_unsafe", at: .init(file: file, sheet: sheet),
        ["part": EntryName.printable(part)])
    case .tooLarge(let limit):
      Problem("intake.workbook_too_large", at: .init(file: file, sheet: sheet), ["limit": limit])
    case .rowTooLong(let sheet, let row):
      Problem(
        "intake.row_too_long", at: .init(file: file, sheet: EntryName.printable(sheet), row: row),
        ["limit": BundleLimits.text(limits.rowBytes)])
    }
  }
}
