/// The words of a closed list, each with the ways in which it may be written.
///
/// A cell that holds a word points into this list's own memory: it must outlive the rows.
final class WordList {
  /// A word as it is stored.
  struct Word {
    let start: UnsafePointer<UInt8>
    let count: Int

    var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: start, count: count) }

    @inline(__always)
    func isEqual(to other: UnsafeRawBufferPointer) -> Bool {
      guard count == other.count else { return false }
      for index in 0..<count where start[index] != other[index] { return false }
      return true
    }
  }

  let words: UnsafeMutableBufferPointer<Word>
  private let memory: UnsafeMutablePointer<UInt8>
  private let folded: [(text: [UInt8], word: Int)]

  /// - Parameter spellings: all ways in which a word may be written.
  init(_ list: [String], _ spellings: (String) -> [String] = { [$0] }) {
    memory = .allocate(capacity: max(1, list.reduce(0) { $0 + $1.utf8.count }))
    words = .allocate(capacity: list.count)
    var place = memory
    for (index, text) in list.enumerated() {
      for (offset, byte) in text.utf8.enumerated() { place[offset] = byte }
      words.initializeElement(at: index, to: Word(start: place, count: text.utf8.count))
      place += text.utf8.count
    }
    folded = list.enumerated().flatMap { index, text in
      spellings(text).map { (FoldedWord.folded($0), index) }
    }
  }

  deinit {
    words.deallocate()
    memory.deallocate()
  }

  /// The stored word that `bytes` mean; nil when they mean none.
  func word(for bytes: UnsafeRawBufferPointer) -> Word? {
    withUnsafeTemporaryAllocation(byteCount: FoldedWord.capacity, alignment: 1) { buffer in
      guard let count = FoldedWord.write(bytes, to: buffer) else { return nil }
      let text = UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(buffer)[..<count])
      return folded.first { $0.text.count == count && text.elementsEqual($0.text) }
        .map { words[$0.word] }
    }
  }
}
