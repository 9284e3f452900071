internal import Foundation
internal import Postgres

/// Two disks that fill up under a load: the one of temporary files, and the one of the database.
package struct FullDisk: Sendable {
  package struct Report: Sendable {
    /// Why nothing was tried.
    package var skipped: String?
    /// What was not as it must be.
    package var faults: [String] = []
    /// Bundles loaded before the database's disk was full, and afterwards.
    package var loadedBefore = 0
    package var loadedInAll = 0
    package var recount: Recount?

    package var isSound: Bool { skipped != nil || (faults.isEmpty && recount?.isEqual ?? false) }

    package var text: String {
      if let skipped { return "full disk: skipped, \(skipped)" }
      let lines = [
        "full disk, of temporary files and of the database: \(loadedBefore) bundles ended before it was full, \(loadedInAll) after room was made; recount \(recount?.isEqual ?? false ? "equal" : "NOT EQUAL")"
      ]
      return (lines + faults.map { "  ! \($0)" } + (recount?.details ?? []).map { "  ! \($0)" })
        .joined(separator: "\n")
    }
  }

  private let program: String
  private let bundles: Int

  package init(program: String, bundles: Int = 150) {
    self.program = program
    self.bundles = bundles
  }

  package func perform() async throws -> Report {
    var report = Report()
    let site = try await FaultSite(program: program, databaseKilobytes: 1 << 20)
    guard let disk = site.smallDisk else {
      await site.close()
      report.skipped = "mounting a small disk is not permitted here"
      return report
    }
    do {
      let plan = FaultPlan(kills: 0, stops: 0, seed: 5, bundles: bundles)
      let deliveries = try await plan.deliver(on: site)
      try await fillSpool(site, &report)
      _ = disk.resize(kilobytes: disk.usedKilobytes + 12 * 1024)
      try await fillDatabase(site, deliveries, &report)
    } catch {
      await site.close()
      throw error
    }
    await site.close()
    return report
  }

  /// A bundle larger than the room for temporary files stays queued, its attempt given back, nothing loaded.
  private func fillSpool(_ site: FaultSite, _ report: inout Report) async throws {
    let folder = site.folder + "/tiny"
    guard let disk = SmallDisk(folder, kilobytes: 64) else { return }
    defer { disk.remove() }
    let sample = site.folder + "/sample"
    let process = try site.launch(
      ["load", "\(sample)/00-register.zip", "\(sample)/s001-2025.zip"],
      environment: ["TMPDIR": folder])
    expect(await process.end() == .code(75), "a full spool: \(process.lastWords)", &report)
    expect(process.lastWords.contains("TMPDIR"), "no word of TMPDIR", &report)
    let (queued, attempts, rows) = try await site.ask { db in
      (
        try db.value("select count(*) from intake.bundle where state = 'queued'", as: Int.self),
        try db.value(
          "select sum(attempt_count) from intake.bundle where state = 'queued'", as: Int.self),
        try db.value("select count(*) from core.student", as: Int.self)
      )
    }
    expect(queued == 1 && attempts == 0, "queued \(queued), attempts \(attempts)", &report)
    expect(rows == 0, "\(rows) rows of a bundle that was not loaded", &report)
    // What follows counts the deliveries alone.
    try await site.ask { try $0.script("truncate intake.bundle cascade") }
  }

  /// The load stops and says why; with more room it goes on, and the end is the same.
  private func fillDatabase(
    _ site: FaultSite, _ deliveries: String, _ report: inout Report
  ) async throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: deliveries)
      .filter { $0.hasSuffix(".zip") }.sorted()
    let load = ["load"] + names.map { "\(deliveries)/\($0)" }
    let process = try site.launch(load)
    expect(await process.end() == .code(75), "a full database: \(process.lastWords)", &report)
    expect(process.lastWords.contains("disk is full"), process.lastWords, &report)
    report.loadedBefore = try await ended(site)
    let attempts = try await site.ask { db in
      try db.value(
        "select coalesce(sum(attempt_count), 0)::bigint from intake.bundle where state = 'queued'",
        as: Int.self)
    }
    expect(attempts == 0, "\(attempts) attempts held against bundles", &report)
    guard site.smallDisk?.resize(kilobytes: 1 << 20) ?? false else { return }
    try await site.expect(load, codes: [0, 3])
    report.loadedInAll = try await ended(site)
    report.recount = try Recount.perform(
      folder: deliveries, sent: names, database: site.database)
  }

  private func ended(_ site: FaultSite) async throws -> Int {
    try await site.ask {
      try $0.value("select count(*) from intake.bundle where state <> 'queued'", as: Int.self)
    }
  }

  private func expect(_ isTrue: Bool, _ what: String, _ report: inout Report) {
    if !isTrue { report.faults.append(what) }
  }
}
