extension JSONValue {
  /// A member of a number: null for what is no finite number, as JSON has none.
  package static func real(_ value: Double?) -> JSONValue {
    guard let value, value.isFinite else { return .null }
    return .number(value)
  }

  /// Text in the order of the members, to be read by people too: the members of the document stand on lines of
  /// their own, and so do the elements of its lists, each on one line.
  ///
  /// A number is the shortest decimal that reads back as the same number.
  package var rowText: String {
    var text = ""
    switch self {
    case .object(let members):
      text += "{"
      for (index, member) in members.enumerated() {
        text += (index == 0 ? "\n  " : ",\n  ") + Self.quoted(member.name) + ": "
        if case .array(let elements) = member.value, !elements.isEmpty,
          elements.contains(where: \.isContainer)
        {
          for (place, element) in elements.enumerated() {
            text += place == 0 ? "[\n    " : ",\n    "
            element.appendLine(to: &text)
          }
          text += "\n  ]"
        } else {
          member.value.appendLine(to: &text)
        }
      }
      text += "\n}"
    default: appendLine(to: &text)
    }
    return text
  }

  private var isContainer: Bool {
    switch self {
    case .array, .object: true
    default: false
    }
  }

  private func appendLine(to text: inout String) {
    switch self {
    case .null: text += "null"
    case .flag(let value): text += value ? "true" : "false"
    case .integer(let value): text += String(value)
    case .number(let value): text += "\(value)"
    case .string(let value): text += Self.quoted(value)
    case .array(let values):
      text += "["
      for (index, value) in values.enumerated() {
        if index > 0 { text += ", " }
        value.appendLine(to: &text)
      }
      text += "]"
    case .object(let members):
      text += "{"
      for (index, member) in members.enumerated() {
        if index > 0 { text += ", " }
        text += Self.quoted(member.name) + ": "
        member.value.appendLine(to: &text)
      }
      text += "}"
    }
  }
}
