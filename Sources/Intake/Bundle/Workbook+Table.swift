import Schools

extension Workbook {
  /// Opens a workbook; nil when it cannot be used, which `problems` then explain.
  ///
  /// - Parameters:
  ///   - file: the workbook's name, for problems.
  ///   - outer: the archive in which it lies.
  static func open(
    _ source: ByteSource, file: String, within outer: BundleArchive? = nil, limits: BundleLimits,
    problems: inout ProblemList
  ) throws -> Workbook? {
    guard try source.head(8) != FileMark.oldWorkbook else {
      problems.append(Problem("intake.workbook_old", at: .init(file: file)))
      return nil
    }
    var limits = limits
    limits.bytes = min(limits.bytes, limits.workbookBytes)
    do {
      return try BundleArchive.open(source, within: outer, limits: limits, problems: &problems)
        .map { try Workbook($0, limits: limits) }
    } catch let defect as WorkbookDefect {
      problems.append(defect.problem(file: file, limits: limits))
    } catch let defect as ArchiveDefect {
      problems.append(defect.problem(file: file, limits: limits))
    }
    return nil
  }

  /// Gives every well-formed row of a sheet to `body`.
  func read(
    _ table: RecordTable, from sheet: Sheet, in file: String, of bundle: BundleDescriptor,
    limits: BundleLimits, problems: inout ProblemList,
    _ body: (borrowing RowView) throws -> Void
  ) throws -> TableRead {
    if sheet.isHidden {
      problems.append(Problem("intake.sheet_hidden", at: .init(file: file, sheet: sheet.name)))
    }
    do {
      let reader = TableReader(table, in: file, sheet: sheet.name, of: bundle, limits: limits)
      let records = try records(of: sheet)
      var read = try reader.read(records, &problems, body)
      let detector = PersonalDataDetector(year: bundle.academicYear)
      for text in records.asides {
        if let kind = text.withUnsafeBytes({ detector.find($0, .title) }) {
          problems.append(kind.problem(at: .init(file: file, sheet: sheet.name)))
        }
      }
      var form = TableForm(container: .workbook)
      form.sheet = sheet.name
      read.take(form)
      return read
    } catch let defect as WorkbookDefect {
      problems.append(defect.problem(file: file, sheet: sheet.name, limits: limits))
    } catch let defect as ArchiveDefect {
      problems.append(defect.problem(file: file, limits: limits))
    }
    return TableRead()
  }

  /// The sheet that a resource means; nil when there is none.
  func sheet(
    _ choice: BundleDescriptor.Resource.SheetChoice, for table: RecordTable
  ) -> Sheet? {
    switch choice {
    case .named(let name): sheets.first { $0.name == name }
    case .numbered(let number): number <= sheets.count ? sheets[number - 1] : nil
    case .byTable:
      sheets.first { TableNames.table(sheet: $0.name)?.name == table.name }
        ?? sheets.first { !TableNames.isReserved(sheet: $0.name) && !$0.isHidden }
    }
  }
}

/// What files begin with.
enum FileMark {
  static let zip = Array("PK".utf8)
  /// A compound file: a workbook of Excel 97 to 2003, or a new one with a password.
  static let oldWorkbook: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]

  /// Whether a text is an HTML page, by its beginning; of UTF-16 every other byte is zero.
  static func isPage(_ head: [UInt8]) -> Bool {
    let text = String(decoding: head.filter { (0x20..<0x7F).contains($0) }, as: UTF8.self)
      .lowercased().drop { $0 == " " }
    guard text.hasPrefix("<"), !isXMLWorkbook(text) else { return false }
    return ["<html", "<!doctype html", "<table", "<body", "<head"].contains { text.contains($0) }
  }

  /// Whether a text is a workbook as Excel 2003 wrote it in XML.
  static func isXMLWorkbook(_ head: [UInt8]) -> Bool {
    isXMLWorkbook(
      String(decoding: head.filter { (0x20..<0x7F).contains($0) }, as: UTF8.self).lowercased()[...])
  }

  private static func isXMLWorkbook(_ text: Substring) -> Bool {
    text.hasPrefix("<?xml") && text.contains("urn:schemas-microsoft-com:office:spreadsheet")
  }
}
