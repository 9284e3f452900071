import ArgumentParser
import Pipeline
import Postgres

struct Requeue: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Put bundles back into the queue that were quarantined or taken back.",
    discussion: """
      A bundle is quarantined when three attempts to load it came to no end. When
      the cause was another (a machine that failed, a worker killed by hand), give
      it three more. `soko status` lists their numbers. A bundle that was taken back
      (`soko bundle revert`) is loaded again when it is named here.

      EXAMPLES
        soko requeue 12 15
        soko requeue --all
      """)

  @OptionGroup var home: HomeOptions
  @Flag(help: "Every quarantined bundle.") var all = false
  @Argument(help: "Numbers of bundles.") var bundles: [Int] = []

  func validate() throws {
    guard all != !bundles.isEmpty else {
      throw ValidationError("name the bundles, or say --all")
    }
  }

  func run() async throws {
    let requeued = try await Site.with(home) { site in
      try await site.workerPool(size: 1).whileOpen { pool in
        try await Queue(pool: pool).requeue(all ? nil : bundles)
      }
    }
    for bundle in requeued { Console.data("№ \(bundle) queued") }
    let refused = Set(bundles).subtracting(requeued).sorted()
    for bundle in refused { Console.message("№ \(bundle) is neither quarantined nor taken back") }
    if !refused.isEmpty { throw Outcome.rejected }
  }
}
