package import Schools

/// Problems of one bundle as lines of CSV: the columns of the report `problems`, whoever found them.
package struct ProblemLines: Sendable {
  private let bundle: String
  private let school: String?
  private let year: String?
  private let state: String
  private let language: Language

  package init(bundle: Int, school: String?, year: Int?, state: String, language: Language) {
    self.bundle = String(bundle)
    self.school = school
    self.year = year.map(String.init)
    self.state = state
    self.language = language
  }

  private static let csv = CSVRows(columns: Report.problems.columns, forExcel: false)

  package static var header: String { csv.header }

  package func line(_ problem: Problem) -> String {
    Self.csv.line(Self.csv.columns.map { cell($0.key, of: problem) })
  }

  private func cell(_ key: String, of problem: Problem) -> String? {
    switch key {
    case "bundle": bundle
    case "school": school
    case "year": year
    case "state": state
    case "severity": problem.severity.rawValue
    case "code": problem.code
    case "file": problem.location.file
    case "row": problem.location.row.map(String.init)
    case "column": problem.location.column
    case "message": problem.message(language)
    case "hint": problem.hint(language)
    case "rule": problem.rule
    case "table": problem.table
    case "sheet": problem.location.sheet
    case "cell": problem.location.cell
    default: preconditionFailure("the report of problems has a column “\(key)” of no problem")
    }
  }
}
