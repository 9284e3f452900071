import Foundation
import Hostile
import Testing

/// Files made by seed from sound ones: each ends in the rows a second reader finds, or in problems.
@Suite struct HostileCorpusTests {
  private static let count = 600

  @Test func `every hostile file gives the rows a second reader finds, or is refused by a problem`()
    async throws
  {
    try #require(Self.count > 4 * HostileCorpus.ways)
    let complaints = await withTaskGroup(of: [String].self) { group in
      let workers = 4
      for worker in 0..<workers {
        group.addTask {
          stride(from: worker, to: Self.count, by: workers).flatMap { Self.complaints(UInt64($0)) }
        }
      }
      return await group.reduce(into: []) { $0 += $1 }
    }
    #expect(complaints.isEmpty, "\(complaints.sorted().joined(separator: "\n"))")
  }

  @Test func `the same seed makes the same file`() {
    for seed in stride(from: UInt64(0), to: 600, by: 37) {
      let (first, second) = (HostileCorpus.made(by: seed), HostileCorpus.made(by: seed))
      #expect(first.bytes == second.bytes && first.outcome == second.outcome)
    }
  }

  /// The seed is written down before the file is read: a crash leaves it behind.
  private static func complaints(_ seed: UInt64) -> [String] {
    let trace = FileManager.default.temporaryDirectory
      .appendingPathComponent("soko-hostile-seed-\(seed)")
    try? Data("\(seed)\n".utf8).write(to: trace)
    defer { try? FileManager.default.removeItem(at: trace) }
    let hostile = HostileCorpus.made(by: seed)
    do {
      let reading = try Reading(hostile.bytes, name: hostile.fileName)
      return hostile.complaints(about: reading).map { "seed \(seed), \(hostile.name): \($0)" }
    } catch {
      return ["seed \(seed), \(hostile.name): threw \(error)"]
    }
  }
}
