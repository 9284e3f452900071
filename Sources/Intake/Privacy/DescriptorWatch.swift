import Schools

/// Looks through everything a descriptor says, known to the profile or not, for personal data: a Data Package may
/// name its contributors.
struct DescriptorWatch {
  private let detector = PersonalDataDetector(year: nil)
  private var found: [Problem] = []
  /// From the document to the value that is looked at.
  private var path: [Step] = []

  private enum Step {
    case member(String)
    case index(Int)
  }

  /// Notes what of a person the text of a descriptor holds; false when there is something.
  static func clears(_ text: [UInt8], problems: inout ProblemList) -> Bool {
    guard let json = JSONValue(parsing: text) else { return true }
    var watch = DescriptorWatch()
    watch.look(at: json, key: "")
    for problem in watch.found { problems.append(problem) }
    return watch.found.isEmpty
  }

  private mutating func look(at value: JSONValue, key: String) {
    switch value {
    case .null, .flag, .number: break
    case .integer(let number): look(at: String(number), .plain)
    case .string(let text):
      guard let rule = Self.rule(key) else { return }
      look(at: text, rule)
    case .array(let values):
      for (index, value) in values.enumerated() {
        path.append(.index(index))
        look(at: value, key: key)
        path.removeLast()
      }
    case .object(let members):
      for member in members {
        look(at: member.name, .plain)
        path.append(.member(member.name))
        look(at: member.value, key: member.name)
        path.removeLast()
      }
    }
  }

  private mutating func look(at text: String, _ rule: PersonalDataRule) {
    guard let kind = detector.find(String(text.prefix(4096)), rule) else { return }
    found.append(
      kind.problem(
        at: .init(file: BundleDescriptor.fileName, column: path.isEmpty ? nil : shownPath)))
  }

  /// The path as problems show it: `resources[0].title`.
  private var shownPath: String {
    path.reduce(into: "") { text, step in
      switch step {
      case .index(let index): text += "[\(index)]"
      case .member(let name): text += (text.isEmpty ? "" : ".") + EntryName.printable(name)
      }
    }
  }

  /// How a key's text is looked at; nil for what is written by programs.
  private static func rule(_ key: String) -> PersonalDataRule? {
    switch key {
    case "$schema", "hash", "profile", "mediatype": nil
    case "name", "title", "description", "path": .title
    case "soko:schoolCode", "soko:territory": .registerCode
    default: .plain
    }
  }
}
