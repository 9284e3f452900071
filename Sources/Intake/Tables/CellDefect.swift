import Schools

/// Why a cell has no text though it is not empty in its file.
enum CellDefect: UInt8, Sendable {
  /// A formula that was never calculated.
  case unsaved = 1
  /// A text that the workbook does not hold.
  case unreadable
  case null, division, value, reference, name, number, notAvailable, otherError
  /// Of an export: a word or a number whose meaning is not known.
  case unknownWord
  /// Of an export: an identifier that should be a keyed hash.
  case plainIdentifier

  /// The defect of a cell that holds an error, by the error's text.
  init(error: UnsafeRawBufferPointer) {
    self =
      switch String(decoding: error, as: UTF8.self) {
      case "#NULL!": .null
      case "#DIV/0!": .division
      case "#VALUE!": .value
      case "#REF!": .reference
      case "#NAME?": .name
      case "#NUM!": .number
      case "#N/A": .notAvailable
      default: .otherError
      }
  }

  func problem(at location: Problem.Location) -> Problem {
    switch self {
    case .unsaved: Problem("intake.formula_unsaved", at: location)
    case .unreadable: Problem("intake.cell_unreadable", at: location)
    case .null: Self.error("#NULL!", location)
    case .division: Self.error("#DIV/0!", location)
    case .value: Self.error("#VALUE!", location)
    case .reference: Self.error("#REF!", location)
    case .name: Self.error("#NAME?", location)
    case .number: Self.error("#NUM!", location)
    case .notAvailable: Self.error("#N/A", location)
    case .otherError: Self.error("#…", location)
    case .unknownWord: Problem("intake.export_word_unknown", at: location)
    case .plainIdentifier: Problem("intake.export_unsealed", at: location)
    }
  }

  private static func error(_ text: String, _ location: Problem.Location) -> Problem {
    Problem("intake.cell_error", at: location, ["error": text])
  }
}
