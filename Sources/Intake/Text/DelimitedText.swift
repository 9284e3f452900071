import Schools

/// A table as delimited text, in the encoding and with the delimiter that are declared or were found out.
struct DelimitedText {
  /// What the descriptor says of a file; nil where it says nothing.
  struct Declared {
    var encoding: TextEncoding?
    var delimiter: UInt8?
  }

  let records: RecordScanner
  private let file: String
  private let declared: Declared
  private let decoder: TextDecoder
  private let delimiter: UInt8

  /// Looks at the beginning of a file and stands before its first record; nil when it is not as declared or cannot be
  /// told, which `problems` then say.
  ///
  /// - Parameters:
  ///   - file: its name, for problems.
  ///   - source: fills a buffer with the file's bytes; fewer than asked only at the end.
  init?(
    _ table: RecordTable, in file: String, _ declared: Declared, limits: BundleLimits,
    from source: @escaping TextDecoder.Source, _ problems: inout ProblemList
  ) throws {
    let decoder = TextDecoder(declared: declared.encoding, source: source)
    if let conflict = try decoder.start() {
      problems.append(conflict.problem(file: file))
      return nil
    }
    let head = try decoder.head()
    let guess = DelimiterGuess(
      of: table, head, isWhole: decoder.isSpent && head.count < EncodingGuess.sample)
    do {
      delimiter = try guess.delimiter(declared: declared.delimiter)
    } catch let conflict as DelimiterConflict {
      problems.append(conflict.problem(file: file))
      return nil
    }
    self.file = file
    self.declared = declared
    self.decoder = decoder
    records = RecordScanner(
      delimiter: delimiter, columns: limits.columns, chunk: limits.chunkBytes,
      limit: limits.rowBytes, place: decoder.place(ofText:), source: decoder.read(into:))
  }

  /// What the text, once all of its records were read, says against what is declared.
  var conflict: Problem? { decoder.conflict?.problem(file: file) }

  /// Gives rows without a problem to `body`.
  func read(
    _ reader: TableReader, _ problems: inout ProblemList,
    _ body: (borrowing RowView) throws -> Void
  ) throws -> TableRead {
    var read = try reader.read(records, &problems, body)
    if let conflict {
      problems.append(conflict)
      read.isComplete = false
    }
    read.take(form)
    return read
  }

  /// How the text is written, once it was read.
  var form: TableForm {
    var form = TableForm(container: .text)
    form.encoding = decoder.encoding.rawValue
    form.isEncodingDeclared = declared.encoding != nil
    form.delimiter = String(UnicodeScalar(delimiter))
    form.isDelimiterDeclared = declared.delimiter != nil
    form.isDetected = declared.encoding == nil || declared.delimiter == nil
    return form
  }
}

extension BundleDescriptor.Resource {
  /// What is said of the text of the file.
  var declaredText: DelimitedText.Declared {
    .init(encoding: encoding, delimiter: dialect.delimiter)
  }
}
