import ArgumentParser
import Foundation
import Pipeline
import Schools
import ServiceLifecycle

struct Load: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Store bundles, load them, and print a receipt each.",
    discussion: """
      The same bundle again changes nothing and shows its first receipt. A
      rejected bundle changes nothing; the others are loaded. Analysis follows
      with `soko worker --drain`. A bare workbook, table or text needs --school,
      --year, --as-of and --mode, unless its sheet `soko` says them.

      A dry run loads the bundles and undoes it: the receipts are those that a
      load would give now, and nothing is kept. Loads of the same schools wait
      until it ends.

      EXAMPLES
        soko load sample/*.zip
        soko load s001-2025.zip --format json
        soko load period_mark.xlsx --school s001 --year 2025 \\
          --as-of 2025-06-21 --mode amend
        soko load --dry-run s001-2025.zip
      """)

  @OptionGroup var home: HomeOptions
  @Option(help: "Bundles loaded at once (default: one per processor, at most 4).")
  var loaders: Int?
  @Flag(help: "Print the receipts of a load, and undo it.") var dryRun = false
  @Option(help: "How to print receipts: text, json or csv.") var format = OutputFormat.text
  @Option(help: "Language of receipts: ru or en.") var language = "ru"
  @OptionGroup var origin: OriginOptions
  @Argument(help: "Bundles (.zip), workbooks (.xlsx), HTML tables (.xls) or text (.csv).")
  var paths: [String]

  func validate() throws {
    try LoaderCount.validate(loaders)
    guard Language(rawValue: language) != nil else {
      throw ValidationError("--language is ru or en")
    }
  }

  func run() async throws {
    let rejected = try await Site.with(home) { site in
      if dryRun { return try await rehearse(site) }
      return try await site.withWorker(loaders: loaders) { _, loader, queue in
        var entries: [Queue.Entry] = []
        var isRefused = false
        for (index, path) in paths.enumerated() {
          do {
            entries.append(try await queue.store(path, origin: origin.origin))
          } catch let failure as PipelineError where failure.isOfSize {
            // The others are loaded all the same.
            Console.message("\(failure)")
            isRefused = true
          }
          Console.progress("stored \(index + 1) of \(paths.count)")
        }
        let started = ContinuousClock.now
        try await InterruptibleWork.perform(logger: site.logger) { [entries] in
          try await Self.load(entries, loader, queue)
        }
        Console.progress("")
        var receipts: [(Queue.Entry, Queue.Fate)] = []
        for entry in entries { receipts.append((entry, try await queue.fate(of: entry.id))) }
        return try print(receipts, since: started) || isRefused
      }
    }
    if rejected { throw Outcome.rejected }
  }

  private func rehearse(_ site: Site) async throws -> Bool {
    let started = ContinuousClock.now
    return try await site.withDryRun { dryRun in
      let receipts = try await dryRun.receipts(of: paths, origin: origin.origin)
      let left = try await dryRun.queuedBeside(receipts.map(\.entry))
      if left > 0 {
        Console.message(
          "\(left) bundles are queued before these; a load would take them along, this did not")
      }
      return try print(receipts.map { ($0.entry, $0.fate) }, since: started)
    }
  }

  /// Works off the queue until every given bundle has met its fate.
  private static func load(_ entries: [Queue.Entry], _ loader: Loader, _ queue: Queue) async throws
  {
    let given = entries.map(\.id)
    var idle = 0
    while true {
      let loaded = try await loader.loadAll { _ in
        let open = try await queue.queued(among: given)
        Console.progress("\(given.count - open) of \(given.count)")
      }
      // What is left waits for a register, or is in another worker's hands.
      guard try await queue.queued(among: given) > 0 else { return }
      guard !Task.isShuttingDownGracefully else { throw CancellationError() }
      idle = loaded > 0 ? 0 : idle + 1
      try await Task.sleep(for: .milliseconds(min(50 * idle, 500)))
    }
  }

  private func print(
    _ receipts: [(Queue.Entry, Queue.Fate)], since started: ContinuousClock.Instant
  ) throws -> Bool {
    let hasRejected = receipts.contains { !$0.1.state.isAccepted }
    switch format {
    case .text:
      let text = ReceiptText(
        language: Language(rawValue: language) ?? .ru, isDryRun: dryRun,
        showsTables: receipts.count <= ReceiptText.fewest)
      for (entry, fate) in receipts { Console.data(text.text(entry, fate)) }
      let rows = receipts.reduce(0) { $0 + ($1.0.isNew ? $1.1.receipt?.rows ?? 0 : 0) }
      let seconds = (ContinuousClock.now - started) / .seconds(1)
      Console.message(
        "\(receipts.count) bundles, \(rows) rows, \(String(format: "%.1f", seconds)) s")
      var times = Timetable()
      for (entry, fate) in receipts where entry.isNew { times += fate.times ?? Timetable() }
      if !times.text.isEmpty { Console.message("seconds of all loaders: \(times.text)") }
    case .json: Console.data(try ReceiptText.json(receipts, isDryRun: dryRun))
    case .csv: Console.data(ReceiptText.csv(receipts, isDryRun: dryRun))
    }
    return hasRejected
  }
}

enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json, csv
}

/// How many bundles are loaded at once.
enum LoaderCount {
  static func validate(_ count: Int?) throws {
    if let count, !(1...32).contains(count) { throw ValidationError("--loaders: 1 to 32") }
  }
}
