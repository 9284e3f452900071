import Schools

/// What signs the numbers of a column have, where nothing is declared of them: some do not go together.
struct ColumnMarks {
  var hasPoint = false
  var hasComma = false
  /// A number as `1,234` or `1.234`, whose mark may divide thousands.
  var isThousandLike = false
  var hasPercent = false
  /// A number other than 0 without a percent sign.
  var hasPlain = false

  /// - Parameter countsMark: whether its mark is that of a text.
  mutating func add(_ number: NumberNotation.Number, countsMark: Bool = true) {
    if number.isPercent { hasPercent = true } else if number.mantissa != 0 { hasPlain = true }
    guard countsMark, number.fraction > 0 else { return }
    if number.hasComma { hasComma = true } else { hasPoint = true }
    if number.isThousandLike { isThousandLike = true }
  }

  /// The problem codes of what cannot be told: whether a mark is decimal, what a share without a sign is.
  func ambiguities(isShare: Bool) -> [String] {
    var codes: [String] = []
    if hasPoint, hasComma, isThousandLike { codes.append("intake.decimal_mark_ambiguous") }
    if isShare, hasPercent, hasPlain { codes.append("intake.share_mixed") }
    return codes
  }
}
