import ArgumentParser
import Foundation
import Pipeline
import ServiceLifecycle
import UnixSignals

struct Work: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "worker",
    abstract: "Load queued bundles and analyze what changed.",
    discussion: """
      EXAMPLES
        soko worker --drain     the nightly run: all that is queued, analysis, exit
        soko worker             stay, and load bundles as they come
        soko worker --drain --hold
                                the same night for the operator to look at first:
                                readers go on with the publication in force until
                                `soko publication publish`
      """)

  @OptionGroup var home: HomeOptions
  @Option(help: "Bundles loaded at once (default: one per processor, at most 4).")
  var loaders: Int?
  @Flag(help: "Stop when nothing is left to do.") var drain = false
  @Flag(help: "Compute, and leave the publication in force where it is.") var hold = false

  func validate() throws { try LoaderCount.validate(loaders) }

  func run() async throws {
    try await Site.with(home) { site in
      try await site.withWorker(loaders: loaders, isHeld: hold) { worker, _, _ in
        if drain {
          try await InterruptibleWork.perform(logger: site.logger) {
            Self.report(try await worker.drain(), isHeld: hold)
          }
        } else {
          Console.message("worker: waiting for bundles; Ctrl-C stops")
          let group = ServiceGroup(
            services: [worker], gracefulShutdownSignals: [.sigterm, .sigint], logger: site.logger)
          try await group.run()
        }
      }
    }
  }

  private static func report(_ night: Worker.Night, isHeld: Bool) {
    guard let figures = night.analysis else {
      Console.data("bundles \(night.bundles); nothing changed, the publication stands")
      return
    }
    let parts = Stage.allCases.compactMap { stage in
      figures.seconds[stage.rawValue].map { "\(stage.rawValue) \(String(format: "%.1f", $0)) s" }
    }
    Console.data(
      """
      bundles \(night.bundles); run \(figures.run) \(isHeld ? "held for a look" : "published") in \(String(format: "%.1f", figures.totalSeconds)) s (\(parts.joined(separator: ", ")))
      slices \(figures.slices), indicators \(figures.indicators), values \(figures.values), schools matched \(figures.matched), comparisons \(figures.comparisons), schools ranked \(figures.ranked), clusters \(figures.clusters)
      """)
  }
}
