/// A zip written by hand, so that it may lie anywhere: about sizes, names, places, counts.
package struct RawZip: Sendable {
  package struct Entry: Sendable {
    package var name: [UInt8]
    /// As the entry itself says it; nil when as the directory does.
    package var ownName: [UInt8]?
    /// As it lies in the archive.
    package var data: [UInt8]
    package var method = 0
    package var flags = 0
    package var checksum: UInt32
    /// What is said of sizes; nil is the truth.
    package var packedSaid: Int?
    package var sizeSaid: Int?
    package var ownSizeSaid: Int?
    /// How large it unpacks.
    package var size: Int
    /// Unix mode and type, as in the high half of the external attributes.
    package var mode = 0
    /// The entry whose bytes it claims for its own.
    package var sharesWith: Int?
    /// Bytes behind its data.
    package var gap: [UInt8] = []
    package var hasDescriptor = false

    package init(_ name: String, _ bytes: [UInt8]) {
      self.init(name: Array(name.utf8), bytes)
    }

    package init(name: [UInt8], _ bytes: [UInt8]) {
      self.name = name
      (data, size) = (bytes, bytes.count)
      checksum = Checksum.of(bytes)
    }

    /// `count` zeros, deflated a thousandfold.
    package static func bomb(_ name: String, count: Int) -> Entry {
      var entry = Entry(name, Deflate.zeros(count))
      (entry.method, entry.size, entry.checksum) = (8, count, 0)
      // No one comes far enough to hold it against its checksum.
      return entry
    }
  }

  package var entries: [Entry]
  package var prefix: [UInt8] = []
  package var suffix: [UInt8] = []
  package var comment: [UInt8] = []
  package var countSaid: Int?
  package var offsetSaid: Int?

  package init(_ entries: [Entry]) { self.entries = entries }

  package func bytes() -> [UInt8] {
    var out = ByteText(prefix)
    var places: [Int] = []
    for entry in entries {
      if let shared = entry.sharesWith {
        places.append(places[shared])
        continue
      }
      places.append(out.bytes.count)
      let name = entry.ownName ?? entry.name
      out.u32(0x0403_4B50)
      out.u16(20, entry.flags | (entry.hasDescriptor ? 8 : 0), entry.method, 0, 0x21)
      if entry.hasDescriptor {
        out.u32(0, 0, 0)
      } else {
        out.u32(Int(entry.checksum), entry.packedSaid ?? entry.data.count)
        out.u32(entry.ownSizeSaid ?? entry.sizeSaid ?? entry.size)
      }
      out.u16(name.count, 0)
      out.bytes += name + entry.data
      if entry.hasDescriptor {
        out.u32(0x0807_4B50, Int(entry.checksum), entry.data.count, entry.size)
      }
      out.bytes += entry.gap
    }
    let start = out.bytes.count
    for (entry, place) in zip(entries, places) {
      out.u32(0x0201_4B50)
      out.u16(3 << 8 | 20, 20, entry.flags | (entry.hasDescriptor ? 8 : 0), entry.method, 0, 0x21)
      out.u32(
        Int(entry.checksum), entry.packedSaid ?? entry.data.count, entry.sizeSaid ?? entry.size)
      out.u16(entry.name.count, 0, 0, 0, 0)
      out.u32(entry.mode << 16, place)
      out.bytes += entry.name
    }
    let length = out.bytes.count - start
    out.u32(0x0605_4B50)
    out.u16(0, 0, countSaid ?? entries.count, countSaid ?? entries.count)
    out.u32(length, offsetSaid ?? start)
    out.u16(comment.count)
    return out.bytes + comment + suffix
  }
}

/// Numbers as bytes, the lowest first.
struct ByteText {
  var bytes: [UInt8]

  init(_ bytes: [UInt8] = []) { self.bytes = bytes }

  mutating func u16(_ values: Int...) { for value in values { add(value, 2) } }

  mutating func u32(_ values: Int...) { for value in values { add(value, 4) } }

  private mutating func add(_ value: Int, _ count: Int) {
    for place in 0..<count { bytes.append(UInt8(truncatingIfNeeded: value >> (8 * place))) }
  }
}

/// CRC-32 as zips have it.
package enum Checksum {
  private static let table: [UInt32] = (0..<256).map { index in
    (0..<8).reduce(UInt32(index)) { value, _ in
      value & 1 == 1 ? 0xEDB8_8320 ^ (value >> 1) : value >> 1
    }
  }

  package static func of(_ bytes: [UInt8]) -> UInt32 {
    var sum: UInt32 = 0xFFFF_FFFF
    for byte in bytes { sum = table[Int((sum ^ UInt32(byte)) & 0xFF)] ^ (sum >> 8) }
    return ~sum
  }
}

/// Deflated zeros (RFC 1951), about a thousand to a byte: 258 of them in two bits.
enum Deflate {
  private struct Bits {
    var bytes: [UInt8] = []
    private var held: UInt64 = 0
    private var count = 0

    /// The lowest bit first.
    mutating func add(_ value: Int, _ length: Int) {
      held |= UInt64(value) << UInt64(count)
      count += length
      while count >= 8 {
        bytes.append(UInt8(truncatingIfNeeded: held))
        held >>= 8
        count -= 8
      }
    }

    mutating func end() { add(0, 7) }
  }

  /// One block with codes of its own: 285 (258 bytes) is `0`, a zero `10`, the end `11`, the distance 1 `0`.
  static func zeros(_ count: Int) -> [UInt8] {
    var bits = Bits()
    bits.add(1, 1)
    bits.add(2, 2)
    bits.add(286 - 257, 5)
    bits.add(0, 5)
    bits.add(18 - 4, 4)
    // Lengths of codes of lengths, in the order 16 17 18 0 8 7 9 6 10 5 11 4 12 3 13 2 14 1.
    for length in [0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 2] { bits.add(length, 3) }
    // 18 is `0`, 1 is `10`, 2 is `11`, the highest bit first.
    func one() { bits.add(0b01, 2) }
    func two() { bits.add(0b11, 2) }
    func zeros(_ count: Int) {
      bits.add(0, 1)
      bits.add(count - 11, 7)
    }
    two()
    zeros(138)
    zeros(117)
    two()
    zeros(28)
    one()
    one()
    bits.add(0b01, 2)
    for _ in 0..<max(0, (count - 1) / 258) { bits.add(0, 2) }
    for _ in 0..<((count - 1) % 258) { bits.add(0b01, 2) }
    bits.add(0b11, 2)
    bits.end()
    return bits.bytes
  }
}
