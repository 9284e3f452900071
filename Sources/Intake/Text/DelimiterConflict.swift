import Schools

/// Why a text is not cut into cells.
enum DelimiterConflict: Error, Equatable {
  /// It is plainly cut by another sign than is declared.
  case contradicted(UInt8, found: UInt8)
  /// Two signs each give names of columns, and none gives more.
  case undecided(UInt8, UInt8)

  func problem(file: String) -> Problem {
    switch self {
    case .contradicted(let declared, let found):
      Problem(
        "intake.delimiter_contradicted", at: .init(file: file, row: 1),
        ["declared": Self.text(declared), "found": Self.text(found)])
    case .undecided(let one, let other):
      Problem(
        "intake.delimiter_undecided", at: .init(file: file),
        ["one": Self.text(one), "other": Self.text(other)])
    }
  }

  private static func text(_ delimiter: UInt8) -> String {
    delimiter == UInt8(ascii: "\t") ? "\\t" : String(UnicodeScalar(delimiter))
  }
}
