import ArgumentParser
import Foundation
import Pipeline
import Postgres
import SQLFiles

struct Doctor: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Check that this machine and this database have what soko needs.",
    discussion: """
      Prints a line per check; exits with 3 when one fails.

      EXAMPLES
        soko doctor
      """)

  @OptionGroup var home: HomeOptions

  func run() async throws {
    var isSound = true
    func check(_ name: String, _ body: () async throws -> String) async {
      do {
        Console.data("ok    \(name): \(try await body())")
      } catch {
        isSound = false
        Console.data("FAIL  \(name): \(error)")
      }
    }
    await check("program files") { try ProgramFiles().sql().path }
    await check("catalog") {
      let catalog = try Catalog(CatalogFile.program(ProgramFiles()))
      return "\(catalog.definitions.count) indicators"
    }
    await check("database") {
      try await Site.with(home) { site in
        let pool = site.workerPool(size: 1)
        let version = try await pool.transaction(readOnly: true) { db in
          try db.value("select current_setting('server_version')", as: String.self)
        }
        await pool.close()
        return "PostgreSQL \(version)" + (site.cluster.map { ", embedded in \($0.folder)" } ?? "")
      }
    }
    if !isSound { throw Outcome.rejected }
  }
}

struct Psql: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Open psql on the database, as its owner or another login.",
    discussion: """
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
      // The worker sees rows; row-level policies show the owner none.
      process.arguments = ["psql", site.logins.worker.conninfo] + arguments
      try process.run()
      process.waitUntilExit()
      return process.terminationStatus
    }
    if status != 0 { throw ExitCode(status) }
  }
}
