internal import Foundation
package import Postgres

/// What the database holds, beside what an independent count of the bundles says it must.
package struct Recount: Sendable, Decodable {
  package let bundles: Int
  package let rows: Int
  package let lostBundles: Int
  package let duplicatedBundles: Int
  package let brokenBytes: Int
  package let unfinished: Int
  package let lostRows: Int
  package let surplusRows: Int
  package let changedRows: Int
  package let halfLoadedSlices: Int
  package let wrongStates: Int
  package let wrongSlices: Int
  package let wrongTotals: Int
  package let wrongRegister: Int
  package let states: [String: Int]
  package let details: [String]

  package var isEqual: Bool { details.isEmpty && figures.allSatisfy { $0.1 == 0 } }

  /// Everything that must be zero.
  package var figures: [(String, Int)] {
    [
      ("bundles lost", lostBundles), ("bundles twice", duplicatedBundles),
      ("bundles with broken bytes", brokenBytes), ("bundles without an end", unfinished),
      ("rows lost", lostRows), ("rows twice or unknown", surplusRows),
      ("rows with other values", changedRows), ("slices half loaded", halfLoadedSlices),
      ("states wrong", wrongStates), ("slices of the ledger wrong", wrongSlices),
      ("problem totals wrong", wrongTotals), ("schools of the register wrong", wrongRegister),
    ]
  }

  /// Counts the bundles of `folder` that were sent, and compares.
  package static func perform(folder: String, sent: [String], database: Address) throws -> Recount {
    try sent.joined(separator: "\n").write(
      toFile: folder + "/sent.txt", atomically: true, encoding: .utf8)
    let text = try Python.run("recount.py", [folder, database.conninfo])
    return try JSONDecoder().decode(Recount.self, from: text)
  }
}

/// The scripts beside this file: a second reader and writer of bundles that shares nothing with the program.
enum Python {
  @discardableResult
  static func run(_ script: String, _ arguments: [String]) throws -> Data {
    guard let path = Bundle.module.url(forResource: "Python", withExtension: nil)?.path else {
      throw FaultError.notStarted(script, "it is not beside the program")
    }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", "\(path)/\(script)"] + arguments
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw FaultError.failed(script, "see above") }
    return data
  }
}
