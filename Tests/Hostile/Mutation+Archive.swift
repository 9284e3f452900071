extension Mutation {
  private static let unsafe = HostileCase.Outcome.refusedAs(["intake.archive_entry_unsafe"])
  private static let ambiguous = HostileCase.Outcome.refusedAs(["intake.archive_ambiguous"])
  private static let unreadable = HostileCase.Outcome.refusedAs(["intake.archive_unreadable"])
  private static let padded = HostileCase.Outcome.refusedAs(["intake.archive_padded"])

  /// Ways to spoil an archive.
  static let ofArchives: [Mutation] = [
    bytes("archive: one bit is flipped") { draft, dice in
      var bytes = draft.zip.bytes()
      bytes[dice.below(bytes.count)] ^= 1 << UInt8(dice.below(8))
      return (bytes, .rowsOrRefused(draft.rows ?? [:]))
    },
    bytes("archive: many bytes are others") { draft, dice in
      var bytes = draft.zip.bytes()
      for _ in 0..<20 { bytes[dice.below(bytes.count)] = dice.byte() }
      return (bytes, .rowsOrRefused(draft.rows ?? [:]))
    },
    bytes("archive: it is cut off") { draft, dice in
      let bytes = draft.zip.bytes()
      return (Array(bytes.prefix(dice.below(bytes.count))), .refused)
    },
    bytes("archive: its beginning is missing") { draft, dice in
      let bytes = draft.zip.bytes()
      return (Array(bytes.dropFirst(1 + dice.below(bytes.count - 1))), .refused)
    },
    bytes("archive: a piece stands twice") { draft, dice in
      var bytes = draft.zip.bytes()
      let start = dice.below(bytes.count)
      let piece = Array(bytes[start..<min(bytes.count, start + 1 + dice.below(300))])
      bytes.insert(contentsOf: piece, at: dice.below(bytes.count))
      return (bytes, .rowsOrRefused(draft.rows ?? [:]))
    },
    zip("archive: something stands behind it") { _, zip, dice in
      zip.suffix = Array(repeating: dice.byte(), count: 1 + dice.below(60_000))
      return .refusedAs(["intake.archive_padded", "intake.archive_unreadable"])
    },
    zip("archive: something stands before it") { _, zip, dice in
      zip.prefix = Array("PK".utf8) + Array(repeating: dice.byte(), count: 1 + dice.below(9000))
      return padded
    },
    zip("archive: a program stands before it") { _, zip, dice in
      zip.prefix = Array("MZ".utf8) + Array(repeating: dice.byte(), count: 1 + dice.below(9000))
      return unreadable
    },
    zip("archive: something lies between its files") { _, zip, dice in
      let index = dice.below(zip.entries.count)
      zip.entries[index].gap = Array(repeating: dice.byte(), count: 65 + dice.below(9000))
      return padded
    },
    zip("archive: it has a comment") { _, zip, dice in
      zip.comment = Array(repeating: 0x78, count: dice.pick([1, 100, 16_000]))
      return nil
    },
    zip("archive: sizes stand behind the data") { _, zip, _ in
      for index in zip.entries.indices { zip.entries[index].hasDescriptor = true }
      return nil
    },
    zip("archive: a file calls itself otherwise") { _, zip, dice in
      let index = dice.below(zip.entries.count)
      zip.entries[index].ownName = Array("class.csv~".utf8)
      return ambiguous
    },
    zip("archive: a file gives its size otherwise") { _, zip, dice in
      zip.entries[dice.below(zip.entries.count)].ownSizeSaid = dice.pick([0, 1, 0x7FFF_FFFF])
      return ambiguous
    },
    zip("archive: a size is claimed of 4 GB") { _, zip, dice in
      let index = dice.below(zip.entries.count)
      zip.entries[index].sizeSaid = 0xFFFF_FFFE
      if dice.below(2) == 0 { zip.entries[index].packedSaid = 0xFFFF_FFFE }
      return ambiguous
    },
    zip("archive: a size is more than there is") { _, zip, dice in
      let index = dice.below(zip.entries.count)
      zip.entries[index].packedSaid = zip.entries[index].data.count + 1 + dice.below(5000)
      return ambiguous
    },
    zip("archive: a deflated file is none") { _, zip, dice in
      zip.entries[dice.below(zip.entries.count)].method = 8
      return .refusedAs(["intake.archive_unreadable"])
    },
    zip("archive: a checksum is another") { _, zip, dice in
      zip.entries[dice.below(zip.entries.count)].checksum ^= 1
      return unreadable
    },
    zip("archive: a name leads out") { _, zip, dice in
      let name = dice.pick([
        "../student.csv", "/student.csv", "a/../../b", "..", ".", "a/./b", "a//b", "C:x", "c:/x",
        "..\\x", "a\\b", "\\\\host\\x", "", "a\u{202E}b", "a\nb", "a\u{7F}b", "con:x",
      ])
      zip.entries[dice.below(zip.entries.count)].name = Array(name.utf8)
      return unsafe
    },
    zip("archive: a name holds a zero") { _, zip, dice in
      zip.entries[dice.below(zip.entries.count)].name += [0] + Array(".exe".utf8)
      return unsafe
    },
    zip("archive: a name is very long") { _, zip, dice in
      zip.entries[dice.below(zip.entries.count)].name = Array(
        repeating: 0x61, count: dice.pick([1025, 9000, 65_535]))
      return unsafe
    },
    zip("archive: a name stands twice") { _, zip, dice in
      zip.entries.append(dice.pick(zip.entries))
      return .refusedAs(["intake.archive_entry_repeated"])
    },
    zip("archive: names differ in case only") { _, zip, dice in
      var entry = dice.pick(zip.entries)
      entry.name = entry.name.map { (0x61...0x7A).contains($0) ? $0 - 0x20 : $0 }
      zip.entries.append(entry)
      return .refusedAs(["intake.archive_entry_repeated"])
    },
    zip("archive: an entry is no file") { _, zip, dice in
      let index = dice.below(zip.entries.count)
      // A link, a device of characters, one of blocks, a socket, a folder with data.
      zip.entries[index].mode = dice.pick([
        0o120777, 0o020666, 0o060666, 0o140666, 0o040777,
      ])
      return unsafe
    },
    zip("archive: a file is encrypted") { _, zip, dice in
      zip.entries[dice.below(zip.entries.count)].flags |= dice.pick([1, 0x41, 0x2001])
      return .refusedAs(["intake.archive_encrypted"])
    },
    zip("archive: a method is not known") { _, zip, dice in
      zip.entries[dice.below(zip.entries.count)].method = dice.pick([
        1, 6, 9, 10, 12, 14, 18, 93, 95, 97, 98, 99, 1000, 65_535,
      ])
      return .refusedAs(["intake.archive_method_unsupported"])
    },
    zip("archive: files share their bytes") { _, zip, dice in
      var entry = zip.entries[0]
      entry.sharesWith = 0
      zip.entries += Array(repeating: entry, count: 1 + dice.below(40))
      return ambiguous
    },
    zip("archive: it counts its files otherwise") { _, zip, dice in
      zip.countSaid = dice.pick([0, 1000, 65_535, zip.entries.count + 1, zip.entries.count - 1])
      return .refusedAs(["intake.archive_ambiguous", "intake.archive_entries_too_many"])
    },
    zip("archive: its directory is elsewhere") { _, zip, dice in
      zip.offsetSaid = dice.pick([0, 1, 0x7FFF_FFFF, 0xFFFF_FFFF])
      return .refusedAs(["intake.archive_padded", "intake.archive_unreadable"])
    },
    zip("archive: more files than may be") { draft, zip, _ in
      zip.entries += (0..<10_000).map { RawZip.Entry("x\($0)", []) }
      return .refusedAs(["intake.archive_entries_too_many"])
    },
    zip("archive: as many files as may be") { draft, zip, _ in
      zip.entries += (0..<(10_000 - zip.entries.count)).map { RawZip.Entry("x\($0)", []) }
      return nil
    },
    zip("archive: all lies in a folder") { _, zip, _ in
      for index in zip.entries.indices {
        zip.entries[index].name = Array("пакет/".utf8) + zip.entries[index].name
      }
      return nil
    },
    zip("archive: other files lie about") { _, zip, _ in
      zip.entries += [
        RawZip.Entry("__MACOSX/._x", [0, 5, 22, 7]), RawZip.Entry(".DS_Store", [0, 0]),
        RawZip.Entry("readme.txt", Array("ok".utf8)),
      ]
      return nil
    },
    zip("archive: a zip lies in it") { _, zip, _ in
      zip.entries.append(RawZip.Entry("inner.zip", RawZip([RawZip.Entry("a", [1])]).bytes()))
      return .refusedAs(["intake.file_unchecked"])
    },
    bytes("archive: it is of another kind") { draft, dice in
      (OtherArchive.bytes(dice.pick(OtherArchive.Kind.allCases)), unreadable)
    },
    zip("archive: a thousandfold bomb") { draft, zip, dice in
      let index = 1 + dice.below(draft.tables.count)
      zip.entries[index] = .bomb(draft.tables[index - 1].path, count: 80 << 20)
      return .refusedAs(["intake.archive_too_large", "intake.row_too_long"])
    },
  ]
}

