/// The texts that the sheets of a workbook share, in one place of memory and never moved.
final class SharedTexts {
  private static let blockSize = 1 << 20

  private let limits: BundleLimits
  private var blocks: [UnsafeMutablePointer<UInt8>] = []
  private var used = 0
  /// Where each text begins, as its block's number times a block's size and the place in the block.
  private var starts: ContiguousArray<UInt32> = []
  private var lengths: ContiguousArray<UInt32> = []
  /// Where the text that is being added begins in the last block.
  private var open = 0

  init(limits: BundleLimits) { self.limits = limits }

  deinit { for block in blocks { block.deallocate() } }

  var count: Int { starts.count }

  @inline(__always)
  subscript(_ index: Int) -> UnsafeRawBufferPointer {
    let start = Int(starts[index])
    return UnsafeRawBufferPointer(
      start: blocks[start / Self.blockSize] + start % Self.blockSize, count: Int(lengths[index]))
  }

  /// Adds to the text that is being added.
  func append(_ bytes: UnsafeRawBufferPointer) throws {
    guard let source = bytes.baseAddress, !bytes.isEmpty else { return }
    if blocks.isEmpty || used + bytes.count > Self.blockSize {
      let length = blocks.isEmpty ? 0 : used - open
      guard length + bytes.count <= Self.blockSize,
        (blocks.count + 1) * Self.blockSize <= limits.sharedTextBytes
      else {
        throw WorkbookDefect.tooLarge(limit: BundleLimits.text(limits.sharedTextBytes))
      }
      let block = UnsafeMutablePointer<UInt8>.allocate(capacity: Self.blockSize)
      if length > 0 { block.update(from: blocks[blocks.count - 1] + open, count: length) }
      blocks.append(block)
      (open, used) = (0, length)
    }
    (blocks[blocks.count - 1] + used).update(
      from: source.assumingMemoryBound(to: UInt8.self), count: bytes.count)
    used += bytes.count
  }

  /// Ends the text that is being added.
  func finish() throws {
    guard count < limits.sharedTexts else {
      throw WorkbookDefect.tooLarge(limit: "\(limits.sharedTexts)")
    }
    if blocks.isEmpty {
      blocks.append(.allocate(capacity: Self.blockSize))
    }
    let block = blocks[blocks.count - 1]
    let length = EscapedText.unescape(
      UnsafeMutableRawBufferPointer(start: block + open, count: used - open))
    starts.append(UInt32((blocks.count - 1) * Self.blockSize + open))
    lengths.append(UInt32(length))
    used = open + length
    open = used
  }
}

/// Reads `sharedStrings.xml`. The runs of a rich text are one text; what tells how to pronounce it is left out.
final class SharedTextsParser: XMLPushParser {
  private let texts: SharedTexts
  private var isInText = false
  private var phonetic = 0

  init(into texts: SharedTexts) { self.texts = texts }

  override func start(_ name: XMLName, _ attributes: XMLAttributes) {
    if name.letter == 0x74 {
      isInText = phonetic == 0
    } else if name == "rPh" {
      phonetic += 1
    }
  }

  override func end(_ name: XMLName) {
    if name.letter == 0x74 {
      isInText = false
    } else if name == "rPh" {
      phonetic -= 1
    } else if name == "si" {
      do { try texts.finish() } catch { stop(error) }
    }
  }

  override func text(_ bytes: UnsafeRawBufferPointer) {
    guard isInText else { return }
    do { try texts.append(bytes) } catch { stop(error) }
  }
}
