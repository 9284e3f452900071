/// Tells at a glance that a cell holds nothing of a person; what is left is looked at in earnest.
enum PersonalDataSieve {
  /// The least bytes in which any form of personal data fits: `a@b.ru`.
  static let least = 6
  /// The length of a pseudonym in its canonical form.
  static let keyLength = 26

  /// Whether `cell` is short, or a pseudonym in its canonical form, or lower-case Latin letters and a few digits
  /// that end in no patronymic.
  @inline(__always)
  static func isClear(_ cell: UnsafeRawBufferPointer, isKey: Bool) -> Bool {
    if cell.count < least { return true }
    if cell.count == keyLength { return plainness(cell) & highBits == 0 }
    return !isKey && isClearWord(cell)
  }

  /// Whether `cell` is a word of lower-case Latin letters and few digits that ends in no patronymic.
  private static func isClearWord(_ cell: UnsafeRawBufferPointer) -> Bool {
    guard cell.count >= 8, plainness(cell) & highBits == 0 else { return false }
    return cell.count { $0 < 0x3A } < 8 && !endsInPatronymic(cell)
  }

  private static let highBits: UInt64 = 0x8080_8080_8080_8080

  /// Eight bytes or more, folded into one word whose high bits are zero when all are `a`–`z` or `0`–`9`.
  @inline(__always)
  private static func plainness(_ cell: UnsafeRawBufferPointer) -> UInt64 {
    var bad: UInt64 = 0
    var offset = 0
    let last = cell.count - 8
    while true {
      let word = cell.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
      // Each byte is below 0x80 here, else the word is bad anyway: no lane overflows into the next.
      let low = word & 0x7F7F_7F7F_7F7F_7F7F
      let isLetter = (low &+ 0x1F1F_1F1F_1F1F_1F1F) & ~(low &+ 0x0505_0505_0505_0505)
      let isDigit = (low &+ 0x5050_5050_5050_5050) & ~(low &+ 0x4646_4646_4646_4646)
      bad |= word | ~(isLetter | isDigit)
      if offset >= last { return bad }
      offset = min(offset + 8, last)
    }
  }

  @inline(__always)
  private static func endsInPatronymic(_ cell: UnsafeRawBufferPointer) -> Bool {
    let end = cell.loadUnaligned(fromByteOffset: cell.count - 4, as: UInt32.self)
    // `vna` and `vich`, in the order of memory.
    let tail = UInt32(littleEndian: end)
    return tail >> 8 == 0x61_6E76 || tail == 0x6863_6976
  }

  /// Whether a cell that is no key needs no closer look: no letter beyond ASCII, no capital, no `@`, few digits, and
  /// no patronymic.
  static func isClearText(_ cell: UnsafeRawBufferPointer) -> Bool {
    var digits = 0
    var previous: UInt8 = 0
    for byte in cell {
      switch byte {
      case 0x30...0x39: digits += 1
      case 0x41...0x5A, 0x40, 0x80...: return false
      // `vn` and `vi`: the heart of a patronymic.
      case UInt8(ascii: "n"), UInt8(ascii: "i"):
        if previous == UInt8(ascii: "v") { return false }
      default: break
      }
      previous = byte
    }
    return digits < 7
  }

  /// The bytes of a cell of decimal digits only, 8 to 12 of them.
  static func isBareNumber(_ cell: UnsafeRawBufferPointer) -> Bool {
    (8...12).contains(cell.count) && cell.allSatisfy { $0 &- 0x30 <= 9 }
  }
}
