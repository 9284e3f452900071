import Schools

extension Page {
  /// Opens a page; nil when it is none, which `problems` then explain.
  ///
  /// - Parameters:
  ///   - declared: the encoding that a descriptor declares.
  ///   - open: gives its bytes from their beginning.
  static func open(
    file: String, declared: TextEncoding? = nil, limits: BundleLimits, problems: inout ProblemList,
    _ open: @escaping () throws -> (UnsafeMutableRawBufferPointer) throws -> Int
  ) throws -> Page? {
    let read = try open()
    let head = try [UInt8](unsafeUninitializedCapacity: 4096) { buffer, count in
      count = try read(UnsafeMutableRawBufferPointer(buffer))
    }
    if head.starts(with: FileMark.oldWorkbook) || FileMark.isXMLWorkbook(head) {
      problems.append(Problem("intake.workbook_old", at: .init(file: file)))
      return nil
    }
    do {
      return try Page(limits: limits, declared: declared, open)
    } catch let conflict as EncodingConflict {
      problems.append(conflict.problem(file: file))
      return nil
    } catch let defect as HTMLDefect {
      problems.append(defect.problem(file: file, encoding: nil, limits: limits))
      return nil
    }
  }

  /// Gives every well-formed row of the table that holds `table` to `body`.
  func read(
    _ table: RecordTable, in file: String, of bundle: BundleDescriptor, limits: BundleLimits,
    problems: inout ProblemList, _ body: (borrowing RowView) throws -> Void
  ) throws -> TableRead {
    do {
      guard let number = try self.table(holding: table) else {
        problems.append(Problem("intake.header_missing", at: .init(file: file)))
        return TableRead()
      }
      try inspect(except: number, in: file, problems: &problems)
      var read = try TableReader(table, in: file, of: bundle, limits: limits)
        .read(records(ofTable: number), &problems, body)
      var form = TableForm(container: .page)
      form.encoding = encoding.name
      form.isDetected = encoding.isDetected
      form.isEncodingDeclared = !encoding.isDetected
      read.take(form)
      return read
    } catch let defect as HTMLDefect {
      problems.append(defect.problem(file: file, encoding: encoding.name, limits: limits))
    } catch let defect as ArchiveDefect {
      problems.append(defect.problem(file: file, limits: limits))
    }
    return TableRead()
  }
}

extension HTMLDefect {
  func problem(file: String, encoding: String?, limits: BundleLimits) -> Problem {
    switch self {
    case .malformed, .unsafe:
      Problem("intake.page_malformed", at: .init(file: file), ["encoding": encoding ?? "charset"])
    case .tooLarge:
      Problem(
        "intake.page_too_large", at: .init(file: file),
        ["limit": BundleLimits.text(limits.pageBytes)])
    }
  }
}
