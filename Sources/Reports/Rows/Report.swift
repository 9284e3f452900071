package import Schools

/// A report: flat rows of one view of `report_v1`, the same for the command line and for HTTP.
///
/// Keys, order of rows and filters are fixed here; a report is added by adding one definition.
package struct Report: Sendable {
  /// One key of the rows.
  package struct Column: Sendable {
    /// How a cell is written in JSON: text in quotes, numbers and flags as they are, lists as arrays.
    package enum Kind: Sendable {
      case text, number, flag, list
    }

    package let key: String
    package let kind: Kind
    /// An SQL expression that yields text; `{lang}` becomes `ru` or `en`.
    let expression: String
  }

  /// What rows may be chosen by.
  package enum Filter: String, CaseIterable, Sendable {
    case school, year, indicator, cut, analogue, municipality, scope, bundle, state, other, by
  }

  package let name: String
  package let title: Words
  package let columns: [Column]
  /// What follows `from`.
  let source: String
  /// What follows `order by`.
  let order: String
  /// The same, key by key.
  let keys: ReportOrder
  /// The expression each filter is compared with.
  let filters: [Filter: String]
  /// A filter without which the report is refused: its rows are as many as schools squared.
  package let needed: Filter?
  /// Whether its rows change only with the publication: the others tell of what has come since, or of settings.
  package let isOfPublication: Bool
  /// Whether earlier publications can be asked for.
  package let hasEditions: Bool
  /// Rewrites a row in a language after it is read; nil leaves it.
  let finish: (@Sendable (inout [String?], Language) -> Void)?

  init(
    _ name: String, title: Words, columns: [Column], source: String, order: String,
    filters: [Filter: String], needed: Filter? = nil, isOfPublication: Bool = true,
    hasEditions: Bool? = nil,
    finish: (@Sendable (inout [String?], Language) -> Void)? = nil
  ) {
    self.name = name
    self.title = title
    self.columns = columns
    self.source = source
    self.order = order
    keys = ReportOrder(order)
    self.filters = filters
    self.needed = needed
    self.isOfPublication = isOfPublication
    self.hasEditions = hasEditions ?? isOfPublication
    self.finish = finish
  }

  /// The filters this report takes, in the order of their declaration.
  package var filterNames: [String] {
    Filter.allCases.filter { filters[$0] != nil }.map(\.rawValue)
  }

  /// Every report, in the order of the documentation.
  package static let all: [Report] = [
    comparison, differences, changes, verdictChanges, analogues, similar, context, sets, pooled,
    linked, calendar, funnel, families,
    ranking, rankingInputs, sensitivity, pairs, clusters, clusterContext, clusterNames,
    valueAdded, models, trends, drivers,
    indicators, problems, schools, profiles, bundles, receipts, policy, aggregates, provenance,
    crosswalk, reconciliation, thresholds, publications, plan, totals, importance,
    clusterCandidates, clusterChoice, clusterMoves, keySets, weights, accounts, tokens, links,
    readings,
  ]

  /// The report called `name`, or nil.
  package static func named(_ name: String) -> Report? { all.first { $0.name == name } }
}

extension Report.Column {
  static func text(_ key: String, _ expression: String) -> Self {
    Self(key: key, kind: .text, expression: expression)
  }

  /// An integer or a double precision number: PostgreSQL writes the shortest text that reads back the same.
  static func number(_ key: String, _ expression: String) -> Self {
    Self(key: key, kind: .number, expression: "(\(expression))::text")
  }

  /// A `numeric`, exact, without trailing zeros.
  static func exact(_ key: String, _ expression: String) -> Self {
    Self(key: key, kind: .number, expression: "trim_scale(\(expression))::text")
  }

  static func flag(_ key: String, _ expression: String) -> Self {
    Self(key: key, kind: .flag, expression: "(\(expression))::text")
  }

  static func list(_ key: String, _ expression: String) -> Self {
    Self(key: key, kind: .list, expression: "array_to_string(\(expression), ';')")
  }

  /// A moment as ISO 8601 in UTC, to the second.
  static func moment(_ key: String, _ expression: String) -> Self {
    Self(key: key, kind: .text, expression: isoMoment(expression))
  }
}

/// SQL that writes a `timestamptz` as ISO 8601 in UTC, to the second.
func isoMoment(_ expression: String) -> String {
  "to_char(\(expression) at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')"
}
