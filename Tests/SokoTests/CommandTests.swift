import Foundation
import Logging
import Postgres
import TestSupport
import Testing

/// The program as a person runs it: its own process, its own embedded database.
@Suite(.serialized) struct CommandTests {
  struct Outcome {
    let status: Int32
    let output: String
    let errors: String
  }

  /// The folder of build products: beside the test bundle.
  static func products() throws -> URL {
    var folder = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
    while folder.path != "/" {
      folder.deleteLastPathComponent()
      if FileManager.default.fileExists(atPath: folder.appendingPathComponent("soko").path),
        FileManager.default.fileExists(
          atPath: folder.appendingPathComponent("soko_SQLFiles.resources").path)
      {
        return folder
      }
    }
    throw CocoaError(.fileNoSuchFile)
  }

  static func run(
    _ program: URL, _ arguments: [String], home: URL, environment: [String: String] = [:]
  ) throws -> Outcome {
    let process = Process()
    process.executableURL = program
    process.arguments = arguments
    var all = ProcessInfo.processInfo.environment.filter {
      !$0.key.hasPrefix("PG") && $0.key != "DATABASE_URL"
    }
    all["SOKO_HOME"] = home.path
    all.merge(environment) { $1 }
    process.environment = all
    process.currentDirectoryURL = home
    let output = home.appendingPathComponent("out-\(UUID().uuidString)")
    let errors = home.appendingPathComponent("err-\(UUID().uuidString)")
    _ = FileManager.default.createFile(atPath: output.path, contents: nil)
    _ = FileManager.default.createFile(atPath: errors.path, contents: nil)
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: errors)
    process.standardInput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return Outcome(
      status: process.terminationStatus, output: try String(contentsOf: output, encoding: .utf8),
      errors: try String(contentsOf: errors, encoding: .utf8))
  }

  static func temporary() throws -> URL {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("soko-cli-\(UUID().uuidString.prefix(8))")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder
  }

  @Test func `a copied program runs a night in an empty folder, with an embedded database`() throws
  {
    let folder = try Self.temporary()
    defer { try? FileManager.default.removeItem(at: folder) }
    let products = try Self.products()
    let program = folder.appendingPathComponent("bin/soko")
    try FileManager.default.createDirectory(
      at: program.deletingLastPathComponent(), withIntermediateDirectories: true)
    try FileManager.default.copyItem(at: products.appendingPathComponent("soko"), to: program)
    for name in ["soko_SQLFiles.resources", "soko_Reports.resources"] {
      try FileManager.default.copyItem(
        at: products.appendingPathComponent(name),
        to: folder.appendingPathComponent("share/soko/\(name)"))
    }
    let home = folder.appendingPathComponent("home")
    try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)

    let sample = try Self.run(
      program,
      [
        "bundle", "sample", "--out", "sample", "--schools", "8", "--municipalities", "1", "--years",
        "1",
      ],
      home: home)
    #expect(sample.status == 0, "\(sample.errors)")
    let bundles = try FileManager.default.contentsOfDirectory(
      atPath: home.appendingPathComponent("sample").path
    ).filter { $0.hasSuffix(".zip") }.sorted().map { "sample/\($0)" }
    let checked = try Self.run(program, ["bundle", "check"] + bundles, home: home)
    #expect(checked.status == 0, "\(checked.output)")
    let loaded = try Self.run(program, ["load", "--format", "csv"] + bundles, home: home)
    #expect(loaded.status == 0, "\(loaded.errors)")
    #expect(loaded.output.hasPrefix("bundle,file,state,table,rows,added,changed,removed,unchanged"))
    let night = try Self.run(program, ["worker", "--drain"], home: home)
    #expect(night.status == 0 && night.output.contains("published"), "\(night.errors)")
    let report = try Self.run(
      program, ["report", "comparison", "--year", "2025", "--format", "csv"], home: home)
    #expect(
      report.output.hasPrefix(
        "school,municipality,year,indicator,cut,kind,unit,direction,pool,numerator,denominator,value,low,high,analogue,schools,analogueNumerator,analogueDenominator,analogueValue,difference,differenceLow,differenceHigh,percentile,verdict,reasons,run,"
      ), "\(report.errors)")
    #expect(report.output.components(separatedBy: "\r\n").count > 100)
    func document(_ edition: String...) throws -> Outcome {
      try Self.run(program, ["document", "clusters", "--year", "2025"] + edition, home: home)
    }
    let inForce = try document()
    #expect(inForce.status == 0 && inForce.output.contains("<h1>"), "\(inForce.errors)")
    for edition in [["--run", "1"], ["--as-of", "2099-01-01"]] {
      #expect(try document(edition[0], edition[1]).output == inForce.output)
    }
    #expect(try document("--run", "999").status == 1)
    #expect(try document("--as-of", "1999-01-01").status == 1)
    #expect(try document("--as-of", "yesterday").status == 2)
    let status = try Self.run(program, ["status"], home: home)
    #expect(status.output.contains("embedded"), "\(status.errors)")
    let json = try Self.run(program, ["status", "--format", "json"], home: home)
    #expect(json.output.contains("\"name\" : \"database\""), "\(json.errors)")
    let doctor = try Self.run(program, ["doctor", "--least-free", "0"], home: home)
    #expect(doctor.status == 0, "\(doctor.output)")
    // Nothing is left running.
    let process = home.appendingPathComponent("postgres/data/postmaster.pid")
    #expect(!FileManager.default.fileExists(atPath: process.path))
  }

  @Test func `a rejected bundle is exit 3, a wrong option exit 2, help exit 0`() throws {
    let folder = try Self.temporary()
    defer { try? FileManager.default.removeItem(at: folder) }
    let program = try Self.products().appendingPathComponent("soko")
    let bad = folder.appendingPathComponent("bad.zip")
    try Data("not a zip".utf8).write(to: bad)
    let checked = try Self.run(program, ["bundle", "check", bad.path], home: folder)
    #expect(checked.status == 3)
    #expect(checked.output.contains("intake.archive_unreadable"))
    #expect(try Self.run(program, ["report", "nonsense"], home: folder).status == 2)
    #expect(try Self.run(program, ["load", "--nonsense"], home: folder).status == 2)
    #expect(try Self.run(program, ["load", "--help"], home: folder).status == 0)
    #expect(try Self.run(program, ["serve", "--port", "70000"], home: folder).status == 2)
  }

  @Test func `a configured server is used instead, and its tables belong to the owner's role`()
    async throws
  {
    let folder = try Self.temporary()
    defer { try? FileManager.default.removeItem(at: folder) }
    let program = try Self.products().appendingPathComponent("soko")
    let address = try await TestDatabase.make(scripts: [])
    // Only the server is told, by libpq's own variables: soko must not ask for a database by each login's name.
    let pool = Pool(address, size: 1, name: "asked", logger: Logger(label: "test.configured"))
    let (socket, database) = try await pool.session { db in
      (
        try db.value("select current_setting('unix_socket_directories')", as: String.self),
        try db.value("select current_database()::text", as: String.self)
      )
    }
    let environment = ["PGHOST": socket, "PGUSER": "postgres", "PGDATABASE": database]
    for command in [["status"], ["serve", "--port", "0"], ["report", "ranking"]] {
      let early = try Self.run(program, command, home: folder, environment: environment)
      #expect(early.status == 1 && early.errors.contains("run `soko migrate`"), "\(command)")
    }
    let status = try Self.run(program, ["migrate"], home: folder, environment: environment)
    #expect(status.status == 0, "\(status.errors)")
    let shown = try Self.run(program, ["status"], home: folder, environment: environment)
    #expect(shown.output.contains("dbname=\(database)"), "\(shown.output)\(shown.errors)")
    let owners = try await pool.session { db in
      try db.all(
        "select distinct tableowner::text as name from pg_tables where schemaname in ('core', 'result')",
        as: Owner.self
      ).map(\.name)
    }
    #expect(owners == ["soko_owner"])
    // The same server by the name of a service, whatever host and port the variables' defaults would add.
    let services = folder.appendingPathComponent("services.conf")
    try Data("[dept]\nhost=\(socket)\nuser=postgres\ndbname=\(database)\n".utf8).write(to: services)
    for variables in [["PGSERVICE": "dept"], ["DATABASE_URL": "service=dept"]] {
      let named = try Self.run(
        program, ["status"], home: folder,
        environment: variables.merging(["PGSERVICEFILE": services.path]) { $1 })
      #expect(named.status == 0 && named.output.contains("service=dept"), "\(named.errors)")
    }
    #expect(!FileManager.default.fileExists(atPath: folder.appendingPathComponent("postgres").path))
    await pool.close()
  }

  private struct Owner: Decodable { let name: String }

  @Test func `coverage names a code for every row of clause 4_6`() throws {
    let folder = try Self.temporary()
    defer { try? FileManager.default.removeItem(at: folder) }
    let program = try Self.products().appendingPathComponent("soko")
    let outcome = try Self.run(
      program, ["catalog", "--coverage", "--format", "csv"], home: folder)
    let lines = outcome.output.components(separatedBy: "\r\n")
    #expect(lines.first == "row,criterion,title,codes")
    #expect(lines.filter { !$0.isEmpty }.count >= 34)
  }
}
