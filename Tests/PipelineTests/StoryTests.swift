import Foundation
import Pipeline
import Postgres
import Sample
import Testing

/// A small region over two years, through all stages, in more ways than one.
@Suite struct StoryTests {
  private static func bundles() throws -> [URL] {
    try TestSample.bundles(schools: 12, municipalities: 2, years: 2, seed: 7)
  }

  @Test func `any order, twice and with analyses between gives the same rows to the last digit`()
    async throws
  {
    let paths = try Self.bundles().map(\.path)
    let first = try await TestSite.make()
    _ = try await first.load(paths)
    _ = try await first.analyze()
    let expected = try await first.results()
    #expect(expected.count > 1000)

    var dice = SystemRandomNumberGenerator()
    let second = try await TestSite.make()
    let shuffled = paths.shuffled(using: &dice)
    for chunk in [shuffled.prefix(5), shuffled.dropFirst(5).prefix(7), shuffled[...]] {
      _ = try await second.load(Array(chunk))
      _ = try await second.analyze()
    }
    let found = try await second.results()
    #expect(found.count == expected.count)
    let pair = zip(expected, found).first { $0 != $1 }
    #expect(pair == nil, "the first difference, order \(shuffled)")

    // Everything again, computed from nothing, in the database that has it already.
    try await second.forgetPublication()
    _ = try await second.analyze()
    #expect(try await second.results() == expected)
    await first.close()
    await second.close()
  }

  @Test
  func `a school that comes last, or is corrected, changes what it must and nothing is stale`()
    async throws
  {
    let paths = try Self.bundles().map(\.path)
    let whole = try await TestSite.make()
    _ = try await whole.load(paths)
    _ = try await whole.analyze()

    let site = try await TestSite.make()
    // One of 24 slices is few enough to be computed alone; an earlier year is an analogue of the next.
    let late = try #require(paths.first { $0.hasSuffix("s005-2024.zip") })
    _ = try await site.load(paths.filter { $0 != late })
    _ = try await site.analyze()
    _ = try await site.load([late])
    let figures = try #require(try await site.analyze())
    #expect(figures.slices == 1)
    #expect(try await site.results() == whole.results())
    await whole.close()
    await site.close()
  }

  @Test func `nothing new means no run, and the publication stands`() async throws {
    let paths = try Self.bundles().map(\.path)
    let site = try await TestSite.make()
    _ = try await site.load(paths)
    let run = try #require(try await site.analyze()).run
    let again = try await site.load(paths)
    #expect(again.allSatisfy { $0.state == .done })
    #expect(try await site.analyze() == nil)
    let published = try await site.worker.transaction { db in
      try db.value("select run_id from result.publication where is_current", as: Int.self)
    }
    #expect(published == run)
    await site.close()
  }

  @Test func `a worker killed in the middle loses nothing and repeats nothing`() async throws {
    let paths = try Self.bundles().map(\.path)
    let calm = try await TestSite.make()
    _ = try await calm.load(paths)
    _ = try await calm.analyze()

    let site = try await TestSite.make()
    try await site.store(paths)
    // Real kills at growing delays, until a worker lives long enough to finish.
    var killed = 0
    for milliseconds in stride(from: 150, through: 1500, by: 150) {
      let worker = try site.process(["worker", "--drain"])
      try await Task.sleep(for: .milliseconds(milliseconds))
      kill(worker.processIdentifier, SIGKILL)
      worker.waitUntilExit()
      if worker.terminationReason == .uncaughtSignal { killed += 1 }
      // An attempt that was killed stays counted; the test is about data, not about patience.
      try await site.forgiveAttempts()
    }
    _ = try await site.load(paths)
    _ = try await site.analyze()
    #expect(try await site.results() == calm.results())
    let states = try await site.worker.transaction { db in
      try db.value(
        "select count(*) from intake.bundle where state <> 'done'", as: Int.self)
    }
    #expect(states == 0)
    #expect(killed >= 3, "a worker that finished was not killed")
    await calm.close()
    await site.close()
  }

  @Test(arguments: [2, 5, 8])
  func `many workers on one queue give the rows of one`(workers: Int) async throws {
    let paths = try Self.bundles().map(\.path)
    let calm = try await TestSite.make()
    _ = try await calm.load(paths)
    _ = try await calm.analyze()

    // Half of them are processes, half are loaders of this one.
    let site = try await TestSite.make(loaders: workers - workers / 2)
    try await site.store(paths)
    let processes = try (0..<workers / 2).map { _ in
      try site.process(["worker", "--drain", "--loaders", "1"])
    }
    _ = try await site.loader.loadAll { _ in }
    for process in processes {
      process.waitUntilExit()
      #expect(process.terminationStatus == 0)
    }
    _ = try await site.analyze()
    #expect(try await site.results() == calm.results())
    #expect(try await site.attempts() == Array(repeating: 1, count: paths.count))
    await calm.close()
    await site.close()
  }
}
