package import Schools
import Statistics

/// All that a ranking of one region in one year is computed from: values without a database, so that whoever has them
/// can compute it again.
package struct RankingInput: Sendable {
  /// A ranked indicator with what its passport says.
  package struct Column: Hashable, Sendable, Codable {
    package let code: String
    package let cut: String
    package let criterion: Int
    package let weight: Double
    package let goalposts: [Double]
    package let direction: Indicator.Direction
    package let kind: Indicator.Kind
    /// Counted from results of exams.
    package let isOfExams: Bool

    package init(
      _ indicator: KeySet.RankedIndicator, direction: Indicator.Direction, kind: Indicator.Kind,
      isOfExams: Bool = false
    ) {
      code = indicator.code
      cut = indicator.cut
      criterion = indicator.criterion
      weight = indicator.weight
      goalposts = indicator.goalposts
      self.direction = direction
      self.kind = kind
      self.isOfExams = isOfExams
    }
  }

  package struct School: Sendable {
    package let code: String
    /// The ОКТМО code.
    package let municipality: String
    /// Its cluster in the year; nil without one.
    package let cluster: Int?
    /// Codes of the schools with similar pupils; empty where the list does not exist.
    package let similar: [String]
    package let hasData: Bool
    /// In the order of the columns; nil for what is missing or rests on too few units.
    package let cells: [KeyCell?]

    package init(
      code: String, municipality: String, cluster: Int?, similar: [String], hasData: Bool,
      cells: [KeyCell?]
    ) {
      self.code = code
      self.municipality = municipality
      self.cluster = cluster
      self.similar = similar
      self.hasData = hasData
      self.cells = cells
    }
  }

  package let year: Int
  /// The ОКТМО code.
  package let region: String
  package let columns: [Column]
  package let keySet: KeySet
  package let limits: Thresholds
  package let seed: UInt64
  /// By code.
  package let schools: [School]

  package init(
    year: Int, region: String, columns: [Column], keySet: KeySet, limits: Thresholds, seed: UInt64,
    schools: [School]
  ) {
    self.year = year
    self.region = region
    self.columns = columns
    self.keySet = keySet
    self.limits = limits
    self.seed = seed
    self.schools = schools
  }

  /// Whether a school's exam results are too few for a place: in sum over the indicators of exams, with the years that
  /// their values rest on. Never where no exam is ranked.
  func hasTooFewResults(_ school: School) -> Bool {
    let exams = columns.indices.filter { columns[$0].isOfExams }
    guard !exams.isEmpty else { return false }
    let units = exams.reduce(0) { sum, column in
      sum + (school.cells[column]?.parts.units(columns[column].kind) ?? 0)
    }
    return units < limits("rank_exam_units")
  }

  /// The composite the key set declares.
  var composite: Composite {
    let order = keySet.criteria.map(\.criterion)
    return Composite(
      indicators: columns.map { column in
        Composite.Indicator(
          weight: column.weight, direction: column.direction == .lower ? .lower : .higher,
          group: order.firstIndex(of: column.criterion) ?? 0)
      },
      groupWeights: keySet.criteria.map(\.weight),
      normalization: .goalposts(columns.map { $0.goalposts[0]...$0.goalposts[1] }),
      within: keySet.aggregation.within == .geometric ? .geometric : .arithmetic,
      between: keySet.aggregation.between == .geometric ? .geometric : .arithmetic,
      minimumGroupShare: limits("rank_criterion_weight"),
      missingGroupsAllowed: Int(limits("rank_criteria_missing")))
  }
}
