/// Splits CSV text (RFC 4180) into records and cells, in bounded memory and without a `String` per cell.
///
/// - Lines end with LF or CRLF; a line break inside quotes belongs to its cell.
/// - A quote opens a cell only as its first byte; elsewhere in an unquoted cell it stands for itself.
/// - A byte order mark at the beginning is skipped.
/// - A record is held whole; what `source` gives beyond it is carried over to the next.
final class RecordScanner: RecordSource {
  private struct Span {
    var start: Int
    var end: Int
    var hasDoubledQuotes: Bool
  }

  /// The record's place among all records of the text, blank lines included; the first is 1.
  private(set) var number = 0
  /// Cells of the record; those beyond `columns` are counted but not kept.
  private(set) var count = 0

  private let source: (UnsafeMutableRawBufferPointer) throws -> Int
  private let place: (Int) -> Int?
  private let delimiter: UInt8
  private let chunk: Int
  private let limit: Int
  private let capacity: Int
  private let bytes: UnsafeMutablePointer<UInt8>
  private let spans: UnsafeMutableBufferPointer<Span>
  private var start = 0
  private var end = 0
  /// Bytes of the text that are no longer held.
  private var dropped = 0
  private var isStarted = false
  private var isAtEnd = false
  private var seenBits: UInt8 = 0
  private var isMisplaced = false

  /// - Parameters:
  ///   - limit: bytes of one record.
  ///   - place: where a byte of the text stands in the file.
  ///   - source: fills a buffer; fewer bytes than asked, or none, only at the end.
  init(
    delimiter: UInt8, columns: Int, chunk: Int, limit: Int,
    place: @escaping (Int) -> Int? = { $0 },
    source: @escaping (UnsafeMutableRawBufferPointer) throws -> Int
  ) {
    self.delimiter = delimiter
    self.chunk = chunk
    self.limit = limit
    self.place = place
    self.source = source
    capacity = limit + chunk
    bytes = .allocate(capacity: capacity)
    spans = .allocate(capacity: columns)
  }

  deinit {
    bytes.deallocate()
    spans.deallocate()
  }

  /// A cell of the record without its quotes; valid until ``next()``.
  @inline(__always)
  subscript(_ index: Int) -> UnsafeRawBufferPointer {
    let span = spans[index]
    return UnsafeRawBufferPointer(start: bytes + span.start, count: span.end - span.start)
  }

  /// Reads the next record.
  func next() throws -> RecordOutcome {
    while true {
      if !isStarted { try skipByteOrderMark() }
      if start == end, try !refill() { return .end }
      switch scan() {
      case .complete(let following):
        number += 1
        let record = UnsafeRawBufferPointer(start: bytes + start, count: following - start)
        let isTooLong = record.count > limit
        let begin = dropped + start
        start = following
        if isTooLong { return .tooLong }
        if seenBits & 0x80 != 0 {
          let sound = UTF8Text.validCount(record)
          if sound < record.count { return .malformed(offset: place(begin + sound)) }
        }
        if isMisplaced { return .quoteMisplaced }
        undoubleQuotes()
        return .record
      case .incomplete(let isQuoted):
        if try refill() { continue }
        number += 1
        return isQuoted ? .quoteUnclosed : .tooLong
      }
    }
  }

  private enum Scan {
    case complete(following: Int)
    case incomplete(isQuoted: Bool)
  }

  /// Finds the cells of the record at `start`.
  private func scan() -> Scan {
    let (bytes, end, delimiter) = (bytes, end, delimiter)
    let (quote, feed, carriage) = (UInt8(ascii: "\""), UInt8(ascii: "\n"), UInt8(ascii: "\r"))
    var position = start
    var cells = 0
    var bits: UInt8 = 0
    isMisplaced = false
    while true {
      var span: Span
      if position < end, bytes[position] == quote {
        span = Span(start: position + 1, end: 0, hasDoubledQuotes: false)
        position += 1
        while true {
          while position < end, bytes[position] != quote {
            bits |= bytes[position]
            position += 1
          }
          guard position < end else { return .incomplete(isQuoted: true) }
          guard position + 1 < end || isAtEnd else { return .incomplete(isQuoted: true) }
          guard position + 1 < end, bytes[position + 1] == quote else { break }
          span.hasDoubledQuotes = true
          position += 2
        }
        span.end = position
        position += 1
        let closed = position
        while position < end, bytes[position] != delimiter, bytes[position] != feed {
          bits |= bytes[position]
          position += 1
        }
        guard position < end || isAtEnd else { return .incomplete(isQuoted: false) }
        let isLineEnd = position == end || bytes[position] == feed
        if position > closed, !(isLineEnd && position == closed + 1 && bytes[closed] == carriage) {
          isMisplaced = true
        }
      } else {
        span = Span(start: position, end: 0, hasDoubledQuotes: false)
        while position < end {
          let byte = bytes[position]
          if byte == delimiter || byte == feed { break }
          bits |= byte
          position += 1
        }
        guard position < end || isAtEnd else { return .incomplete(isQuoted: false) }
        span.end = position
        if position == end || bytes[position] == feed, position > span.start,
          bytes[position - 1] == carriage
        {
          span.end -= 1
        }
      }
      if cells < spans.count { spans[cells] = span }
      cells += 1
      if position < end, bytes[position] == delimiter {
        position += 1
        continue
      }
      count = cells
      seenBits = bits
      return .complete(following: min(position + 1, end))
    }
  }

  /// Makes each doubled quote one, in place.
  private func undoubleQuotes() {
    for index in 0..<min(count, spans.count) where spans[index].hasDoubledQuotes {
      let span = spans[index]
      var (from, to) = (span.start, span.start)
      while from < span.end {
        bytes[to] = bytes[from]
        from += bytes[from] == UInt8(ascii: "\"") ? 2 : 1
        to += 1
      }
      spans[index].end = to
    }
  }

  /// Moves the unfinished record to the front and reads on; false when there is nothing or no room.
  private func refill() throws -> Bool {
    guard !isAtEnd else { return false }
    let kept = end - start
    guard kept <= limit else { return false }
    if start > 0 {
      dropped += start
      bytes.update(from: bytes + start, count: kept)
      start = 0
      end = kept
    }
    let wanted = min(chunk, capacity - end)
    let length = try source(UnsafeMutableRawBufferPointer(start: bytes + end, count: wanted))
    end += length
    if length < wanted { isAtEnd = true }
    // The end itself may complete a record.
    return length > 0 || kept > 0
  }

  private func skipByteOrderMark() throws {
    isStarted = true
    while end - start < 3, try refill() {}
    if end - start >= 3, bytes[start] == 0xEF, bytes[start + 1] == 0xBB, bytes[start + 2] == 0xBF {
      start += 3
    }
  }
}
