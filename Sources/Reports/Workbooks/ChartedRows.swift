import Schools

/// Follows rows on their way into a sheet, and finds which drawing of the report fits them.
struct ChartedRows {
  /// Rows that follow each other and are one series.
  struct Group: Equatable {
    let name: String?
    var rows: ClosedRange<Int>
  }

  /// A drawing and what it has been found to be of.
  fileprivate struct Candidate {
    let chart: ReportChart
    let constants: [Int]
    let value: Int
    let series: Int?
    var isFit = true
    var hasValue = false
    var groups: [Group] = []
  }

  private let report: Report
  private var candidates: [Candidate]
  private var first: [String?] = []
  private var count = 0
  private var last = 0
  /// Whether they go on in another sheet.
  private var isParted = false

  /// Series of one drawing that can still be told apart.
  private static let seriesLimit = 20

  init(_ query: ReportQuery) {
    report = query.report
    let given = query.given.map(\.name)
    let columns = query.report.columns.map(\.key)
    func index(_ key: String) -> Int {
      guard let index = columns.firstIndex(of: key) else { preconditionFailure("no column \(key)") }
      return index
    }
    candidates = ReportChart.all(of: query.report)
      .filter { $0.needed.map { given.contains($0.rawValue) } ?? true }
      .map { chart in
        Candidate(
          chart: chart, constants: chart.constants.map(index), value: index(chart.value),
          series: chart.series.map(index))
      }
  }

  /// - Parameter row: where in its sheet it stands.
  mutating func add(_ cells: [String?], at row: Int) {
    if count == 0 { first = cells }
    count += 1
    isParted = isParted || row < last
    last = row
    for index in candidates.indices where candidates[index].isFit {
      candidates[index].add(cells, at: row, beside: first, report)
    }
  }

  /// The drawing of the rows, and its series; nil where none would say something.
  var found: (chart: ReportChart, groups: [Group])? {
    guard !isParted, ReportChart.rowLimits.contains(count) else { return nil }
    let fit = candidates.first {
      $0.isFit && $0.hasValue && $0.groups.count <= Self.seriesLimit
    }
    return fit.map { ($0.chart, $0.groups) }
  }

  /// What is the same in all rows: `2025 · region`.
  func constants(of chart: ReportChart) -> String {
    chart.constants.compactMap { key in
      report.columns.firstIndex { $0.key == key }.flatMap { first[$0] }
    }.joined(separator: " · ")
  }
}

extension ChartedRows.Candidate {
  fileprivate mutating func add(
    _ cells: [String?], at row: Int, beside first: [String?], _ report: Report
  ) {
    isFit =
      constants.allSatisfy { cells[$0] == first[$0] }
      && chart.only.allSatisfy { key, value in
        report.columns.firstIndex { $0.key == key }.map { cells[$0] == value } ?? false
      }
    if cells[value] != nil { hasValue = true }
    let name = series.flatMap { cells[$0] }
    if let last = groups.last, last.name == name {
      groups[groups.count - 1].rows = last.rows.lowerBound...row
    } else {
      groups.append(ChartedRows.Group(name: name, rows: row...row))
    }
  }
}
