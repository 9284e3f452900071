import Foundation
import Postgres
import Schools

/// What every document is made from: the publication, the reader's scope, names; and a count of what was read.
final class DocumentSource {
  let db: Database
  let scope: Scope
  let publication: Publication
  let names: Names
  let isSynthetic: Bool
  private(set) var rows = 0
  /// Lines of the last section beside those that every document has.
  private var remarks: [(name: String, text: String)] = []

  static let words = Wording(.ru)
  static let figure = Figure(.ru)

  /// - Throws: ``ReportError/notFound(_:)`` before the first publication.
  init(_ db: Database, scope: Scope) throws {
    guard let publication = try Publication.current(db) else { throw ReportError.notFound(.page) }
    self.db = db
    self.scope = scope
    self.publication = publication
    names = try Names(db, .ru)
    isSynthetic = try Names.tellsOfSynthetic(db)
  }

  /// Counts rows that figures are taken from, and gives them on.
  func counted<Row>(_ rows: [Row]) -> [Row] {
    self.rows += rows.count
    return rows
  }

  func remark(_ name: String, _ text: String) { remarks.append((name, text)) }

  /// Seconds since 1970 of the day the data are of.
  var moment: Int {
    (try? Date(publication.asOf, strategy: .iso8601)).map { Int($0.timeIntervalSince1970) } ?? 0
  }

  /// A value in its unit with the sign of percent; for everybody shares are whole.
  func value(_ number: Double, unit: String) -> String {
    guard unit == "share" else { return Self.figure.value(number, unit: unit) }
    return Self.figure.decimal(number * 100, scope == .public ? 0 : 1) + "\u{00A0}%"
  }

  /// The same without the sign, for a table whose lines say it.
  func number(_ number: Double, unit: String) -> String {
    scope == .public && unit == "share"
      ? Self.figure.decimal(number * 100, 0) : Self.figure.value(number, unit: unit)
  }

  /// A difference; of shares in percentage points.
  func difference(_ number: Double, unit: String) -> String {
    unit == "share" && scope == .public
      ? Self.figure.decimal(number * 100, 0, signed: true)
      : Self.figure.difference(number, unit: unit)
  }

  /// The name of an indicator with its cut, as it stands in a table.
  func name(_ indicator: String, cut: String, unit: String? = nil) -> String {
    [names.short(indicator), names.cut(cut)].filter { !$0.isEmpty }.joined(separator: ", ")
      + (unit == "share" ? ",\u{00A0}%" : "")
  }

  /// The last section: where the figures come from, and by what two copies are told to be one.
  func details(tables: [Document.Table]) throws -> Document.Table {
    let figure = Self.figure
    let text = tables.map(\.lines).joined()
    let sum = try db.value(
      "select encode(sha256(convert_to(\(text), 'UTF8')), 'hex')", as: String.self)
    let entries =
      [
        ("Расчёт", "№\u{00A0}\(publication.run)"),
        ("Данные на", figure.moment(publication.asOf)),
        ("Опубликовано", figure.moment(publication.publishedAt)),
        ("Программа", "soko \(publication.codeVersion)"),
        ("Определения показателей (отпечаток каталога)", publication.catalogFingerprint),
        ("Уровень раскрытия", disclosure),
        ("Строк, из которых взяты числа", figure.integer(rows)),
        ("Таблиц в документе", figure.integer(tables.count)),
        ("Контрольная сумма таблиц (SHA-256)", sum),
      ] + remarks.map { ($0.name, $0.text) }
    return Document.Table(
      caption: "Откуда числа документа",
      columns: [
        Document.Column(title: "Реквизит", percent: 35),
        Document.Column(title: "Значение", percent: 65),
      ], rows: entries.map { .cells([$0.0, $0.1]) })
  }

  private var disclosure: String {
    switch scope {
    case .operator: "оператор: ячейки менее 5 скрыты"
    case .municipality: "муниципалитет: ячейки менее 5 скрыты"
    case .region: "регион: ячейки менее 10 скрыты"
    case .school: "сама школа: её значения не скрыты, не для публикации"
    case .public: "для всех: малые ячейки скрыты, числа округлены"
    }
  }
}
