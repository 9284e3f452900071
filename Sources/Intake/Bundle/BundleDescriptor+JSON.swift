package import Schools

extension BundleDescriptor {
  /// The text of `datapackage.json`: the same descriptor gives the same bytes.
  package func json() -> [UInt8] {
    var members: [JSONValue.Member] = [
      .init("$schema", .string("https://datapackage.org/profiles/2.0/datapackage.json")),
      .init("name", .string(name)),
    ]
    func add(_ key: String, _ value: String?) {
      if let value { members.append(.init(key, .string(value))) }
    }
    add("id", id)
    add("version", version)
    add("created", created)
    members.append(.init("soko:schemaVersion", .integer(Self.schemaVersion)))
    add("soko:kind", kind.rawValue)
    add("soko:schoolCode", schoolCode)
    add("soko:territory", territory)
    if let academicYear { members.append(.init("soko:academicYear", .integer(academicYear))) }
    add("soko:mode", mode.rawValue)
    add("soko:asOf", asOf)
    add("soko:generator", generator)
    add("soko:keyFingerprint", keyFingerprint)
    members.append(.init("soko:synthetic", .flag(isSynthetic)))
    members.append(.init("resources", .array(resources.map(\.json))))
    return Array(JSONValue.object(members).text.utf8)
  }

  /// Reads a descriptor, or returns nil with the problems that make it unusable.
  ///
  /// Each `intake.descriptor_invalid` names the key and what it must be, as `key: what is allowed`.
  package static func read(
    _ text: [UInt8], problems: inout ProblemList
  ) -> BundleDescriptor? {
    guard let json = JSONValue(parsing: text), case .object = json else {
      DescriptorReader.report("JSON {…}", to: &problems)
      return nil
    }
    var reader = DescriptorReader(json: json)
    let descriptor = reader.descriptor()
    for what in reader.defects { DescriptorReader.report(what, to: &problems) }
    for problem in reader.problems { problems.append(problem) }
    return reader.defects.isEmpty && reader.problems.isEmpty ? descriptor : nil
  }
}

extension BundleDescriptor.Resource {
  var json: JSONValue {
    var members: [JSONValue.Member] = [
      .init("name", .string(name)),
      .init("path", .string(path)),
    ]
    switch form {
    case .text:
      members += [.init("format", .string("csv")), .init("mediatype", .string("text/csv"))]
      if let encoding { members.append(.init("encoding", .string(encoding.rawValue))) }
    case .workbook:
      members += [.init("format", .string("xlsx")), .init("mediatype", .string(Self.xlsx))]
    case .page:
      members += [.init("format", .string("html")), .init("mediatype", .string("text/html"))]
      if let encoding { members.append(.init("encoding", .string(encoding.rawValue))) }
    }
    if let bytes { members.append(.init("bytes", .integer(bytes))) }
    if let sha256 { members.append(.init("hash", .string("sha256:" + hexadecimal(sha256)))) }
    switch form {
    case .text:
      var signs: [JSONValue.Member] = []
      if let delimiter = dialect.delimiter {
        signs.append(.init("delimiter", .string(Self.text(delimiter))))
      }
      signs.append(.init("quoteChar", .string(Self.text(dialect.quote))))
      members.append(.init("dialect", .object(signs)))
    case .workbook(let choice):
      if !choice.json.isEmpty { members.append(.init("dialect", .object(choice.json))) }
    case .page: break
    }
    var schema: [JSONValue.Member] = [.init("fields", .array(fields.map(\.json)))]
    if let missingValues { schema.append(.init("missingValues", .strings(missingValues))) }
    members.append(.init("schema", .object(schema)))
    return .object(members)
  }

  private static let xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

  private static func text(_ byte: UInt8) -> String { String(UnicodeScalar(byte)) }
}

extension BundleDescriptor.Field {
  fileprivate var json: JSONValue {
    var members: [JSONValue.Member] = [
      .init("name", .string(name)), .init("type", .string(type)),
    ]
    let notation = [
      ("format", format), ("decimalChar", decimalChar), ("groupChar", groupChar),
      ("soko:unit", unit?.rawValue),
    ]
    for case (let key, let value?) in notation { members.append(.init(key, .string(value))) }
    if let missingValues { members.append(.init("missingValues", .strings(missingValues))) }
    return .object(members)
  }
}

extension JSONValue {
  fileprivate static func strings(_ texts: [String]) -> JSONValue {
    .array(texts.map { .string($0) })
  }
}
