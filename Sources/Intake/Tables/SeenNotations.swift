import Schools

/// The notations that cells of a table were found in, other than that of the profile.
struct SeenNotations {
  private var detected: UInt32 = 0
  private var declared: UInt32 = 0

  mutating func add(_ name: TableForm.Notation.Name, isDeclared: Bool = false) {
    if isDeclared { declared |= name.bit } else { detected |= name.bit }
  }

  mutating func add(_ number: NumberNotation.Number, _ notation: NumberNotation) {
    if number.hasComma { add(.decimalComma, isDeclared: notation.isDeclared) }
    if number.isGrouped { add(.groupedDigits, isDeclared: notation.isDeclared) }
  }

  /// Each once, in their order; what was declared for one column and detected in another is detected.
  var list: [TableForm.Notation] {
    TableForm.Notation.Name.allCases.compactMap { name in
      guard (detected | declared) & name.bit != 0 else { return nil }
      return TableForm.Notation(name, isDeclared: detected & name.bit == 0)
    }
  }
}

extension TableForm.Notation.Name {
  /// A bit of its own.
  fileprivate var bit: UInt32 {
    switch self {
    case .decimalComma: 1 << 0
    case .groupedDigits: 1 << 1
    case .wholeFraction: 1 << 2
    case .percentSign: 1 << 3
    case .percentNumber: 1 << 4
    case .dayMonthYear: 1 << 5
    case .shortYear: 1 << 6
    case .moment: 1 << 7
    case .serialDate: 1 << 8
    case .declaredDate: 1 << 9
    case .classSpelling: 1 << 10
    case .words: 1 << 11
    case .alternativeWord: 1 << 12
    case .absence: 1 << 13
    }
  }
}
