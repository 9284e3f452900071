import Foundation
import TestSupport
import Testing

/// The program on its private server, killed, crowded and cut off.
@Suite(.serialized) struct RecoveryTests {
  private struct Place {
    let home: URL
    let program: URL

    init() throws {
      home = try CommandTests.temporary()
      program = try CommandTests.products().appendingPathComponent("soko")
    }

    func start(_ arguments: [String]) throws -> Process {
      let process = Process()
      process.executableURL = program
      process.arguments = arguments
      var environment = ProcessInfo.processInfo.environment.filter {
        !$0.key.hasPrefix("PG") && $0.key != "DATABASE_URL"
      }
      environment["SOKO_HOME"] = home.path
      process.environment = environment
      process.standardOutput = FileHandle.nullDevice
      // Several commands write to it, each at its end.
      let end = open(messages.path, O_WRONLY | O_CREAT | O_APPEND, 0o644)
      process.standardError = FileHandle(fileDescriptor: end, closeOnDealloc: true)
      try process.run()
      return process
    }

    /// What the started commands say.
    var messages: URL { home.appendingPathComponent("messages") }

    func run(_ arguments: [String]) throws -> CommandTests.Outcome {
      try CommandTests.run(program, arguments, home: home)
    }

    var server: pid_t? {
      let lock = home.appendingPathComponent("postgres/data/postmaster.pid")
      let text = try? String(contentsOf: lock, encoding: .utf8)
      return text?.split(separator: "\n").first.flatMap { pid_t($0) }
    }

    /// Ends a server that a failed test would leave behind.
    func remove() {
      if let server { kill(server, SIGQUIT) }
      try? FileManager.default.removeItem(at: home)
    }
  }

  @Test func `a first start that is killed at any moment is made good by the next`() async throws {
    let place = try Place()
    defer { place.remove() }
    for milliseconds in [60, 200, 400, 600, 800, 1000, 1300, 1600] {
      let status = try place.start(["status"])
      try await Task.sleep(for: .milliseconds(milliseconds))
      kill(status.processIdentifier, SIGKILL)
      status.waitUntilExit()
    }
    let status = try place.run(["status"])
    #expect(status.status == 0, "\(status.errors)")
    #expect(place.server == nil, "the last user stops the server")
    let folder = place.home.appendingPathComponent("postgres").path
    let left = try FileManager.default.contentsOfDirectory(atPath: folder)
    #expect(!left.contains { $0.hasPrefix("unfinished-") }, "\(left)")
  }

  @Test func `four commands may come first at once`() throws {
    let place = try Place()
    defer { place.remove() }
    let commands = try (0..<4).map { _ in try place.start(["status"]) }
    for command in commands { command.waitUntilExit() }
    let said = try String(contentsOf: place.messages, encoding: .utf8)
    #expect(commands.map(\.terminationStatus) == [0, 0, 0, 0], "\(said)")
    #expect(place.server == nil)
  }

  @Test func `a worker whose private server dies starts it again and goes on`() async throws {
    let place = try Place()
    defer { place.remove() }
    let sample = try place.run([
      "bundle", "sample", "--out", "sample", "--schools", "1", "--municipalities", "1", "--years",
      "1",
    ])
    #expect(sample.status == 0)
    let worker = try place.start(["worker", "--loaders", "1"])
    defer { kill(worker.processIdentifier, SIGKILL) }
    for _ in 0..<600 {
      let said = try String(contentsOf: place.messages, encoding: .utf8)
      if said.contains("waiting for bundles") { break }
      try await Task.sleep(for: .milliseconds(50))
    }
    let first = place.server
    kill(try #require(first), SIGQUIT)
    var second: pid_t?
    for _ in 0..<600 where second == nil || second == first {
      try await Task.sleep(for: .milliseconds(50))
      second = place.server
    }
    #expect(second != nil && second != first)
    let loaded = try place.run(["load", "sample/00-register.zip", "sample/s001-2025.zip"])
    #expect(loaded.status == 0, "\(loaded.errors)")
    worker.terminate()
    worker.waitUntilExit()
    #expect(worker.terminationStatus == 0)
    #expect(place.server == nil)
  }

  @Test func `a quarantined bundle is named by status, and requeue puts it back`() throws {
    let place = try Place()
    defer { place.remove() }
    let sample = try place.run([
      "bundle", "sample", "--out", "sample", "--schools", "1", "--municipalities", "1", "--years",
      "1",
    ])
    #expect(sample.status == 0)
    #expect(try place.run(["load", "sample/00-register.zip", "sample/s001-2025.zip"]).status == 0)
    let setAside = try place.run([
      "psql", "--", "-c",
      "update intake.bundle set state = 'quarantined', attempt_count = 3 where bundle_id = 2",
    ])
    #expect(setAside.status == 0, "\(setAside.errors)")
    #expect(try place.run(["status"]).output.contains("№ 2 s001-2025.zip"))
    #expect(try place.run(["requeue"]).status == 2)
    #expect(try place.run(["requeue", "1"]).status == 3)
    let requeued = try place.run(["requeue", "2"])
    #expect(requeued.status == 0 && requeued.output == "№ 2 queued\n", "\(requeued.errors)")
    #expect(try place.run(["requeue", "--all"]).output.isEmpty)
    let night = try place.run(["worker", "--drain"])
    #expect(night.status == 0 && night.output.hasPrefix("bundles 1;"), "\(night.errors)")
  }
}
