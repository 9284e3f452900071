import ArgumentParser
import Foundation
import Pipeline

struct Load: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Store bundles, load them, and print a receipt each.",
    discussion: """
      The same bundle again changes nothing and shows its first receipt. A
      rejected bundle changes nothing; the others are loaded. Analysis follows
      with `soko worker --drain`.

      EXAMPLES
        soko load sample/*.zip
        soko load s001-2025.zip --format json
      """)

  @OptionGroup var home: HomeOptions
  @Option(help: "How to print receipts: text, json or csv.") var format = OutputFormat.text
  @Argument(help: "Bundles (.zip).") var paths: [String]

  func run() async throws {
    let rejected = try await Site.with(home) { site in
      try await site.withWorker { _, loader, queue in
        var entries: [Queue.Entry] = []
        for (index, path) in paths.enumerated() {
          entries.append(try await queue.store(path))
          Console.progress("stored \(index + 1) of \(paths.count)")
        }
        let started = ContinuousClock.now
        try await Self.load(entries, loader, queue)
        Console.progress("")
        return try await print(entries, queue, since: started)
      }
    }
    if rejected { throw Outcome.rejected }
  }

  /// Works off the queue until every given bundle has met its fate.
  private static func load(_ entries: [Queue.Entry], _ loader: Loader, _ queue: Queue) async throws
  {
    var open = Set(entries.map(\.id))
    var idle = 0
    while !open.isEmpty {
      let loaded = try await loader.loadNext()
      for id in loaded.map({ [$0] }) ?? Array(open) {
        let state = try await queue.fate(of: id).state
        if state.isFinal { open.remove(id) }
      }
      Console.progress("\(entries.count - open.count) of \(entries.count)")
      if loaded == nil {
        // What is left waits for a register, or is in another worker's hands.
        var isHeld = false
        for id in open where try await queue.fate(of: id).state == .queued { isHeld = true }
        if !isHeld { return }
        idle += 1
        try await Task.sleep(for: .milliseconds(min(50 * idle, 500)))
      }
    }
  }

  private func print(
    _ entries: [Queue.Entry], _ queue: Queue, since started: ContinuousClock.Instant
  ) async throws -> Bool {
    var hasRejected = false
    var receipts: [(Queue.Entry, Queue.Fate)] = []
    for entry in entries {
      let fate = try await queue.fate(of: entry.id)
      if !fate.state.isAccepted { hasRejected = true }
      receipts.append((entry, fate))
    }
    switch format {
    case .text:
      for (entry, fate) in receipts { Console.data(ReceiptText.text(entry, fate)) }
      let rows = receipts.reduce(0) { $0 + ($1.0.isNew ? $1.1.receipt?.rows ?? 0 : 0) }
      let seconds = (ContinuousClock.now - started) / .seconds(1)
      Console.message(
        "\(receipts.count) bundles, \(rows) rows, \(String(format: "%.1f", seconds)) s")
    case .json: Console.data(try ReceiptText.json(receipts))
    case .csv: Console.data(ReceiptText.csv(receipts))
    }
    return hasRejected
  }
}

enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json, csv
}
