/// A workbook (.xlsx, ECMA-376): its sheets, and what all of their cells need. Nothing of it is written to disk.
///
/// Parts are found by their relationships; names of elements count without their prefix, so the strict form
/// and every writer's prefixes are read alike.
final class Workbook {
  struct Sheet: Hashable {
    let name: String
    let isHidden: Bool
    let part: String
  }

  let sheets: [Sheet]
  let archive: BundleArchive
  let limits: BundleLimits
  private let dates: SerialDate
  private let stylesPart: String?
  let textsPart: String?
  /// Read when a sheet first asks for them.
  private var styles: [CellStyle]?
  private var texts: SharedTexts?

  /// Reads what sheets there are.
  ///
  /// - Throws: ``WorkbookDefect``, ``ArchiveDefect``.
  init(_ archive: BundleArchive, limits: BundleLimits) throws {
    self.archive = archive
    self.limits = limits
    let root = try WorkbookParts(archive, of: "", limits)
    let book = root.target(ofType: "officeDocument") ?? "xl/workbook.xml"
    let parts = try WorkbookParts(archive, of: book, limits)
    let list = SheetListParser(limit: limits.sheets)
    guard try archive.parse(book, into: list, limit: limits.workbookPartBytes) else {
      throw WorkbookDefect.malformed(part: book)
    }
    dates = SerialDate(isFrom1904: list.isFrom1904)
    let sheets = list.sheets.compactMap { sheet -> Sheet? in
      // A sheet of a chart has no cells.
      guard let part = parts.target(id: sheet.relation, ofType: "worksheet") else { return nil }
      return Sheet(name: sheet.name, isHidden: sheet.isHidden, part: part)
    }
    // One part under many names would be read many times.
    guard Set(sheets.map { $0.part.lowercased() }).count == sheets.count else {
      throw WorkbookDefect.malformed(part: book)
    }
    self.sheets = sheets
    stylesPart = parts.target(ofType: "styles")
    textsPart = parts.target(ofType: "sharedStrings")
  }

  /// The rows of a sheet, from its beginning.
  ///
  /// - Parameter fillsMerges: whether a merged cell's value is given for each of its rows.
  /// - Throws: ``WorkbookDefect``, ``ArchiveDefect``.
  func records(of sheet: Sheet, fillsMerges: Bool = true) throws -> SheetSource {
    let context = SheetParser.Context(
      part: sheet.part, sheet: sheet.name, styles: try knownStyles(), texts: try knownTexts(),
      dates: dates, limits: limits)
    let merges =
      fillsMerges ? try mergedRanges(of: sheet) : MergedRanges(limits: limits)
    guard let stream = try archive.part(sheet.part) else {
      throw WorkbookDefect.malformed(part: sheet.part)
    }
    return SheetSource(stream, context, merges: merges)
  }

  private func knownStyles() throws -> [CellStyle] {
    if let styles { return styles }
    let parser = StylesParser()
    if let stylesPart {
      _ = try archive.parse(stylesPart, into: parser, limit: limits.workbookPartBytes)
    }
    styles = parser.styles
    return parser.styles
  }

  func knownTexts() throws -> SharedTexts {
    if let texts { return texts }
    let texts = SharedTexts(limits: limits)
    if let textsPart {
      _ = try archive.parse(textsPart, into: SharedTextsParser(into: texts), limit: nil)
    }
    self.texts = texts
    return texts
  }

  /// The merged ranges, which stand behind the rows: the part is read through for them, and parsed only
  /// when it seems to have some.
  private func mergedRanges(of sheet: Sheet) throws -> MergedRanges {
    guard let stream = try archive.part(sheet.part), try stream.contains("mergeCell") else {
      return MergedRanges(limits: limits)
    }
    let parser = MergedRangesParser(limit: limits.mergedRanges)
    _ = try archive.parse(sheet.part, into: parser, limit: nil)
    return MergedRanges(parser.ranges, limits: limits)
  }
}

/// Reads `workbook.xml`.
private final class SheetListParser: XMLPushParser {
  struct Entry {
    let name: String
    let isHidden: Bool
    let relation: String
  }

  private let limit: Int
  private(set) var sheets: [Entry] = []
  private(set) var isFrom1904 = false

  init(limit: Int) { self.limit = limit }

  override func start(_ name: XMLName, _ attributes: XMLAttributes) {
    if name == "workbookPr" {
      isFrom1904 = attributes.isSet("date1904")
    } else if name == "sheet" {
      guard sheets.count < limit else { return stop(WorkbookDefect.tooLarge(limit: "\(limit)")) }
      sheets.append(
        Entry(
          name: attributes["name"] ?? "",
          isHidden: attributes["state"].map { $0 != "visible" } ?? false,
          relation: attributes.prefixed("id") ?? ""))
    }
  }
}

/// The relationships of a part: which other parts it needs, and for what.
private struct WorkbookParts {
  private final class Parser: XMLPushParser {
    var entries: [(id: String, type: String, target: String)] = []

    override func start(_ name: XMLName, _ attributes: XMLAttributes) {
      guard name == "Relationship", attributes["TargetMode"] != "External", entries.count < 10_000,
        let id = attributes["Id"], let type = attributes["Type"],
        let target = attributes["Target"]
      else { return }
      entries.append((id, String(type.split(separator: "/").last ?? ""), target))
    }
  }

  private let folder: String
  private let entries: [(id: String, type: String, target: String)]

  /// - Parameter part: a part, or nothing for the package itself.
  init(_ archive: BundleArchive, of part: String, _ limits: BundleLimits) throws {
    let slash = part.lastIndex(of: "/").map { part.index(after: $0) } ?? part.startIndex
    folder = String(part[..<slash])
    let parser = Parser()
    _ = try archive.parse(
      "\(folder)_rels/\(part[slash...]).rels", into: parser, limit: limits.workbookPartBytes)
    entries = parser.entries
  }

  func target(ofType type: String) -> String? {
    entries.first { $0.type == type }.map { path($0.target) }
  }

  func target(id: String, ofType type: String) -> String? {
    entries.first { $0.id == id && $0.type == type }.map { path($0.target) }
  }

  /// A target's name in the archive.
  private func path(_ target: String) -> String {
    if target.hasPrefix("/") { return String(target.dropFirst()) }
    var parts = folder.split(separator: "/")
    for part in target.split(separator: "/") where part != "." {
      if part == ".." { _ = parts.popLast() } else { parts.append(part) }
    }
    return parts.joined(separator: "/")
  }
}
