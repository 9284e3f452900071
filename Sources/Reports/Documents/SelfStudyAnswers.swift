import Postgres
import Schools

/// What answers the lines of a self-examination for one school and calendar year, in the reader's scope.
struct SelfStudyAnswers {
  /// A value of a calendar year.
  private struct Value: Decodable {
    let indicator: String
    let cut: String
    let academicYear: Int
    let numerator: Double?
    let denominator: Double?
    let value: Double?
    let unit: String
    let isHidden: Bool
    let source: String
    let asOfRu: String
  }

  /// A line counted from records.
  private struct Counted: Decodable {
    let line: String
    let academicYear: Int
    let numerator: Double
    let denominator: Double
  }

  /// What an indicator would need.
  private struct Rule: Decodable {
    let indicator: String
    let academicYearAfter: Int
    let tables: String
  }

  /// The cells of a line beside its number, name and unit.
  struct Cells: Equatable {
    var count = ""
    var value = ""
    /// The academic year or the day it stands on.
    var day = ""
    let origin: String
  }

  private let values: [String: Value]
  private let counted: [String: Counted]
  private let rules: [String: Rule]
  private let delivered: [Int: Set<String>]
  private let year: Int
  private let source: DocumentSource

  init(_ source: DocumentSource, school: String, year: Int, delivered: [DeliveredTable]) throws {
    self.source = source
    self.year = year
    let db = source.db
    let values = source.counted(
      try db.all(
        """
        select value.indicator, value.cut, value.academic_year,
            value.numerator::double precision as numerator,
            value.denominator::double precision as denominator, value.value,
            indicator.unit, value.is_hidden, value.source, value.as_of_ru
        from report_v1.value_of_calendar_year as value
        inner join report_v1.indicator as indicator
            on value.indicator = indicator.indicator and indicator.is_current
        where value.school = \(school) and value.calendar_year = \(year)
            and value.indicator = any(\(Self.codes))
        order by value.indicator collate "C", value.cut collate "C"
        """, as: Value.self
      ).filter { Self.keys.contains("\($0.indicator)\n\($0.cut)") })
    self.values = Dictionary(
      uniqueKeysWithValues: values.map { ("\($0.indicator)\n\($0.cut)", $0) })
    let counted = source.counted(
      try db.all(
        """
        select line, academic_year, numerator::double precision as numerator,
            denominator::double precision as denominator
        from report_v1.self_study
        where school = \(school) and calendar_year = \(year)
        """, as: Counted.self))
    self.counted = Dictionary(uniqueKeysWithValues: counted.map { ($0.line, $0) })
    rules = Dictionary(
      uniqueKeysWithValues: try db.all(
        """
        select rule.indicator, rule.academic_year_after,
            array_to_string(array(
                select jsonb_array_elements_text(indicator.passport -> 'tables')
            ), ' ') as tables
        from report_v1.calendar_rule as rule
        inner join report_v1.indicator as indicator
            on rule.indicator = indicator.indicator and indicator.is_current
        """, as: Rule.self
      ).map { ($0.indicator, $0) })
    self.delivered = Dictionary(grouping: delivered, by: \.year)
      .mapValues { Set($0.map(\.recordTable)) }
  }

  private static let keys = Set(
    SelfStudyLine.all.compactMap { line in
      line.indicator.map { "\($0.code)\n\($0.cut)" }
    })
  private static let codes = Set(SelfStudyLine.all.compactMap { $0.indicator?.code }).sorted()

  func cells(of line: SelfStudyLine) -> Cells {
    switch line.answer {
    case .none: return Cells(origin: "")
    case .notCollected(let reason): return Cells(value: Figure.absent, origin: reason)
    case .records(let tables): return records(line, tables)
    case .indicator(let code, let cut), .others(let code, let cut), .total(let code, let cut):
      guard let value = values["\(code)\n\(cut)"] else {
        return Cells(value: Figure.absent, origin: missing(line, code))
      }
      return indicator(line, value)
    }
  }

  // MARK: Indicators

