import Postgres

/// The order of a report's rows, key by key, and where a page of them goes on.
///
/// Keys are read from the text that follows `order by`, so that the order of pages is that of the whole.
struct ReportOrder: Sendable {
  struct Key: Equatable, Sendable {
    let expression: String
    let isDescending: Bool
    let nullsFirst: Bool
  }

  let keys: [Key]

  /// - Parameter text: expressions parted by commas, each perhaps with `desc` and `nulls first` or `last`.
  init(_ text: String) {
    keys = Self.parts(text).map { part in
      var words = part.split(whereSeparator: \.isWhitespace).map(String.init)
      var nullsFirst: Bool?
      if words.count > 2, words[words.count - 2] == "nulls" {
        nullsFirst = words.last == "first"
        words.removeLast(2)
      }
      let isDescending = words.last == "desc"
      if isDescending || words.last == "asc" { words.removeLast() }
      return Key(
        expression: words.joined(separator: " "), isDescending: isDescending,
        nullsFirst: nullsFirst ?? isDescending)
    }
  }

  /// The pieces between commas that stand in no brackets.
  private static func parts(_ text: String) -> [String] {
    var parts = [""]
    var depth = 0
    for character in text {
      if character == "(" || character == "[" { depth += 1 }
      if character == ")" || character == "]" { depth -= 1 }
      if character == ",", depth == 0 {
        parts.append("")
      } else {
        parts[parts.count - 1].append(character)
      }
    }
    return parts
  }

  /// The keys of a row as text, to be selected beside it.
  var selected: String {
    keys.enumerated().map { "(\($1.expression))::text as k\($0)" }.joined(separator: ", ")
  }

  /// A condition true of the rows that come after the row whose keys are `values`.
  func after(_ values: [String?]) -> SQL {
    var condition: SQL = "("
    for last in keys.indices {
      if last > 0 { condition = condition + " or " }
      for (key, value) in zip(keys[..<last], values) {
        condition = condition + Self.equals(key, value) + " and "
      }
      condition = condition + Self.follows(keys[last], values[last])
    }
    return condition + ")"
  }

  private static func equals(_ key: Key, _ value: String?) -> SQL {
    guard let value else { return SQL(raw: "\(key.expression) is null") }
    return SQL(raw: "\(key.expression) = ") + "\(untyped: value)"
  }

  private static func follows(_ key: Key, _ value: String?) -> SQL {
    guard let value else {
      return key.nullsFirst ? SQL(raw: "\(key.expression) is not null") : "false"
    }
    let further =
      SQL(raw: "\(key.expression) \(key.isDescending ? "<" : ">") ") + "\(untyped: value)"
    return key.nullsFirst
      ? further : "(" + further + SQL(raw: " or \(key.expression) is null)")
  }
}
