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

  mutating func defect(_ what: String) { defects.append(what) }

  mutating func problem(_ problem: Problem) { problems.append(problem) }

  /// The descriptor; of use only when nothing was noted.
  ///
  /// - Parameter given: the tables, when they are not for the text to name.
  mutating func descriptor(
    of given: [BundleDescriptor.Resource]? = nil
  ) -> BundleDescriptor {
    if json["soko:schemaVersion"] != .integer(BundleDescriptor.schemaVersion) {
      defects.append("soko:schemaVersion: \(BundleDescriptor.schemaVersion)")
    }
    let kind: BundleKind = word("soko:kind", default: nil) ?? .school
    let mode: BundleMode = word("soko:mode", default: kind == .register ? .full : nil) ?? .full
    let school = code("soko:schoolCode", isRequired: kind == .school)
    let territory = code("soko:territory", isRequired: kind != .school)
    return BundleDescriptor(
      kind: kind, name: string("name", isRequired: true, limit: 200) ?? "",
      id: string("id", isRequired: false, limit: 200),
      version: string("version", isRequired: false, limit: 200),
      created: moment("created"),
      schoolCode: kind == .school ? school : nil,
      territory: kind == .school ? nil : territory,
      academicYear: year("soko:academicYear", isRequired: kind != .register), mode: mode,
      asOf: moment("soko:asOf"), generator: string("soko:generator", isRequired: false, limit: 200),
      keyFingerprint: fingerprint(), isSynthetic: flag("soko:synthetic"),
      resources: given ?? resources(of: kind))
  }

  private mutating func resources(of kind: BundleKind) -> [BundleDescriptor.Resource] {
    guard case .array(let values) = json["resources"], !values.isEmpty else {
      defects.append("resources: […]")
      return []
    }
    let names = Set(kind.tables.map(\.name))
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
      // A workbook may hold several tables.
      if result.contains(where: {
        $0.path == resource.path && ($0.form == .text || resource.form == .text)
      }) {
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
    if let form = BundleDescriptor.Resource.Form.read(value, path: path) {
      resource.form = form
    } else {
      defects.append("\(at).format: csv | xlsx | html")
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
    switch resource.form {
    case .text:
      resource.dialect = .init(delimiter: delimiter(value["dialect"], at))
    case .workbook:
      if let choice = BundleDescriptor.Resource.SheetChoice.read(value["dialect"]) {
        resource.form = .workbook(choice)
      } else {
        defects.append("\(at).dialect: sheetName: \"…\" | sheetNumber: ≥ 1")
      }
    case .page: break
    }
    readSchema(value["schema"], into: &resource, at)
    return resource
  }
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

  private mutating func fingerprint() -> String? {
    let key = "soko:keyFingerprint"
    guard let text = string(key, isRequired: false, limit: SchoolKey.fingerprintLength) else {
      return nil
    }
    if SchoolKey.isFingerprint(text) { return text }
    defects.append("\(key): \(SchoolKey.fingerprintLength) × a–z 2–7")
    return nil
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
