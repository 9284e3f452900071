/// One limit on what comes in, as the reference states it.
package struct StatedLimit: Sendable {
  package let what: String
  package let limit: String
  /// What is said when it is passed; nil when nothing is, because nothing is lost.
  package let code: String?
}

extension BundleLimits {
  /// Every limit, in groups; the page of limits is made of this.
  package var stated: [(title: String, limits: [StatedLimit])] {
    [
      ("The file and the archive", archiveLimits), ("The descriptor", descriptorLimits),
      ("Tables of text", textLimits), ("Workbooks", workbookLimits), ("HTML pages", pageLimits),
    ]
  }

  private var archiveLimits: [StatedLimit] {
    [
      .init("The file, as it is sent", archiveBytes, "intake.bundle_too_large"),
      .init("Entries of the archive, folders too", entries, "intake.archive_entries_too_many"),
      .init("Bytes of all files together", bytes, "intake.archive_too_large", isBytes: true),
      .init(
        "The same, as a multiple of the file, beyond \(Self.text(freeBytes))", ratio,
        "intake.archive_too_large"),
      .init(
        "Length of an entry's name in bytes", EntryName.lengthLimit, "intake.archive_entry_unsafe"),
      .init(
        "Bytes of all files that the descriptor does not name", looseBytes,
        "intake.file_unchecked", isBytes: true),
    ]
  }

  private var descriptorLimits: [StatedLimit] {
    let code = "intake.descriptor_invalid"
    return [
      .init("Bytes of `datapackage.json`", descriptorBytes, code, isBytes: true),
      .init("Levels of `{` and `[`", JSONParser.depthLimit, code),
      .init("Values", JSONParser.valueLimit, code),
    ]
  }

  private var textLimits: [StatedLimit] {
    [
      .init("Bytes of a row", rowBytes, "intake.row_too_long", isBytes: true),
      .init("Columns", columns, "intake.columns_too_many"),
      .init("Characters of a code", CellParser.codeLength, "intake.value_too_long"),
      .init("Characters of a text", CellParser.textLength, "intake.value_too_long"),
      .init("Digits of a number", CellParser.decimalDigits, "intake.value_out_of_range"),
      .init("Records among which the header is looked for", HeaderSearch.limit, nil),
    ]
  }

  private var workbookLimits: [StatedLimit] {
    let code = "intake.workbook_too_large"
    return [
      .init("Bytes of all parts", workbookBytes, "intake.archive_too_large", isBytes: true),
      .init(
        "Bytes of a part that is held whole: the list of sheets, styles", workbookPartBytes, code,
        isBytes: true),
      .init("Sheets", sheets, code),
      .init("Shared texts", sharedTexts, code),
      .init("Bytes of shared texts", sharedTextBytes, code, isBytes: true),
      .init(
        "Bytes of shared texts that the cells of a sheet show, each time counted", workbookBytes,
        code, isBytes: true),
      .init("Merged ranges of a sheet", mergedRanges, code),
      .init("Cells that take their value from a merged one", mergedCells, code),
      .init("Levels of tags", XMLPushParser.depthLimit, "intake.workbook_unsafe"),
      .init(
        "Different names of tags and attributes", XMLPushParser.nameLimit, "intake.workbook_unsafe"),
      .init(
        "Bytes of a tag or a comment", XMLPushParser.tokenLimit, "intake.workbook_unsafe",
        isBytes: true),
      .init("Document types, and so entities", 0, "intake.workbook_unsafe"),
      .init(
        "Rows and columns of a sheet", "\(CellAddress.rows) × \(CellAddress.columns)",
        "intake.workbook_malformed"),
    ]
  }

  private var pageLimits: [StatedLimit] {
    let (large, code) = ("intake.page_too_large", "intake.page_malformed")
    return [
      .init("Bytes of a page", pageBytes, large, isBytes: true),
      .init("Tables", PageParser.tableLimit, large),
      .init("Rows of a table", PageParser.rowLimit, large),
      .init("Cells that `rowspan` and `colspan` fill", PageParser.spannedLimit, large),
      .init("Bytes that `rowspan` repeats", PageParser.spannedBytes, large, isBytes: true),
      .init("Levels of tags", HTMLPushParser.depthLimit, code),
      .init("Different names of tags and attributes", HTMLPushParser.nameLimit, code),
      .init("Bytes of a tag or a comment", HTMLPushParser.tokenLimit, code, isBytes: true),
    ]
  }
}

extension StatedLimit {
  fileprivate init(_ what: String, _ limit: String, _ code: String?) {
    (self.what, self.limit, self.code) = (what, limit, code)
  }

  fileprivate init(_ what: String, _ limit: Int, _ code: String?, isBytes: Bool = false) {
    let isSize = isBytes || code == "intake.bundle_too_large"
    self.init(what, isSize ? BundleLimits.text(limit) : Self.grouped(limit), code)
  }

  /// `1,048,576`.
  private static func grouped(_ number: Int) -> String {
    var (digits, groups) = (String(number)[...], [String]())
    while digits.count > 3 {
      groups.insert(String(digits.suffix(3)), at: 0)
      digits = digits.dropLast(3)
    }
    return ([String(digits)] + groups).joined(separator: ",")
  }
}
