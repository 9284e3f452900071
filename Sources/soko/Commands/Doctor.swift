import ArgumentParser
import Foundation
import Intake
import Pipeline
import Postgres
import Reports
import SQLFiles
import Schools

struct Doctor: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Check that this machine and this database have what soko needs.",
    discussion: """
      Prints a line per check; exits with 3 when one fails. What only documents need
      is a lack and no failure. Of disks it looks at
      that of temporary files, where a bundle is read, and at that of the private
      PostgreSQL; a server of your own needs a watch of its own.

      EXAMPLES
        soko doctor
        soko doctor --least-free 15
        soko doctor --format json
      """)

  @OptionGroup var home: HomeOptions
  @Option(help: "Percent of a disk that must be free.") var leastFree = 10.0
  @Option(help: "text, json or csv.") var format = OutputFormat.text

  func validate() throws {
    guard (0...99).contains(leastFree) else {
      throw ValidationError("--least-free is 0 to 99")
    }
  }

  func run() async throws {
    var rows: [[String]] = []
    func check(_ name: String, _ body: () async throws -> String) async {
      do {
        rows.append(["ok", name, try await body()])
      } catch {
        rows.append(["FAIL", name, Failure.sentence(of: error)])
      }
    }
    await check("program files") { try ProgramFiles().sql().path }
    await check("catalog") {
      let catalog = try Catalog(CatalogFile.program(ProgramFiles()))
      return "\(catalog.definitions.count) indicators"
    }
    await check("encodings") { try TextEncoding.readable().joined(separator: ", ") }
    // A bundle is spooled whole while it is read.
    await check("disk of temporary files") {
      try room(in: NSTemporaryDirectory(), bytes: UInt64(BundleLimits().archiveBytes))
    }
    var clusterFolder: String?
    await check("database") {
      try await Site.with(home) { site in
        clusterFolder = site.cluster?.folder
        let version = try await site.workerPool(size: 1).whileOpen { pool in
          try await pool.transaction(readOnly: true) { db in
            _ = try db.value("select count(*) from core.school", as: Int.self)
            return try db.value("select current_setting('server_version')", as: String.self)
          }
        }
        return "PostgreSQL \(version)" + (site.cluster.map { ", embedded in \($0.folder)" } ?? "")
      }
    }
    if let clusterFolder {
      await check("disk of the database") { try room(in: clusterFolder, bytes: 0) }
    }
    rows += documents
    Console.data(
      try Listing(header: ["state", "check", "message"], rows: rows)
        .text(format, showsHeader: false))
    if rows.contains(where: { $0[0] == "FAIL" }) { throw Outcome.rejected }
  }

  /// What makes files of documents; all else works without.
  private var documents: [[String]] {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
    let missing = DocumentPress.missing(path: path)
    guard !missing.isEmpty else { return [["ok", "documents", "HTML, PDF, DOCX"]] }
    return missing.map { program, package, use in
      [
        "lack", "documents",
        "\(use.en) need \(program), which is not installed: apt-get install \(package)",
      ]
    }
  }

  private func room(in folder: String, bytes: UInt64) throws -> String {
    guard let space = DiskSpace(of: folder) else { throw CocoaError(.fileNoSuchFile) }
    try space.require(percent: leastFree, bytes: bytes)
    return space.sentence
  }
}

struct Psql: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Open psql on the database, as the login that loads and computes.",
    discussion: """
      Row-level policies show the owner no rows, so psql enters as soko_worker.

      EXAMPLES
        soko psql
        soko psql -- -c "select * from report_v1.publication"
      """)

  @OptionGroup var home: HomeOptions
  @Argument(parsing: .postTerminator, help: "Arguments for psql.") var arguments: [String] = []

  func run() async throws {
    let status = try await Site.with(home) { site in
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
      process.arguments = ["psql", site.logins.worker.conninfo] + arguments
      try process.run()
      process.waitUntilExit()
      return process.terminationStatus
    }
    if status != 0 { throw ExitCode(status) }
  }
}
