import Intake

/// The rows of a table by their identifiers, which no two share; in the order of the identifiers, so that the
/// order of the file makes no difference.
struct KeyedRows {
  let keys: [String]
  /// The rows' places in the table.
  let places: [Int]
  /// Rows of the table, those left out too.
  let total: Int

  /// - Parameters:
  ///   - table: one with its identifiers as the first text column.
  ///   - needed: the number columns that a row must have, by their place; rows without a text of the other text
  ///     columns are left out too.
  init(_ table: PlainTable, needed: Range<Int>) throws {
    let labels = table.texts[0]
    var first = [Int](repeating: -1, count: labels.names.count)
    for row in labels.codes.indices where labels.codes[row] >= 0 {
      let code = Int(labels.codes[row])
      guard first[code] < 0 else {
        throw MethodFault(
          "method.id_repeated", row: table.lines[row], ["row": String(table.lines[first[code]])])
      }
      first[code] = row
    }
    let order = labels.names.indices.sorted { labels.names[$0] < labels.names[$1] }
    places = order.map { first[$0] }.filter { row in
      table.texts.allSatisfy { $0.codes[row] >= 0 }
        && needed.allSatisfy { !table.numbers[$0][row].isNaN }
    }
    keys = places.map { labels[$0] ?? "" }
    total = table.rows
  }

  /// The column in the order of the rows.
  func column(_ values: [Double]) -> [Double] { places.map { values[$0] } }

  /// The columns as rows.
  func matrix(_ columns: some Sequence<[Double]>) -> [[Double]] {
    let columns = columns.map(column)
    return places.indices.map { row in columns.map { $0[row] } }
  }
}
