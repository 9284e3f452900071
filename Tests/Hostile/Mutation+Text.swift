extension Mutation {
  /// Ways to spoil the text of a table.
  static let ofText: [Mutation] = [
    text("one byte is another") { csv, dice in
      csv[dice.below(csv.count)] = dice.byte()
    },
    text("one bit is flipped") { csv, dice in
      csv[dice.below(csv.count)] ^= 1 << UInt8(dice.below(8))
    },
    text("bytes are left out") { csv, dice in
      let start = dice.below(csv.count)
      csv.removeSubrange(start..<min(csv.count, start + 1 + dice.below(6)))
    },
    text("bytes are put in") { csv, dice in
      let bytes = (0..<1 + dice.below(6)).map { _ in dice.byte() }
      csv.insert(contentsOf: bytes, at: dice.below(csv.count))
    },
    text("a quote stands anywhere") { csv, dice in
      csv.insert(UInt8(ascii: "\""), at: dice.below(csv.count))
    },
    text("a delimiter stands anywhere") { csv, dice in
      csv.insert(dice.pick(Array(",;\t".utf8)), at: dice.below(csv.count))
    },
    text("a line break stands anywhere") { csv, dice in
      csv.insert(contentsOf: dice.pick([[0x0A], [0x0D], [0x0D, 0x0A]]), at: dice.below(csv.count))
    },
    text("a zero byte stands anywhere") { csv, dice in csv.insert(0, at: dice.below(csv.count)) },
    text("it is cut off") { csv, dice in csv.removeLast(dice.below(csv.count)) },
    lines("a line is left out") { lines, dice in
      if lines.count > 1 { lines.remove(at: 1 + dice.below(lines.count - 1)) }
    },
    lines("a line stands twice") { lines, dice in
      lines.insert(dice.pick(lines), at: lines.count)
    },
    lines("the header is left out") { lines, _ in lines.removeFirst() },
    lines("a line is half a line") { lines, dice in
      let index = dice.below(lines.count)
      lines[index].removeLast(lines[index].count / 2)
    },
    text("lines end as on Windows") { csv, _ in
      csv = csv.flatMap { $0 == 0x0A ? [0x0D, 0x0A] : [$0] }
    },
    text("lines end as on old Macs") { csv, _ in csv = csv.map { $0 == 0x0A ? 0x0D : $0 } },
    text("every cell is quoted") { csv, dice in
      csv = quoted(csv, dice.pick([true, false]))
    },
    text("it begins with a mark") { csv, _ in csv = [0xEF, 0xBB, 0xBF] + csv },
    text("it begins with two marks") { csv, _ in
      csv = [0xEF, 0xBB, 0xBF, 0xEF, 0xBB, 0xBF] + csv
    },
    text("it is UTF-16 and says UTF-8") { csv, _ in
      csv = [0xFF, 0xFE] + csv.flatMap { [$0, 0] }
    },
    text("a cell is not in its encoding") { csv, dice in
      let bytes: [[UInt8]] = [
        [0xC0, 0xAF], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xFF], [0xD0], [0x80],
        [0xF0, 0x82, 0x82, 0xAC],
      ]
      csv.insert(contentsOf: dice.pick(bytes), at: dice.below(csv.count))
    },
    text("a cell is very long") { csv, dice in
      let length = dice.pick([65, 201, 5000, 70_000, 1_100_000])
      csv.insert(contentsOf: Array(repeating: 0x78, count: length), at: dice.below(csv.count))
    },
    text("a row has a thousand cells and more") { csv, dice in
      csv += Array(repeating: UInt8(ascii: ","), count: dice.pick([999, 1001, 20_000]))
      csv += Array(repeating: UInt8(ascii: ";"), count: 2000)
    },
    text("blank lines are everywhere") { csv, _ in
      csv = csv.flatMap { $0 == 0x0A ? [0x0A, 0x0A, 0x20, 0x0A] : [$0] }
    },
    text("blanks are around the cells") { csv, _ in
      csv = csv.flatMap { $0 == 0x0A ? [0x20, 0x09, 0x20, 0x0A] : [$0] }
    },
    text("nothing is left") { csv, _ in csv = [] },
    text("digits are swapped for letters") { csv, dice in
      let places = csv.indices.filter { (0x30...0x39).contains(csv[$0]) }
      if !places.isEmpty { csv[dice.pick(places)] = dice.pick(Array("oOlIxeE+-.,".utf8)) }
    },
    text("a number is beyond all bounds") { csv, dice in
      let places = csv.indices.filter { (0x30...0x39).contains(csv[$0]) }
      if !places.isEmpty {
        csv.insert(contentsOf: Array("99999999999999999999".utf8), at: dice.pick(places))
      }
    },
    text("formulas stand where values do") { csv, dice in
      csv.insert(contentsOf: Array("=cmd|' /C calc'!A0".utf8), at: dice.below(csv.count))
    },
    text("marks of direction stand anywhere") { csv, dice in
      csv.insert(
        contentsOf: dice.pick([[0xE2, 0x80, 0xAE], [0xE2, 0x81, 0xA6]]), at: dice.below(csv.count))
    },
  ]

  private static func text(
    _ name: String, _ change: @escaping @Sendable (inout [UInt8], inout Dice) -> Void
  ) -> Mutation {
    package("text: \(name)") { draft, dice in
      let index = dice.below(draft.tables.count)
      change(&draft.tables[index].csv, &dice)
      return nil
    }
  }

  private static func lines(
    _ name: String, _ change: @escaping @Sendable (inout [[UInt8]], inout Dice) -> Void
  ) -> Mutation {
    text(name) { csv, dice in
      var lines = csv.split(separator: 0x0A).map { Array($0) }
      change(&lines, &dice)
      csv = lines.flatMap { $0 + [0x0A] }
    }
  }

  /// Quotes around every cell; of a text without quotes.
  private static func quoted(_ csv: [UInt8], _ hasBreak: Bool) -> [UInt8] {
    var result = [UInt8(ascii: "\"")]
    for (index, byte) in csv.enumerated() {
      switch byte {
      case UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t"):
        result += [UInt8(ascii: "\""), byte, UInt8(ascii: "\"")]
      case 0x0A where index == csv.count - 1: result += Array(hasBreak ? "\"\n".utf8 : "\"".utf8)
      case 0x0A: result += Array("\"\n\"".utf8)
      default: result.append(byte)
      }
    }
    return result
  }
}