/// Archives of kinds that the library behind the door would read gladly.
package enum OtherArchive {
  package enum Kind: CaseIterable, Sendable {
    case tar, cpio, ar, mtree, sevenZip, gzip, iso, xar, rar, warc, cab
  }

  package static func bytes(_ kind: Kind) -> [UInt8] {
    func padded(_ text: String, _ length: Int) -> [UInt8] {
      Array((Array(text.utf8) + Array(repeating: 0, count: length)).prefix(length))
    }
    switch kind {
    case .tar:
      var head =
        padded("datapackage.json", 100) + padded("0000644", 8) + padded("0000000", 8)
        + padded("0000000", 8) + padded("00000000002", 12) + padded("00000000000", 12)
      let rest = Array("0".utf8) + padded("", 100) + padded("ustar\u{0}00", 255)
      let sum = (head + rest).reduce(8 * 32) { $0 + Int($1) }
      head += padded("0" + String(sum, radix: 8), 7) + [0x20]
      return head + rest + padded("{}", 512) + padded("", 1024)
    case .cpio:
      func field(_ value: Int) -> String { "0000000" + String(value, radix: 16) }
      let name = "datapackage.json"
      let fields = [1, 0o100644, 0, 0, 1, 0, 2, 0, 0, 0, 0, name.utf8.count + 1, 0]
      let head = "070701" + fields.map { String(field($0).suffix(8)) }.joined()
      return Array((head + name).utf8) + [0, 0] + padded("{}", 4)
    case .ar:
      return Array("!<arch>\ndatapackage.json0           0     0     644     2         `\n{}".utf8)
    case .mtree: return Array("#mtree\ndatapackage.json type=file content=/etc/passwd\n".utf8)
    case .sevenZip: return [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C, 0, 4] + padded("", 24)
    case .gzip:
      return [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 1, 2, 0, 0xFD, 0xFF, 0x7B, 0x7D] + padded("", 8)
    case .iso:
      return padded("", 32_768) + [1] + padded("CD001\u{1}", 2047) + [255]
        + padded("CD001\u{1}", 2047)
    case .xar: return padded("xar!", 4) + [0, 28, 0, 1] + padded("", 20)
    case .rar: return padded("Rar!\u{1A}\u{7}\u{1}", 8) + padded("", 40)
    case .warc: return Array("WARC/1.0\r\nWARC-Type: resource\r\nContent-Length: 2\r\n\r\n{}".utf8)
    case .cab: return padded("MSCF", 60)
    }
  }
}
