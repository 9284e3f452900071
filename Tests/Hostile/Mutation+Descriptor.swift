extension Mutation {
  private static let invalid = HostileCase.Outcome.refusedAs(["intake.descriptor_invalid"])

  /// Ways to spoil a descriptor.
  static let ofDescriptors: [Mutation] = [
    json("a key is missing") { text, dice in
      let key = dice.pick([
        "name", "created", "soko:schemaVersion", "soko:schoolCode", "soko:academicYear",
        "soko:mode", "soko:asOf", "resources",
      ])
      text = text.replacing("\"\(key)\": ", with: "\"x-\(key)\": ", maxReplacements: 1)
      return invalid
    },
    json("a value is of another kind") { text, dice in
      let key = dice.pick([
        "name", "created", "soko:schemaVersion", "soko:schoolCode", "soko:academicYear",
        "soko:mode", "soko:asOf", "soko:kind",
      ])
      let value = dice.pick(["[]", "{}", "true", "-1", "1e300", "\"\"", "\"\\u0000\"", "[[[]]]"])
      text = with(text, "\"\(key)\": \(value)", insteadOf: key)
      return invalid
    },
    json("a year is none") { text, dice in
      let value = dice.pick(["0", "-2025", "99999", "2025.5", "\"2025\"", "9223372036854775808"])
      text = with(text, "\"soko:academicYear\": \(value)", insteadOf: "soko:academicYear")
      return invalid
    },
    json("a key stands twice") { text, dice in
      let key = dice.pick(["\"name\": \"x\"", "\"soko:schoolCode\": \"s2\"", "\"resources\": []"])
      text = added(text, key)
      return invalid
    },
    json("a key stands twice, once escaped") { text, _ in
      text = added(text, "\"soko\\u003aschoolCode\": \"s2\"")
      return invalid
    },
    json("it is nested too deep") { text, dice in
      let depth = dice.pick([33, 600, 100_000])
      text = added(
        text,
        "\"x\": \(String(repeating: "[", count: depth))\(String(repeating: "]", count: depth))")
      return invalid
    },
    json("it is nested and not closed") { text, dice in
      text = String(repeating: dice.pick(["[", "{\"a\":"]), count: 1_000_000)
      return invalid
    },
    json("it is nested as deep as may be") { text, _ in
      text = added(
        text, "\"x\": \(String(repeating: "[", count: 30))\(String(repeating: "]", count: 30))")
      return nil
    },
    json("a number is no number") { text, dice in
      text = added(
        text,
        "\"x\": "
          + dice.pick(["1e999", "-1e999", "01", "1.", ".5", "+1", "NaN", "Infinity", "0x10", "-"]))
      return invalid
    },
    json("a number is large") { text, dice in
      text = added(
        text, "\"x\": " + dice.pick(["99999999999999999999999", "-1E+300", "1e-400", "-0", "0e0"]))
      return nil
    },
    json("half of a pair of surrogates") { text, dice in
      text = added(
        text, "\"x\": \"\(dice.pick(["\\ud800", "\\udc00", "\\ud800\\ud800", "\\ud800x"]))\"")
      return invalid
    },
    json("a pair of surrogates") { text, _ in
      text = added(text, "\"x\": \"\\ud83d\\ude00\"")
      return nil
    },
    json("a text is large") { text, _ in
      text = added(text, "\"x\": \"\(String(repeating: "a b ", count: 700_000))\"")
      return nil
    },
    json("a text is too large") { text, _ in
      text = added(text, "\"x\": \"\(String(repeating: "a", count: 5_000_000))\"")
      return invalid
    },
    json("there are too many values") { text, dice in
      text = added(
        text,
        "\"x\": [\(String(repeating: dice.pick(["0,", "[],", "\"\",", "{},"]), count: 400_000))0]")
      return invalid
    },
    json("a comma too many") { text, _ in
      text = added(text, "\"x\": [1,]")
      return invalid
    },
    json("a comment") { text, _ in
      text = "// x\n" + text
      return invalid
    },
    json("something stands behind it") { text, dice in
      text += dice.pick(["}", "x", "{}", "\u{0}"])
      return invalid
    },
    json("it is cut off") { text, dice in
      text.removeLast(1 + dice.below(text.count - 1))
      return invalid
    },
    json("blanks and a mark") { text, _ in
      text = "\u{FEFF}\r\n\t \(text)\r\n "
      return nil
    },
    json("a key is escaped") { text, _ in
      text = text.replacing("\"resources\"", with: "\"\\u0072esources\"")
      return nil
    },
    json("an escape is none") { text, dice in
      text = added(text, "\"x\": \"\(dice.pick(["\\x", "\\u12", "\\u00zz", "\\", "\\U0041"]))\"")
      return invalid
    },
    json("a table's path leads out") { text, dice in
      let path = dice.pick([
        "../x.csv", "/etc/passwd", "C:\\\\x.csv", "a//b", ".", "", "x\\u0000.csv",
      ])
      text = text.replacing(/"path": "[^"]*"/, with: "\"path\": \"\(path)\"", maxReplacements: 1)
      return invalid
    },
    json("a table's path leads to the descriptor") { text, _ in
      text = text.replacing(
        /"path": "[^"]*"/, with: "\"path\": \"datapackage.json\"", maxReplacements: 1)
      return invalid
    },
    json("a table is none") { text, _ in
      text = text.replacing(
        /\{"name": "[^"]*"/, with: "{\"name\": \"pg_shadow\"", maxReplacements: 1)
      return .refusedAs(["intake.resource_unknown"])
    },
    json("a table's file is not there") { text, _ in
      text = text.replacing(/"path": "[^"]*"/, with: "\"path\": \"x.csv\"", maxReplacements: 1)
      return .refusedAs(["intake.file_missing"])
    },
    json("a table is listed a thousand times") { text, _ in
      let one = "{\"name\": \"student\", \"path\": \"student.csv\"},"
      text = text.replacing(
        "\"resources\": [", with: "\"resources\": [" + String(repeating: one, count: 1000))
      return .refusedAs(["intake.descriptor_invalid", "intake.resource_repeated"])
    },
    json("a hash is another") { text, _ in
      let hash = String(repeating: "0", count: 64)
      text = text.replacing(
        "\"encoding\": ", with: "\"hash\": \"sha256:\(hash)\", \"encoding\": ", maxReplacements: 1)
      return .refusedAs(["intake.file_changed"])
    },
    json("a hash is none") { text, dice in
      let hash = dice.pick(["\"md5:0\"", "\"sha256:xyz\"", "\"sha256:\"", "7", "[]"])
      text = text.replacing(
        "\"encoding\": ", with: "\"hash\": \(hash), \"encoding\": ", maxReplacements: 1)
      return invalid
    },
    json("a size is claimed of 10 GB") { text, _ in
      text = text.replacing(
        "\"encoding\": ", with: "\"bytes\": 10737418240, \"encoding\": ", maxReplacements: 1)
      return nil
    },
    json("a size is none") { text, dice in
      let size = dice.pick(["-1", "\"1\"", "1e30", "[]"])
      text = text.replacing(
        "\"encoding\": ", with: "\"bytes\": \(size), \"encoding\": ", maxReplacements: 1)
      return invalid
    },
    package("descriptor: one bit is flipped") { draft, dice in
      let sound = draft.rows ?? [:]
      var bytes = Array(draft.descriptor.utf8)
      bytes[dice.below(bytes.count)] ^= 1 << UInt8(dice.below(7))
      draft.descriptor = String(decoding: bytes, as: UTF8.self)
      // The name of a table may turn into that of another, of which the file has no columns.
      return .rowsOrRefused(sound)
    },
  ]

  private static func json(
    _ name: String,
    _ change: @escaping @Sendable (inout String, inout Dice) -> HostileCase.Outcome?
  ) -> Mutation {
    package("descriptor: \(name)") { draft, dice in change(&draft.descriptor, &dice) }
  }

  private static func added(_ text: String, _ member: String) -> String {
    text.replacing("{\n", with: "{\n  \(member),\n", maxReplacements: 1)
  }

  private static func with(_ text: String, _ member: String, insteadOf key: String) -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      line.hasPrefix("  \"\(key)\":") ? "  \(member)," : String(line)
    }
    return lines.joined(separator: "\n")
  }
}
