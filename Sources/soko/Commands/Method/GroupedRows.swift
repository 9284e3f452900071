import Intake

/// The rows of a table that miss nothing, each with the number of its group; groups in the order of their names.
struct GroupedRows {
  let names: [String]
  let groups: [Int32]
  let columns: [[Double]]
  /// The rows' places in the table.
  let places: [Int]

  var used: Int { places.count }

  /// - Parameter table: one with its groups as the first text column.
  init(_ table: PlainTable) {
    let labels = table.texts[0]
    var isUsed = labels.codes.map { $0 >= 0 }
    for column in table.numbers {
      for row in column.indices where column[row].isNaN { isUsed[row] = false }
    }
    let places = isUsed.indices.filter { isUsed[$0] }
    self.places = places
    var seen = [Bool](repeating: false, count: labels.names.count)
    for row in places { seen[Int(labels.codes[row])] = true }
    let order = labels.names.indices.filter { seen[$0] }
      .sorted { labels.names[$0] < labels.names[$1] }
    names = order.map { labels.names[$0] }
    var numbers = [Int32](repeating: -1, count: labels.names.count)
    for (number, code) in order.enumerated() { numbers[code] = Int32(number) }
    groups = places.map { numbers[Int(labels.codes[$0])] }
    let isWhole = places.count == table.rows
    columns = table.numbers.map { column in
      isWhole ? column : places.map { column[$0] }
    }
  }
}
