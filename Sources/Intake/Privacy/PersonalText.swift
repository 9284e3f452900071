/// Texts beside the tables, such as names of files and columns, as they may be stored, printed and logged.
package enum PersonalText {
  /// Stands where a text was not kept.
  package static let hidden = "[скрыто]"

  /// `name` of a file; when it speaks of a person, only its extension.
  package static func masked(fileName name: String) -> String {
    guard isPersonal(fileName: name) else { return name }
    guard let point = name.lastIndex(of: "."), name.distance(from: point, to: name.endIndex) <= 6,
      name[point...].utf8.allSatisfy({ $0 < 0x80 }), !name[point...].contains("@")
    else { return hidden }
    return hidden + name[point...].lowercased()
  }

  static func isPersonal(fileName name: String) -> Bool {
    name.prefix(limit).split(separator: "/").contains {
      PersonalDataDetector(year: nil).find(stem(of: $0), .title) != nil
    }
  }

  /// `text` unless it speaks of a person.
  package static func masked(_ text: String) -> String {
    PersonalDataDetector(year: nil).find(String(text.prefix(limit)), .plain) == nil ? text : hidden
  }

  /// Whether `text` neither is nor holds a name, even one alone.
  static func isNoName(_ text: String) -> Bool {
    PersonalDataDetector(year: nil).find(String(text.prefix(limit)), .key) == nil
  }

  /// Characters of a name that are looked at; no more of one is ever shown.
  private static let limit = 1024

  /// A file's name without its extension, whose point would make an initial of the last word.
  private static func stem(of name: Substring) -> String {
    guard let point = name.lastIndex(of: "."), point > name.startIndex,
      (2...5).contains(name.distance(from: point, to: name.endIndex))
    else { return String(name) }
    let isInitial = name[name.index(after: point)...].allSatisfy(\.isUppercase)
    return isInitial ? String(name) : String(name[..<point])
  }
}