  private func indicator(_ line: SelfStudyLine, _ value: Value) -> Cells {
    var cells = Cells(
      day: "\(value.asOfRu), \(academic(value.academicYear))", origin: origin(value))
    // Units are no secret but to everybody; whoever reads a total may read it of a hidden value too.
    if case .total = line.answer {
      cells.count = value.denominator.map(DocumentSource.figure.size) ?? Figure.hidden
      return cells
    }
    guard !value.isHidden, let number = value.value else {
      cells.value = Figure.hidden
      return cells
    }
    switch line.unit {
    case .people:
      cells.count = DocumentSource.figure.size(value.numerator ?? number)
    case .peopleAndShare:
      if case .others = line.answer {
        // Of rounded counts the rest would be another number than the rest rounded.
        cells.count =
          source.scope == .public
          ? ""
          : value.denominator.flatMap { all in
            value.numerator.map { DocumentSource.figure.size(all - $0) }
          } ?? ""
        cells.value = source.value(1 - number, unit: "share")
      } else {
        cells.count = value.numerator.map(DocumentSource.figure.size) ?? ""
        cells.value = source.value(number, unit: "share")
      }
    case .points, .mark: cells.value = DocumentSource.figure.value(number, unit: value.unit)
    case .units, .area: cells.value = DocumentSource.figure.decimal(number, 2)
    case .flag: cells.value = DocumentSource.figure.value(number, unit: "flag")
    }
    return cells
  }

  private func origin(_ value: Value) -> String {
    let cut = source.names.cut(value.cut)
    let name = cut.isEmpty ? value.indicator : "\(value.indicator), \(cut)"
    return value.source == "return" ? name + "; готовый счёт школы" : name
  }

  private func missing(_ line: SelfStudyLine, _ code: String) -> String {
    guard let rule = rules[code] else { return "показателя нет в каталоге" }
    let needed = rule.tables.split(separator: " ").map(String.init)
    return reason(line, needed, academicYear: year + rule.academicYearAfter)
  }

  // MARK: Records

  private func records(_ line: SelfStudyLine, _ tables: [String]) -> Cells {
    guard let counted = counted[line.number] else {
      switch source.scope {
      case .operator, .school: break
      case .region, .municipality, .public:
        return Cells(value: Figure.absent, origin: "по записям; их видят сама школа и оператор")
      }
      let reason = reason(line, tables, academicYear: year + line.academicYearAfter)
      return Cells(value: Figure.absent, origin: reason)
    }
    var cells = Cells(
      day: "\(line.day), \(academic(counted.academicYear))", origin: Self.titles(tables))
    if line.unit == .flag {
      cells.value = DocumentSource.figure.value(counted.numerator, unit: "flag")
      return cells
    }
    cells.count = DocumentSource.figure.size(counted.numerator)
    if line.unit == .peopleAndShare, counted.denominator > 0 {
      cells.value = source.value(counted.numerator / counted.denominator, unit: "share")
    }
    return cells
  }

  // MARK: Why there is nothing

  private func reason(_ line: SelfStudyLine, _ tables: [String], academicYear: Int) -> String {
    // Everybody does not read what a school has sent.
    guard source.scope != .public else { return "открытых данных нет" }
    let known = tables.filter { RecordTable.all.map(\.name).contains($0) }
    let there = delivered[academicYear] ?? []
    let missing = known.filter { !there.contains($0) }
    guard missing.isEmpty else {
      return "данные за \(DocumentSource.figure.year(academicYear)) не поступили: "
        + Self.titles(missing)
    }
    return line.absence
  }

  private static func titles(_ tables: [String]) -> String {
    tables.map(RecordTable.shortTitle(of:)).joined(separator: "; ")
  }

  private func academic(_ year: Int) -> String {
    DocumentSource.figure.year(year) + "\u{00A0}уч. год"
  }
}

extension SelfStudyLine {
  /// The indicator it is told by.
  var indicator: (code: String, cut: String)? {
    switch answer {
    case .indicator(let code, let cut), .others(let code, let cut), .total(let code, let cut):
      (code, cut)
    case .records, .notCollected, .none: nil
    }
  }

  /// Of lines counted from records: how `report_v1.self_study` takes the academic year for the calendar one.
  fileprivate var academicYearAfter: Int { isOfAutumn ? 1 : 0 }

  fileprivate var day: String {
    if isOfAutumn { return "20 сентября" }
    return unit == .flag ? "последние сведения учебного года" : "за учебный год"
  }

  private var isOfAutumn: Bool {
    !number.hasPrefix("1.19") && number != "1.34" && !number.hasPrefix("2.")
  }
}

/// A table of records that a school has sent for a year.
struct DeliveredTable: Decodable {
  let year: Int
  let recordTable: String
  let rowsCount: Int
  let bundle: Int?
  let isOutdated: Bool

  static func all(_ db: Database, school: String) throws -> [DeliveredTable] {
    try db.all(
      """
      select year, record_table, rows_count, bundle, is_outdated
      from report_v1.delivered_table
      where school = \(school)
      order by year, record_table collate "C"
      """, as: DeliveredTable.self)
  }
}
