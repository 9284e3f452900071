import Foundation
import Testing

/// `soko method` as a person runs it.
struct MethodRun {
  let status: Int32
  let output: String
  let errors: String

  /// Runs a method; `table` becomes the file that `--input` names.
  init(_ arguments: [String], table: String? = nil, input: String? = nil) throws {
    let home = try CommandTests.temporary()
    defer { try? FileManager.default.removeItem(at: home) }
    var path = input
    if let table {
      let file = home.appendingPathComponent("table.csv")
      try Data(table.utf8).write(to: file)
      path = file.path
    }
    let outcome = try CommandTests.run(
      CommandTests.products().appendingPathComponent("soko"),
      ["method"] + arguments + (path.map { ["--input", $0] } ?? []), home: home)
    (status, output, errors) = (outcome.status, outcome.output, outcome.errors)
  }

  func document<Document: Decodable>(as type: Document.Type) throws -> Document {
    try #require(status == 0, "\(errors)")
    return try JSONDecoder().decode(Document.self, from: Data(output.utf8))
  }

  /// The exam results of 65 schools of inner London, which the repository ships.
  static let exam = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
    .appendingPathComponent("examples/inner-london/data/exam.csv.gz").path

  /// A reference result, which is not shipped: under the folder named by `SOKO_REFERENCE_DATA`.
  static func reference(_ path: String) -> Data? {
    ProcessInfo.processInfo.environment["SOKO_REFERENCE_DATA"].flatMap {
      FileManager.default.contents(atPath: "\($0)/reference-results/\(path)")
    }
  }
}
