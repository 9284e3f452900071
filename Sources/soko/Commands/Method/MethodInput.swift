import ArgumentParser
import Intake
import Schools
import Statistics

/// The table and what every method has.
struct MethodInput: ParsableArguments {
  @Option(name: .customLong("input"), help: "The table: .csv or .csv.gz.") var path: String
  @Option(help: "Threads to work on; what comes out is the same (default: all).") var threads: Int?
  @Option(help: "Language of messages: ru or en.") var language = "ru"

  func validate() throws {
    guard Language(rawValue: language) != nil else {
      throw ValidationError("--language is ru or en")
    }
    guard threads.map({ $0 > 0 }) ?? true else { throw ValidationError("--threads is 1 or more") }
  }

  /// Reads the columns asked for, lets `body` make a document of them and prints it.
  func print(
    texts: [String], numbers: [String], _ body: (PlainTable) throws -> MethodDocument
  ) throws {
    let language = Language(rawValue: language) ?? .ru
    do {
      let table = try PlainTable.read(path: path, texts: texts, numbers: numbers)
      Console.data(try Parallel.$threads.withValue(threads) { try body(table) }.json.rowText)
    } catch let refused as TableRefused {
      throw MethodRefusal(refused.problems, language)
    } catch let fault as MethodFault {
      throw MethodRefusal([fault.problem(in: path)], language)
    }
  }
}

/// What a method cannot work with: a problem's code, its place and words.
struct MethodFault: Error {
  let code: String
  var row: Int32?
  var column: String?
  var arguments: [String: String] = [:]

  init(
    _ code: String, row: Int32? = nil, column: String? = nil, _ arguments: [String: String] = [:]
  ) {
    self.code = code
    self.row = row
    self.column = column
    self.arguments = arguments
  }

  static func option(_ name: String, _ expected: String) -> MethodFault {
    MethodFault("method.option_malformed", ["option": name, "expected": expected])
  }

  /// Throws unless the option's list is as long as the columns'.
  static func check(_ name: String, _ count: Int, is expected: Int) throws {
    guard count == expected else {
      throw MethodFault(
        "method.list_length",
        ["option": name, "found": String(count), "expected": String(expected)])
    }
  }

  static func rows(_ found: Int, needed: Int) throws {
    guard found >= needed else {
      throw MethodFault(
        "method.rows_too_few", ["found": String(found), "needed": String(needed)])
    }
  }

  func problem(in path: String) -> Problem {
    Problem(
      code, at: .init(file: path, row: row.map { Int($0) }, column: column), arguments)
  }
}

/// A table or an option that a method refuses, as it is told.
struct MethodRefusal: Error, CustomStringConvertible {
  let problems: [Problem]
  let language: Language

  init(_ problems: [Problem], _ language: Language) {
    self.problems = problems
    self.language = language
  }

  /// Whether the command was wrong, and not the table.
  var isUsage: Bool {
    let usage: Set = [
      "method.column_missing", "method.option_malformed", "method.list_length",
      "method.geometric_of_negative", "method.slope_unknown", "method.id_unknown",
    ]
    return problems.contains { usage.contains($0.code) }
  }

  var description: String {
    problems.map { "\($0.code): \(ProblemText.line($0, language))" }.joined(separator: "\nsoko: ")
  }
}
