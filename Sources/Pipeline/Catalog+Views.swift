import Schools

extension Catalog {
  /// The files of the derived schema `indicator`: a view per indicator.
  ///
  /// A view yields the same eight columns whatever the kind, so a caller adds
  /// `where school_id = … and academic_year = …` and PostgreSQL carries it into each select.
  package var viewFiles: [(name: String, text: String)] {
    definitions.map { ($0.view, $0.viewStatement) }
  }
}

extension Catalog.Definition {
  fileprivate var viewStatement: String {
    let squares = indicator.kind == .mean ? "parts.sum_squares::numeric" : "null::numeric"
    let isRatio = indicator.kind == .ratio
    let baseNumerator = isRatio ? "parts.base_numerator::numeric" : "null::numeric"
    let baseDenominator = isRatio ? "parts.base_denominator::numeric" : "null::numeric"
    return """
      create view indicator.\(view) with (security_invoker = true) as
      select
          parts.school_id,
          parts.academic_year,
          parts.cut::text as cut,
          parts.numerator::numeric as numerator,
          parts.denominator::numeric as denominator,
          \(squares) as sum_squares,
          \(baseNumerator) as base_numerator,
          \(baseDenominator) as base_denominator
      from (
      \(select)
      ) as parts
      \(indicator.bridgeYear.map { "where parts.academic_year = \($0)" } ?? "")
      """
  }
}
