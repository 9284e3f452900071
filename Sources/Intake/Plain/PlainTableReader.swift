internal import Schools

/// One pass over the records of a plain table.
struct PlainTableReader {
  /// Problems after which it is enough.
  private static let enough = 20

  let path: String
  let texts: [String]
  let numbers: [String]
  private(set) var lines: [Int32] = []
  private(set) var values: [[Double]]
  private var collectors: [LabelCollector]
  private var problems: [Problem] = []

  init(path: String, texts: [String], numbers: [String]) {
    self.path = path
    self.texts = texts
    self.numbers = numbers
    values = Array(repeating: [], count: numbers.count)
    collectors = Array(repeating: LabelCollector(), count: texts.count)
  }

  var labels: [PlainTable.Labels] {
    collectors.map { PlainTable.Labels(names: $0.names, codes: $0.codes) }
  }

  mutating func read(_ scanner: RecordScanner) throws {
    guard try advance(scanner) else {
      throw TableRefused(Problem("intake.header_missing", at: .init(file: path)))
    }
    let width = scanner.count
    let header = (0..<min(width, BundleLimits().columns)).map {
      String(decoding: UTF8Text.trimmed(scanner[$0]), as: UTF8.self)
    }
    let textPlaces = places(of: texts, in: header)
    let numberPlaces = places(of: numbers, in: header)
    if !problems.isEmpty { throw TableRefused(problems) }
    while problems.count < Self.enough, try advance(scanner) {
      if scanner.count == 1, scanner[0].isEmpty { continue }
      guard scanner.count == width else {
        note(
          "intake.row_width", scanner,
          ["found": String(scanner.count), "expected": String(width)])
        continue
      }
      take(scanner, textPlaces, numberPlaces)
    }
    if !problems.isEmpty { throw TableRefused(problems) }
  }

  private mutating func take(
    _ scanner: RecordScanner, _ textPlaces: [Int], _ numberPlaces: [Int]
  ) {
    lines.append(Int32(clamping: scanner.number))
    for (index, place) in textPlaces.enumerated() { collectors[index].append(scanner[place]) }
    for (index, place) in numberPlaces.enumerated() {
      let text = UTF8Text.trimmed(scanner[place])
      if text.isEmpty {
        values[index].append(.nan)
      } else if let value = PlainNumber.parse(text) {
        values[index].append(value)
      } else {
        values[index].append(.nan)
        note("method.number_malformed", scanner, column: numbers[index])
      }
    }
  }

  /// The next record that can be used; false at the end.
  private mutating func advance(_ scanner: RecordScanner) throws -> Bool {
    while problems.count < Self.enough {
      switch try scanner.next() {
      case .record: return true
      case .end: return false
      case .malformed: note("intake.text_malformed", scanner)
      case .quoteMisplaced: note("intake.quote_misplaced", scanner)
      case .quoteUnclosed:
        note("intake.quote_unclosed", scanner)
        return false
      case .tooLong:
        note(
          "intake.row_too_long", scanner, ["limit": BundleLimits.text(BundleLimits().rowBytes)])
        return false
      }
    }
    return false
  }

  private mutating func places(of names: [String], in header: [String]) -> [Int] {
    names.map { name in
      let found = header.indices.filter { header[$0] == name }
      if found.count != 1 {
        let code = found.isEmpty ? "method.column_missing" : "method.column_repeated"
        let problem = Problem(code, at: .init(file: path, row: 1, column: name))
        if !problems.contains(problem) { problems.append(problem) }
      }
      return found.first ?? 0
    }
  }

  private mutating func note(
    _ code: String, _ scanner: RecordScanner, _ arguments: [String: String] = [:],
    column: String? = nil
  ) {
    problems.append(
      Problem(code, at: .init(file: path, row: scanner.number, column: column), arguments))
  }
}

/// Different texts and the place of each row's text among them.
private struct LabelCollector {
  private(set) var names: [String] = []
  private(set) var codes: [Int32] = []
  private var known: [String: Int32] = [:]
  private var last: [UInt8] = []
  private var lastCode: Int32 = -1

  mutating func append(_ text: UnsafeRawBufferPointer) {
    guard !text.isEmpty else {
      codes.append(-1)
      return
    }
    // Rows of one group mostly stand together.
    if lastCode < 0 || !last.elementsEqual(text) {
      let name = String(decoding: text, as: UTF8.self)
      if let code = known[name] {
        lastCode = code
      } else {
        lastCode = Int32(names.count)
        names.append(name)
        known[name] = lastCode
      }
      last.removeAll(keepingCapacity: true)
      last.append(contentsOf: text)
    }
    codes.append(lastCode)
  }
}
