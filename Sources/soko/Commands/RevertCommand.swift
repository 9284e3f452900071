import ArgumentParser
import Pipeline
import Postgres
import Schools

extension BundleCommand {
  struct Reverting: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "revert",
      abstract: "Take back a school's bundle that was loaded.",
      discussion: """
        Its tables become what the school's other bundles make of them, read again
        from their stored bytes; a table that no other bundle holds is empty then.
        Results follow with the next night. What cannot be done leaves everything
        as it is, and says why. `soko requeue` loads the bundle again.

        EXAMPLES
          soko bundle revert 12 --because "прислан отчёт другой школы"
        """)

    @OptionGroup var home: HomeOptions
    @Argument(help: "The bundle's number.") var bundle: Int
    @Option(help: "Why, without names: the sender reads it with the receipt.") var because: String

    func run() async throws {
      let outcome = try await Site.with(home) { site in
        try await site.workerPool(size: 1).whileOpen { pool in
          try await pool.transaction { db in
            try BundleReversal.ask(bundle, reason: because, db)
          }
          try await site.withWorker(loaders: 1) { _, loader, _ in
            try await InterruptibleWork.perform(logger: site.logger) {
              _ = try await loader.loadAll { _ in }
            }
          }
          return try await pool.transaction(readOnly: true) { db in
            try BundleReversal.outcome(of: bundle, db)
          }
        }
      }
      switch outcome {
      case .done(let added, let changed, let removed):
        Console.message(
          "№ \(bundle) is taken back: \(added) rows added, \(changed) changed, \(removed) removed")
      case .refused(let problem): throw ProblemRefusal(problem)
      case nil: Console.message("№ \(bundle) is in another worker's hands")
      }
    }
  }
}
