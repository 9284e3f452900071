import Postgres
import Schools

/// What the publication shows otherwise than the one before it: how much, and the first of it with its causes.
struct ChangeSection {
  static let shown = 20

  let sentence: String
  let lines: [ChangeLine]
  let hasLines: Bool
  /// The page of bundles is no end of this list: the rows are.
  let all: String

  init(names: Names, _ request: PageRequest, _ db: Database) throws {
    let totals = try ChangeRow.totals(db)
    let schools = try SchoolName.all(db, request.language)
    let rows = totals.isEmpty ? [] : try ChangeRow.first(Self.shown, db)
    lines = try rows.map { row in
      ChangeLine(
        row, names: names, schools: schools, bringing: try Bringing.of(row, db), request)
    }
    hasLines = !lines.isEmpty
    sentence = Self.sentence(totals, shown: lines.count, Wording(request.language))
    all = DataLink(.changes, for: request).csv
  }

  private static func sentence(
    _ totals: [ChangeRow.Total], shown: Int, _ words: Wording
  ) -> String {
    let values = totals.map(\.values).reduce(0, +)
    guard values > 0 else {
      return words.language == .ru
        ? "С прошлой публикации ни одно значение не изменилось, или она первая."
        : "No value has changed since the last publication, or this is the first."
    }
    let list = totals.map {
      "\(words.cause($0.cause)) — \(Figure(words.language).integer($0.values)) (\(words.count($0.schools, .school)))"
    }.joined(separator: ", ")
    let count = words.count(values, .value)
    let part =
      shown < values
      ? (words.language == .ru
        ? " Ниже — \(shown) с наибольшим изменением."
        : " Below are the \(shown) that changed most.")
      : ""
    return words.language == .ru
      ? "С прошлой публикации иначе — \(count): \(list).\(part)"
      : "Otherwise than in the last publication: \(count): \(list).\(part)"
  }
}
