import Schools

/// What a file without a descriptor says of itself, or its sender says of it, under a descriptor's keys.
///
/// The file's own word wins, as a descriptor's does.
struct BundlePassport {
  /// A descriptor's keys as a person may write them in a sheet.
  private static let keys: [String: String] = [
    "schemaversion": "soko:schemaVersion", "версияописания": "soko:schemaVersion",
    "schoolcode": "soko:schoolCode", "кодшколы": "soko:schoolCode",
    "academicyear": "soko:academicYear", "учебныигод": "soko:academicYear",
    "mode": "soko:mode", "вид": "soko:mode", "asof": "soko:asOf",
    "посостояниюна": "soko:asOf", "created": "created", "создан": "created",
    "generator": "soko:generator", "synthetic": "soko:synthetic", "kind": "soko:kind",
  ]
  private var required: [String] {
    let isOfSchool = [nil, BundleKind.school.rawValue].contains(values["soko:kind"])
    return [
      isOfSchool ? "soko:schoolCode" : "soko:territory", "soko:academicYear", "soko:asOf",
      "soko:mode",
    ]
  }

  /// Where what is wrong stands: the file, and its sheet if it has one.
  let location: Problem.Location
  private var values: [String: String] = [:]

  init(file: String, sheet: String? = nil) { location = .init(file: file, sheet: sheet) }

  /// Takes what a line of the file says; what is no key is left out.
  mutating func add(_ key: String, _ value: String) {
    let folded = ColumnNames.folded(key.hasPrefix("soko:") ? String(key.dropFirst(5)) : key)
    guard let key = Self.keys[folded], !value.isEmpty else { return }
    values[key] = value
  }

  /// Takes what the sender says, where the file is silent.
  mutating func complete(from origin: BundleOrigin) {
    let said = [
      "soko:schoolCode": origin.schoolCode, "soko:territory": origin.territory,
      "soko:academicYear": origin.academicYear.map(String.init), "soko:asOf": origin.asOf,
      "soko:mode": origin.mode?.rawValue,
    ]
    for (key, value) in said where values[key] == nil { values[key] = value }
  }

  /// The descriptor; nil when something is missing or wrong, which `problems` then explain.
  func descriptor(
    of resources: [BundleDescriptor.Resource], problems: inout ProblemList
  ) -> BundleDescriptor? {
    let missing = required.filter { values[$0] == nil }
    guard missing.isEmpty else {
      problems.append(
        Problem(
          "intake.origin_missing", at: .init(file: location.file),
          ["what": missing.joined(separator: ", ")]))
      return nil
    }
    var reader = DescriptorReader(json: .object(members))
    let descriptor = reader.descriptor(of: resources)
    for what in reader.defects {
      problems.append(Problem("intake.origin_invalid", at: location, ["what": what]))
    }
    for problem in reader.problems { problems.append(problem) }
    return reader.defects.isEmpty && reader.problems.isEmpty ? descriptor : nil
  }

  private var members: [JSONValue.Member] {
    var result: [JSONValue.Member] = [
      .init("name", .string(EntryName.printable(location.file ?? "soko"))),
      .init("soko:kind", .string(values["soko:kind"] ?? BundleKind.school.rawValue)),
    ]
    if values["soko:schemaVersion"] == nil {
      result.append(.init("soko:schemaVersion", .integer(BundleDescriptor.schemaVersion)))
    }
    if values["created"] == nil, let asOf = values["soko:asOf"] {
      result.append(.init("created", .string(Self.date(asOf))))
    }
    for (key, value) in values where key != "soko:kind" {
      result.append(.init(key, Self.json(key, value)))
    }
    return result
  }

  private static func json(_ key: String, _ value: String) -> JSONValue {
    switch key {
    case "soko:schemaVersion": return Int(value).map { .integer($0) } ?? .string(value)
    case "soko:academicYear": return year(value).map { .integer($0) } ?? .string(value)
    case "soko:synthetic":
      let isSaid = ["true", "1", "да"].contains(value.lowercased())
      let isDenied = ["false", "0", "нет"].contains(value.lowercased())
      return isSaid || isDenied ? .flag(isSaid) : .string(value)
    case "soko:mode":
      let words = ["полный": "full", "поправка": "amend"]
      return .string(words[value.lowercased()] ?? value)
    case "soko:asOf", "created": return .string(date(value))
    default: return .string(value)
    }
  }

  /// 2025, or the end of 2024/25 and 2024/2025.
  private static func year(_ text: String) -> Int? {
    if let year = Int(text) { return year }
    guard let match = text.wholeMatch(of: /(\d{4})\s*[\/\-–]\s*(\d{4}|\d{2})/),
      let start = Int(match.1), String(start + 1).hasSuffix(match.2)
    else { return nil }
    return start + 1
  }

  /// A date of the form `21.06.2025` as ISO 8601; all else as it stands.
  private static func date(_ text: String) -> String {
    guard let match = text.wholeMatch(of: /(\d{2})\.(\d{2})\.(\d{4})/) else { return text }
    return "\(match.3)-\(match.2)-\(match.1)"
  }
}
