import Foundation
import Pipeline
import Postgres

/// A region's nights: all its records to a publication, and beside that one school's correction.
///
/// Loading and analysis are processes of their own, as a night is; the server stays up between them. The
/// same for a quarter of the schools, which shows what grows with them.
struct RegionBench {
  let server: BenchServer
  let schools: Int
  let municipalities: Int
  let loaders: Int

  func run() async throws {
    if schools >= 8 {
      try await measure(schools: schools / 4, municipalities: max(1, municipalities / 4))
    }
    try await measure(schools: schools, municipalities: municipalities)
  }

  /// A region's database, by its size.
  func night(of schools: Int) -> RegionNight {
    RegionNight(server: server, database: "region_\(schools)")
  }

  /// The region loaded and published, without measuring.
  func prepare() async throws {
    let sample = try BenchSample(
      schools: schools, municipalities: municipalities, in: server.folder)
    let night = night(of: schools)
    _ = try await server.site(night.database)
    _ = try await night.soko(["load", "--loaders", "\(loaders)"] + sample.paths)
    _ = try await night.soko(["worker", "--drain"])
  }

  private func measure(schools: Int, municipalities: Int) async throws {
    var started = ContinuousClock.now
    func seconds() -> Double { (ContinuousClock.now - started).inSeconds }
    let sample = try BenchSample(
      schools: schools, municipalities: municipalities, in: server.folder)
    defer { try? FileManager.default.removeItem(at: sample.folder) }
    print(
      schools,
      String(
        format: "%d municipalities, %d bundles, written in %.1f s", municipalities,
        sample.paths.count, seconds()))
    let night = night(of: schools)
    _ = try await server.site(night.database)

    started = ContinuousClock.now
    let loading = try await night.soko(["load", "--loaders", "\(loaders)"] + sample.paths)
    let rows = try await server.counted(night.database).rows
    print(
      schools,
      String(
        format: "load, %d loaders: %.1f s, %d rows, %.0f rows/s, worker %@", loaders, seconds(),
        rows, Double(rows) / seconds(), Self.memory(loading)))

    started = ContinuousClock.now
    let peak = try await night.soko(["worker", "--drain"])
    let whole = seconds()
    print(
      schools,
      String(format: "whole run: %.1f s, worker %@: ", whole, Self.memory(peak))
        + (try await night.figures().text))
    let kept = try await night.counts()
    print(schools, "\(kept.values) values, \(kept.totals) totals, \(kept.comparisons) comparisons")
    try await correct(sample, schools, night, beside: whole, kept)
  }

  /// One school sends its last year again with a mark changed.
  private func correct(
    _ sample: BenchSample, _ schools: Int, _ night: RegionNight, beside whole: Double,
    _ kept: RegionNight.Counts
  ) async throws {
    let files = sample.paths.map { ($0 as NSString).lastPathComponent }
      .filter { $0.hasSuffix("-2025.zip") && $0.hasPrefix("s") }
    let corrected = files[files.count / 2]
    let paths = try sample.rewritten("correction", day: 3, only: [corrected]) { table, csv in
      table == "period_mark" ? Self.oneMarkChanged(csv) : csv
    }
    try await night.store(paths[0])
    let before = try await night.publishedRun()
    var right: Double?
    let started = ContinuousClock.now
    let peak = try await night.soko(["worker", "--drain"]) {
      guard right == nil, try await night.publishedRun() != before else { return }
      right = (ContinuousClock.now - started).inSeconds
    }
    let seconds = (ContinuousClock.now - started).inSeconds
    let school = String(corrected.prefix { $0 != "-" })
    let wrong = try await night.wrongValues(ofSchool: school, year: 2025)
    print(
      schools,
      String(
        format: "correction of a school: its page after %.1f s (%d wrong values on it), ",
        right ?? seconds, wrong)
        + String(
          format: "all after %.1f s, %.1f %% of the whole run, worker %@: ", seconds,
          100 * seconds / whole, Self.memory(peak)) + (try await night.figures().text))
    let done = try await night.recomputed(ofSchool: school, year: 2025)
    func share(_ part: Int, _ all: Int) -> String {
      String(format: "%d of %d (%.2f %%)", part, all, 100 * Double(part) / Double(max(all, 1)))
    }
    print(
      schools,
      "recomputed: values \(share(done.values, kept.values)), totals \(share(done.totals, kept.totals));"
        + " rewritten: comparisons \(share(done.comparisons, kept.comparisons))")
  }

  /// The first year mark 3 becomes 4: it moves the share of good marks, and all that rests on it.
  private static func oneMarkChanged(_ csv: [UInt8]) -> [UInt8] {
    var text = String(decoding: csv, as: UTF8.self)
    if let mark = text.firstRange(of: ",year,3,") { text.replaceSubrange(mark, with: ",year,4,") }
    return Array(text.utf8)
  }

  private static func memory(_ bytes: Double?) -> String {
    bytes.map { String(format: "%.0f MiB at most", $0 / 1_048_576) } ?? "memory unknown"
  }

  private func print(_ schools: Int, _ text: String) {
    Console.data("region: \(schools) schools: \(text)")
  }
}
