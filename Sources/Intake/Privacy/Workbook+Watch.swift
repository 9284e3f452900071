import Schools

extension Workbook {
  /// Parts that hold how a workbook looks, or who made it with which program: every program writes its user there.
  private static let silent = [
    "[content_types].xml", "docprops/", "xl/styles.xml", "xl/theme/", "xl/calcchain.xml",
    "xl/printersettings/",
  ]

  /// Looks through everything but the sheets of `tables` for personal data: other sheets, notes, shared texts,
  /// drawings. It is not loaded, but it would be stored.
  ///
  /// - Parameter isOfSchool: names of schools, after whom they may be called, stand in no cell.
  /// - Throws: ``WorkbookDefect``, ``ArchiveDefect``.
  func inspect(
    except tables: [Sheet], file: String, isOfSchool: Bool, problems: inout ProblemList
  ) throws {
    let read = Set(tables.map { $0.part.lowercased() } + [textsPart ?? ""].map { $0.lowercased() })
    var budget = limits.looseBytes
    for name in archive.names {
      let lower = name.lowercased()
      guard !read.contains(lower), !Self.silent.contains(where: lower.hasPrefix) else { continue }
      let sheet = sheets.first { $0.part.lowercased() == lower }?.name
      let place = Problem.Location(file: file, sheet: sheet.map(EntryName.printable))
      guard let found = try look(at: name, budget: &budget) else {
        problems.append(
          Problem("intake.workbook_unchecked", at: place, ["part": EntryName.printable(name)]))
        continue
      }
      for kind in found { problems.append(kind.problem(at: place)) }
    }
    guard isOfSchool else { return }
    let texts = try knownTexts()
    var pieces = TextPieces()
    for index in 0..<texts.count where !PersonalDataSieve.isClear(texts[index], isKey: true) {
      pieces.look(at: texts[index])
    }
    for kind in pieces.found { problems.append(kind.problem(at: .init(file: file))) }
  }

  /// What a part holds of a person; nil when it cannot be looked into.
  private func look(at name: String, budget: inout Int) throws -> [PersonalData]? {
    guard [".xml", ".rels", ".vml"].contains(where: name.lowercased().hasSuffix) else { return nil }
    let parser = TextWatchParser()
    do {
      guard try archive.parse(name, into: parser, limit: budget, counting: &budget) else {
        return nil
      }
      return parser.pieces.found
    } catch is WorkbookDefect {
      return nil
    }
  }
}

/// Looks at the texts and the attributes of a part.
private final class TextWatchParser: XMLPushParser {
  /// Elements between which a text goes on.
  private static let runs: [StaticString] = [
    "t", "r", "rPr", "b", "i", "u", "sz", "color", "rFont", "family", "scheme", "charset",
    "vertAlign", "strike",
  ]

  var pieces = TextPieces()

  override func start(_ name: XMLName, _ attributes: XMLAttributes) {
    attributes.forEach { name, value in
      // Names of namespaces are of programs.
      if XMLName.isPrefixed(name, "xmlns") { return }
      var length = 0
      while value[length] != 0 { length += 1 }
      guard length >= 6 else { return }
      pieces.look(at: UnsafeRawBufferPointer(start: value, count: length))
    }
  }

  override func end(_ name: XMLName) {
    if !Self.runs.contains(where: { name == $0 }) { pieces.end() }
  }

  override func text(_ bytes: UnsafeRawBufferPointer) { pieces.add(bytes) }
}
