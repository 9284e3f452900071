internal import Intake
internal import Schools

/// A file that no honest program writes, and what must come of it.
package struct HostileCase: Sendable {
  package enum Outcome: Sendable, Hashable {
    /// It is read, and gives these rows of each table.
    case rows([String: [String]])
    /// It is refused.
    case refused
    /// It is refused for one of these reasons.
    case refusedAs([String])
    /// It is refused, or gives these rows.
    case rowsOrRefused([String: [String]])
  }

  /// What was done to a sound file.
  package let name: String
  package let seed: UInt64
  package let fileName: String
  package let bytes: [UInt8]
  package let outcome: Outcome
  /// Words that no problem may show.
  package let secrets: [String]

  /// What is not as it must be, as sentences; none when all is well.
  package func complaints(about reading: Reading) -> [String] {
    var complaints: [String] = []
    if reading.seconds > 10 { complaints.append("it took \(reading.seconds) s") }
    if let secret = reading.leak(of: secrets) { complaints.append("a problem shows \(secret)") }
    for code in reading.codes where !ProblemCatalog.contains(code) {
      complaints.append("\(code) is in no catalog")
    }
    let found = reading.codes.sorted().joined(separator: " ")
    func hold(_ rows: [String: [String]]) {
      // What looks like a person may be refused of any file, and then has no rows.
      guard !reading.isRejected else {
        if !reading.rejectingCodes.isSubset(of: ["intake.personal_data", "intake.column_personal"])
        {
          complaints.append("refused: \(found)")
        }
        return
      }
      if reading.rows != rows {
        complaints.append("rows \(reading.rows) instead of \(rows)")
      }
    }
    switch outcome {
    case .rows(let rows): hold(rows)
    case .refused where !reading.isRejected: complaints.append("not refused: \(found)")
    case .refused: break
    case .refusedAs(let codes) where reading.rejectingCodes.isDisjoint(with: codes):
      complaints.append("not refused as \(codes.joined(separator: ", ")): \(found)")
    case .refusedAs: break
    case .rowsOrRefused(let rows): if !reading.isRejected { hold(rows) }
    }
    return complaints
  }
}

/// A way to spoil a sound file, drawn by dice.
struct Mutation: Sendable {
  let name: String
  let apply: @Sendable (_ dice: inout Dice, _ seed: UInt64, _ name: String) -> HostileCase

  /// A change of a data package in pieces; the rows of its tables are what the plain reader says of them, unless the
  /// change itself says what must come.
  static func package(
    _ name: String,
    _ change: @escaping @Sendable (inout Draft, inout Dice) -> HostileCase.Outcome?
  ) -> Mutation {
    zip(name) { draft, zip, dice in
      let outcome = change(&draft, &dice)
      zip = draft.zip
      return outcome
    }
  }

  /// A change of the archive.
  static func zip(
    _ name: String,
    _ change: @escaping @Sendable (inout Draft, inout RawZip, inout Dice) -> HostileCase.Outcome?
  ) -> Mutation {
    bytes(name) { draft, dice in
      var zip = draft.zip
      let outcome = change(&draft, &zip, &dice)
      return (zip.bytes(), outcome)
    }
  }

  /// A change of the file's bytes; nil for what is said of its tables.
  static func bytes(
    _ name: String,
    _ change:
      @escaping @Sendable (inout Draft, inout Dice) -> (bytes: [UInt8], HostileCase.Outcome?)
  ) -> Mutation {
    Mutation(name: name) { dice, seed, name in
      var draft = Draft(&dice)
      let (bytes, outcome) = change(&draft, &dice)
      // A name of a column is no cell, wherever it came from.
      let headers = draft.tables.map {
        String(decoding: $0.csv.prefix { $0 != 0x0A }, as: UTF8.self)
      }
      return HostileCase(
        name: name, seed: seed, fileName: "s1.zip", bytes: bytes,
        outcome: outcome ?? draft.outcome,
        secrets: draft.secrets.filter { secret in !headers.contains { $0.contains(secret) } })
    }
  }
}

extension Draft {
  /// What the plain reader says of the tables.
  var outcome: HostileCase.Outcome { rows.map { .rows($0) } ?? .refused }

  /// The rows of every table; nil when one must be refused.
  var rows: [String: [String]]? {
    var rows: [String: [String]] = [:]
    for table in tables {
      let reader = PlainReader(table.record, delimiter: delimiter)
      guard let read = try? reader.rows(table.csv) else { return nil }
      rows[table.name] = read
    }
    return rows
  }
}

/// Files made by seed, each in one of the ways there are.
package enum HostileCorpus {
  static let mutations =
    Mutation.ofText + Mutation.ofDescriptors + Mutation.ofArchives + Mutation.ofWorkbooks
    + Mutation.ofPages

  package static var ways: Int { mutations.count }

  /// The case of a seed: seeds go through the ways in turn.
  package static func made(by seed: UInt64) -> HostileCase {
    var dice = Dice(seed: seed)
    let mutation = mutations[Int(seed % UInt64(mutations.count))]
    return mutation.apply(&dice, seed, mutation.name)
  }
}
