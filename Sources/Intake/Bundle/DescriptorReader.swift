import Schools

/// Takes a descriptor out of JSON and notes everything that is wrong with it.
struct DescriptorReader {
  let json: JSONValue
  /// What is wrong, as `key: what is allowed`.
  private(set) var defects: [String] = []
  /// What has a problem code of its own.
  private(set) var problems: [Problem] = []

  init(json: JSONValue) { self.json = json }

  static func report(_ what: String, to problems: inout ProblemList) {
    problems.append(
      Problem(
        "intake.descriptor_invalid", at: .init(file: BundleDescriptor.fileName), ["what": what]))
  }

  /// The descriptor; of use only when nothing was noted.
  mutating func descriptor() -> BundleDescriptor {
    if json["soko:schemaVersion"] != .integer(BundleDescriptor.schemaVersion) {
      defects.append("soko:schemaVersion: \(BundleDescriptor.schemaVersion)")
    }
    let kind: BundleKind = word("soko:kind", default: nil) ?? .school
    let mode: BundleMode = word("soko:mode", default: kind == .register ? .full : nil) ?? .full
    if kind == .register, mode == .amend { defects.append("soko:mode: full") }
    let school = code("soko:schoolCode", isRequired: kind == .school)
    let territory = code("soko:territory", isRequired: kind == .register)
    return BundleDescriptor(
      kind: kind, name: string("name", isRequired: true, limit: 200) ?? "",
      id: string("id", isRequired: false, limit: 200),
      version: string("version", isRequired: false, limit: 200),
      created: moment("created"),
      schoolCode: kind == .school ? school : nil,
      territory: kind == .register ? territory : nil,
      academicYear: year("soko:academicYear", isRequired: kind == .school), mode: mode,
      asOf: moment("soko:asOf"), generator: string("soko:generator", isRequired: false, limit: 200),
      isSynthetic: flag("soko:synthetic"), resources: resources(of: kind))
  }

  private mutating func resources(of kind: BundleKind) -> [BundleDescriptor.Resource] {
    guard case .array(let values) = json["resources"], !values.isEmpty else {
      defects.append("resources: […]")
      return []
    }
    let known = kind == .school ? RecordTable.all : RecordTable.registers
    let names = Set(known.map(\.name))
    // Each table once, so more than that need not be looked at one by one.
    guard values.count <= 10 * names.count else {
      defects.append("resources: ≤ \(names.count)")
      return []
    }
    var result: [BundleDescriptor.Resource] = []
    for (index, value) in values.enumerated() {
      let at = "resources[\(index)]"
      guard case .string(let name) = value["name"] else {
        defects.append("\(at).name")
        continue
      }
      guard names.contains(name) else {
        let shown = EntryName.printable(name)
        problems.append(
          Problem(
            "intake.resource_unknown", at: .init(file: BundleDescriptor.fileName),
            ["resource": shown]))
        continue
      }
      guard !result.contains(where: { $0.name == name }) else {
        problems.append(
          Problem(
            "intake.resource_repeated", at: .init(file: BundleDescriptor.fileName),
            ["resource": name]))
        continue
      }
      guard let resource = resource(name, value, at) else { continue }
      if result.contains(where: { $0.path == resource.path }) {
        defects.append("\(at).path: ≠ resources[…].path")
      }
      result.append(resource)
    }
    return result
  }

  private mutating func resource(
    _ name: String, _ value: JSONValue, _ at: String
  ) -> BundleDescriptor.Resource? {
    guard case .string(let path) = value["path"], EntryName.isSafe(path),
      path != BundleDescriptor.fileName
    else {
      defects.append("\(at).path: \(name).csv")
      return nil
    }
    var resource = BundleDescriptor.Resource(name: name, path: path, encoding: nil)
    if let format = value["format"], format != .string("csv") {
      defects.append("\(at).format: csv")
    }
    resource.encoding = encoding(value["encoding"], path, at)
    switch value["bytes"] {
    case nil: break
    case .integer(let bytes) where bytes >= 0: resource.bytes = bytes
    default: defects.append("\(at).bytes: ≥ 0")
    }
    switch value["hash"] {
    case nil: break
    case .string(let text) where text.hasPrefix("sha256:"):
      if let hash = Intake.bytes(hexadecimal: text.dropFirst(7)), hash.count == 32 {
        resource.sha256 = hash
      } else {
        defects.append("\(at).hash: sha256:<64 hex>")
      }
    default: defects.append("\(at).hash: sha256:<64 hex>")
    }
    resource.dialect = .init(delimiter: delimiter(value["dialect"], at))
    readSchema(value["schema"], into: &resource, at)
    return resource
  }

  mutating func defect(_ text: String) { defects.append(text) }

  mutating func problem(_ problem: Problem) { problems.append(problem) }
}

// MARK: Single keys

extension DescriptorReader {
  private mutating func word<Word: RawRepresentable & CaseIterable>(
    _ key: String, default fallback: Word?
  ) -> Word? where Word.RawValue == String {
    if json[key] == nil, let fallback { return fallback }
    if case .string(let text) = json[key], let word = Word(rawValue: text) { return word }
    defects.append("\(key): " + Word.allCases.map(\.rawValue).joined(separator: " | "))
    return nil
  }

  private mutating func string(_ key: String, isRequired: Bool, limit: Int) -> String? {
    switch json[key] {
    case nil:
      if isRequired { defects.append("\(key): \"…\"") }
      return nil
    case .string(let text)
    where !text.isEmpty && text.unicodeScalars.count <= limit && EntryName.isPrintable(text):
      return text
    default:
      defects.append("\(key): \"…\" (1–\(limit))")
      return nil
    }
  }

  private mutating func code(_ key: String, isRequired: Bool) -> String? {
    string(key, isRequired: isRequired, limit: 64)
  }

  private mutating func year(_ key: String, isRequired: Bool) -> Int? {
    let allowed = 1950...2100
    switch json[key] {
    case nil where !isRequired: return nil
    case .integer(let year) where allowed.contains(year): return year
    default:
      defects.append("\(key): \(allowed.lowerBound)–\(allowed.upperBound)")
      return nil
    }
  }

  private mutating func moment(_ key: String) -> String {
    if case .string(let text) = json[key], CalendarDate.isDateOrMoment(text) { return text }
    defects.append("\(key): YYYY-MM-DD | YYYY-MM-DDThh:mm:ssZ")
    return ""
  }

  private mutating func flag(_ key: String) -> Bool {
    switch json[key] {
    case nil: return false
    case .flag(let value): return value
    default:
      defects.append("\(key): true | false")
      return false
    }
  }
}
