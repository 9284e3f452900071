import Schools

/// What a descriptor says of how a file is written: its encoding, its dialect, the notation of its columns.
extension DescriptorReader {
  mutating func encoding(_ value: JSONValue?, _ path: String, _ at: String) -> TextEncoding? {
    switch value {
    case nil: return nil
    case .string(let name):
      if let encoding = TextEncoding(name: name) { return encoding }
      problem(
        Problem(
          "intake.encoding_unsupported", at: .init(file: path),
          ["encoding": EntryName.printable(name)]))
    default:
      defect("\(at).encoding: " + TextEncoding.allCases.map(\.rawValue).joined(separator: " | "))
    }
    return nil
  }

  /// The declared delimiter; nil when there is none, or it is noted as a defect.
  mutating func delimiter(_ dialect: JSONValue?, _ at: String) -> UInt8? {
    guard let dialect else { return nil }
    guard case .object = dialect else {
      defect("\(at).dialect: {…}")
      return nil
    }
    let at = "\(at).dialect"
    if let quote = dialect["quoteChar"], quote != .string("\"") { defect("\(at).quoteChar: \"") }
    if let double = dialect["doubleQuote"], double != .flag(true) {
      defect("\(at).doubleQuote: true")
    }
    if let header = dialect["header"], header != .flag(true) { defect("\(at).header: true") }
    for key in ["escapeChar", "commentChar"] where dialect[key] != nil {
      defect("\(at).\(key): null")
    }
    switch dialect["delimiter"] {
    case nil: return nil
    case .string(let text):
      if let byte = text.utf8.first, text.utf8.count == 1,
        BundleDescriptor.Dialect.delimiters.contains(byte)
      {
        return byte
      }
    default: break
    }
    defect("\(at).delimiter: , | ; | \\t")
    return nil
  }

  mutating func readSchema(
    _ schema: JSONValue?, into resource: inout BundleDescriptor.Resource, _ at: String
  ) {
    guard let schema else { return }
    guard case .object = schema else {
      defect("\(at).schema: {…}")
      return
    }
    resource.missingValues = missing(schema["missingValues"], "\(at).schema")
    guard case .array(let values) = schema["fields"] else { return }
    let names = RecordTable.named(resource.name).map(ColumnNames.of)
    for (index, value) in values.prefix(256).enumerated() {
      guard case .string(let name) = value["name"] else { continue }
      var type = "any"
      if case .string(let text) = value["type"] { type = text }
      var field = BundleDescriptor.Field(name: name, type: type)
      if let kind = names?.kind(of: name) {
        readNotation(value, of: kind, into: &field, "\(at).schema.fields[\(index)]")
      }
      resource.fields.append(field)
    }
  }

  /// Reads what Data Package 2.0 lets a field of this kind declare; what it says of other kinds is not for us.
  private mutating func readNotation(
    _ value: JSONValue, of kind: RecordTable.Kind, into field: inout BundleDescriptor.Field,
    _ at: String
  ) {
    field.missingValues = missing(value["missingValues"], at)
    switch kind {
    case .integer, .decimal, .share:
      field.decimalChar = sign(value["decimalChar"], "\(at).decimalChar: . | ,")
      field.groupChar = sign(value["groupChar"], "\(at).groupChar: \" \" | . | , | '")
      if NumberNotation(decimalChar: field.decimalChar, groupChar: field.groupChar) == nil {
        defect("\(at): decimalChar . | ,; groupChar \" \" | . | , | ' ≠ decimalChar")
      }
    case .date:
      switch value["format"] {
      case nil: break
      case .string(let format) where DateNotation(format: format) != nil: field.format = format
      default: defect("\(at).format: default | any | %Y-%m-%d | %d.%m.%Y | …")
      }
    case .code, .text, .flag, .choice: break
    }
    if kind == .share, let unit = value["soko:unit"] {
      if case .string(let text) = unit { field.unit = .init(rawValue: text) }
      if field.unit == nil { defect("\(at).soko:unit: share | percent") }
    }
  }

  private mutating func sign(_ value: JSONValue?, _ allowed: String) -> String? {
    switch value {
    case nil, .string(""): return nil
    case .string(let text): return text
    default:
      defect(allowed)
      return nil
    }
  }

  /// Texts that stand for an empty cell: strings, or objects with a `value`.
  private mutating func missing(_ value: JSONValue?, _ at: String) -> [String]? {
    guard let value else { return nil }
    if case .array(let values) = value, values.count <= 100 {
      let texts: [String] = values.compactMap { value in
        if case .string(let text) = value { return text }
        if case .string(let text) = value["value"] { return text }
        return nil
      }
      if texts.count == values.count { return texts }
    }
    defect("\(at).missingValues: [\"…\"]")
    return nil
  }
}
