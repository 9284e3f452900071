import Schools

extension Catalog {
  /// The files of the derived schema `indicator`: a view per indicator, and `every` over all of them.
  ///
  /// A view yields the same eight columns whatever the kind, so a caller adds
  /// `where school_id = … and academic_year = …` and PostgreSQL carries it into each select.
  package var viewFiles: [(name: String, text: String)] {
    definitions.map { ($0.view, $0.viewStatement) } + [("every", everyStatement)]
  }

  private var everyStatement: String {
    let header = "create view indicator.every with (security_invoker = true) as\n"
    guard !definitions.isEmpty else {
      return header + """
        select ''::text as code, 0::bigint as school_id, 0 as academic_year, ''::text as cut,
            0::numeric as numerator, 1::numeric as denominator, null::numeric as sum_squares,
            null::numeric as base_numerator, null::numeric as base_denominator
        where false
        """
    }
    return header
      + definitions.map { definition in
        """
        select '\(definition.indicator.code)'::text as code, school_id, academic_year, cut,
            numerator, denominator, sum_squares, base_numerator, base_denominator
        from indicator.\(definition.view)
        """
      }.joined(separator: "\nunion all\n")
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
      """
  }
}
