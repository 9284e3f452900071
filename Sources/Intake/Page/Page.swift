import Schools

/// An HTML page, as “Сетевой город” and others save under the name `.xls`, and its tables.
struct Page {
  /// The bytes of a page, from their beginning.
  struct Stream {
    private let read: (UnsafeMutableRawBufferPointer) throws -> Int
    private let state: State

    private final class State {
      var count = 0
      var skip: Int
      let limit: Int

      init(skip: Int, limit: Int) { (self.skip, self.limit) = (skip, limit) }
    }

    /// - Parameter read: fills a buffer; fewer bytes than asked only at the end.
    init(
      skip: Int, limit: Int, _ read: @escaping (UnsafeMutableRawBufferPointer) throws -> Int
    ) {
      self.read = read
      state = State(skip: skip, limit: limit)
    }

    /// Pushes the next part into `parser`; returns whether it was the last.
    func push(into parser: HTMLPushParser) throws -> Bool {
      let size = 1 << 15
      let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: size, alignment: 16)
      defer { buffer.deallocate() }
      let length = try read(buffer)
      state.count += length
      guard state.count <= state.limit else { throw HTMLDefect.tooLarge }
      let skipped = min(state.skip, length)
      state.skip -= skipped
      try parser.push(
        UnsafeRawBufferPointer(rebasing: buffer[skipped..<length]), isLast: length < size)
      return length < size
    }
  }

  /// The first rows of a table of the page.
  struct Sample {
    let number: Int
    let rows: [HeaderSearch.Names]
  }

  /// Tables beyond these are not looked at.
  static let tableLimit = 200

  let encoding: PageEncoding
  let limits: BundleLimits
  private let open: () throws -> (UnsafeMutableRawBufferPointer) throws -> Int

  /// - Parameter open: gives the page's bytes from their beginning, as often as it is called.
  /// - Parameter declared: the encoding that a descriptor declares.
  /// - Throws: ``HTMLDefect/malformed`` when the page declares an encoding that is not known, ``EncodingConflict`` when
  ///   another than the descriptor.
  init(
    limits: BundleLimits, declared: TextEncoding? = nil,
    _ open: @escaping () throws -> (UnsafeMutableRawBufferPointer) throws -> Int
  ) throws {
    self.limits = limits
    self.open = open
    let read = try open()
    let head = try [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, count in
      count = try read(UnsafeMutableRawBufferPointer(buffer))
    }
    guard let encoding = PageEncoding(of: head) else { throw HTMLDefect.malformed }
    self.encoding = try declared.map { try encoding.held(to: $0, head) } ?? encoding
  }

  func stream() throws -> Stream {
    Stream(skip: encoding.markLength, limit: limits.pageBytes, try open())
  }

  /// The first rows of each table.
  func samples() throws -> [Sample] {
    let sampler = PageSampler(encoding, limits: limits)
    let stream = try stream()
    while try !stream.push(into: sampler) {}
    return sampler.samples
  }

  /// The rows of a table.
  func records(ofTable number: Int) throws -> PageSource {
    PageSource(try stream(), table: number, encoding, limits: limits)
  }

  /// The table of the page in which the most columns of `table` are known; nil when there is none.
  func table(holding table: RecordTable) throws -> Int? {
    let search = HeaderSearch(names: ColumnNames.of(table))
    var best: (number: Int, score: Int)?
    for sample in try samples() {
      let score = search.find(in: sample.rows)?.score ?? 0
      if score > best?.score ?? 0 { best = (sample.number, score) }
    }
    return best?.number
  }
}

/// Keeps the first rows of each table.
private final class PageSampler: PageParser {
  private static let columns = 200

  private(set) var samples: [Page.Sample] = []
  private var open: [Int: [HeaderSearch.Names]] = [:]

  override func found(_ row: Row, ofTable number: Int) {
    guard number < Page.tableLimit, open[number]?.count ?? 0 < HeaderSearch.limit,
      row.cells.contains(where: { !$0.isEmpty })
    else { return }
    open[number, default: []].append(HeaderSearch.Names(Array(row.cells.prefix(Self.columns))))
  }

  override func closed(table number: Int) {
    if let rows = open.removeValue(forKey: number) {
      samples.append(Page.Sample(number: number, rows: rows))
    }
  }
}
