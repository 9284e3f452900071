import Foundation
import Testing

/// What stands in `deploy/`, held against the tools that will read it, and the program against what stands there.
@Suite(.serialized) struct DeployTests {
  private static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  private func soko(
    _ arguments: [String], _ environment: [String: String] = [:]
  ) throws -> CommandTests.Outcome {
    let home = try CommandTests.temporary()
    defer { try? FileManager.default.removeItem(at: home) }
    return try CommandTests.run(
      try CommandTests.products().appendingPathComponent("soko"), arguments, home: home,
      environment: environment)
  }

  @Test func `units, proxy, containers, scripts and alerts pass the checks of their tools`() throws
  {
    let home = try CommandTests.temporary()
    defer { try? FileManager.default.removeItem(at: home) }
    let checked = try CommandTests.run(
      Self.root.appendingPathComponent("scripts/check-deploy"), [], home: home)
    #expect(checked.status == 0, "\(checked.output)\(checked.errors)")
  }

  @Test func `units call commands and options that there are`() throws {
    let folder = Self.root.appendingPathComponent("deploy/systemd")
    let units = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".service") }
    var seen = 0
    for unit in units {
      let text = try String(contentsOf: folder.appendingPathComponent(unit), encoding: .utf8)
      for line in text.matches(of: /ExecStart=\/usr\/local\/bin\/soko ([a-z]+)([^\n]*)/) {
        seen += 1
        let help = try soko([String(line.1), "--help"])
        #expect(help.status == 0, "\(unit)")
        for option in line.2.matches(of: /--[a-z-]+/) {
          #expect(help.output.contains(String(option.0)), "\(unit): \(option.0)")
        }
      }
      for line in text.matches(of: /ExecStart=\/usr\/local\/share\/soko\/deploy\/([a-z-]+)/) {
        seen += 1
        let script = Self.root.appendingPathComponent("deploy/\(line.1)").path
        #expect(FileManager.default.isExecutableFile(atPath: script), "\(unit)")
      }
    }
    #expect(seen >= 8)
  }

  @Test func `alerts ask for figures that there are`() throws {
    let alerts = try String(
      contentsOf: Self.root.appendingPathComponent("deploy/prometheus/alerts.yaml"), encoding: .utf8
    )
    let metrics = try String(
      contentsOf: Self.root.appendingPathComponent("Sources/Server/Metrics.swift"), encoding: .utf8)
    let known = Set(metrics.matches(of: /"(soko_[a-z_]+)"/).map { String($0.1) })
    let asked = Set(alerts.matches(of: /\bsoko_[a-z_]+/).map { String($0.0) })
    #expect(known.count >= 10 && asked.count >= 5)
    #expect(asked.subtracting(known) == [])
  }

  @Test func `doctor fails when a disk has less room than is asked for`() throws {
    let filled = try soko(["doctor", "--least-free", "99"])
    #expect(filled.status == 3, "\(filled.output)")
    #expect(filled.output.contains("FAIL  disk of temporary files"), "\(filled.output)")
    #expect(filled.output.contains("at least 99 % is asked for"), "\(filled.output)")
    #expect(try soko(["doctor", "--least-free", "100"]).status == 2)
  }

  @Test func `with SOKO_LOG=json every line of stderr is an object`() throws {
    struct Line: Decodable {
      let at: String
      let level: String
      let label: String
      let message: String
    }
    let told = try soko(["retain", "--dry-run"], ["SOKO_LOG": "json"])
    let missing = try soko(["load", "no-such-file.zip"], ["SOKO_LOG": "json"])
    #expect(missing.status == 1)
    let lines = (told.errors + missing.errors).split(separator: "\n").map {
      try? JSONDecoder().decode(Line.self, from: Data($0.utf8))
    }
    #expect(!lines.isEmpty && lines.allSatisfy { $0 != nil })
    #expect(lines.contains { $0?.level == "notice" && $0?.message.contains("dry run") == true })
    #expect(lines.contains { $0?.level == "error" && $0?.message.contains("no-such-file") == true })
    let plain = try soko(["load", "no-such-file.zip"])
    #expect(plain.errors.hasPrefix("soko: "))
    #expect(try soko(["status"], ["SOKO_LOG": "xml"]).status == 2)
  }

  @Test func `retain and erase ask for what they need`() throws {
    #expect(try soko(["retain", "--on", "2031-09-01"]).status == 2)
    #expect(try soko(["retain", "--dry-run", "--on", "soon"]).status == 2)
    #expect(try soko(["erase", "pupil", "--school", "s001", "--ground", " "]).status == 2)
    // Nothing on stdin.
    let nobody = try soko(["erase", "pupil", "--school", "s001", "--ground", "request 12"])
    #expect(nobody.status == 2 && nobody.errors.contains("stdin"), "\(nobody.errors)")
    let absent = try soko(["erase", "school", "--school", "s001", "--ground", "request 12"])
    #expect(absent.status == 3 && absent.errors.contains("no school"), "\(absent.errors)")
    let empty = try soko(["retain", "--dry-run"])
    #expect(empty.status == 0 && empty.output.contains("bundles"), "\(empty.errors)")
  }
}
