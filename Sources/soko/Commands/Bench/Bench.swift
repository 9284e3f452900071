import ArgumentParser
import Foundation

struct Bench: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench",
    abstract: "Measure the program beside yardsticks, in the same run.",
    discussion: """
      Each part measures itself and its yardstick on the same data, one after the
      other, and prints their ratio: seconds alone say little of another machine.
      Databases are made on a server of its own in a temporary folder, with the
      durability of the embedded default.

        load    bundles to committed rows, beside psql \\copy of the same rows into
                the same tables: same keys, indexes, foreign keys
        night   the same schools again: nothing new, the same files in new bundles,
                one row in a hundred changed; beside the first night
        text    CSV to typed cells, beside Python's csv and pyarrow
        sheets  a workbook to typed cells, beside openpyxl
        memory  the most that a worker takes, by the rows of one bundle
        coverage  how often intervals and sets hold the truth, over simulated
                municipalities; a figure, not a time, so only when it is named
        methods clusters, neighbors, effects and ranks, beside scikit-learn,
                statsmodels, numpy and R
        region  all schools' records to a publication, stage by stage, and one
                school's correction beside it; the same for a quarter of them
        serve   what readers wait for: the first opening of each page beside one
                reading of all comparisons; one school's rows and its page at a
                steady rate, and "not changed" at full speed, beside a static
                answer

      EXAMPLES
        soko bench
        soko bench load --schools 100 --municipalities 10
        soko bench memory --rows 10000000
        soko bench region --schools 1000
      """)

  enum Part: String, CaseIterable, ExpressibleByArgument {
    case load, night, text, sheets, memory, methods, region, serve, coverage
  }

  @Argument(help: "Which parts (default: all).") var parts: [Part] = [
    .load, .night, .text, .sheets, .memory, .methods, .region, .serve,
  ]
  @Option(help: "Schools of the sample.") var schools = 40
  @Option(help: "Municipalities of the sample (default: one for ten schools).")
  var municipalities: Int?
  @Option(help: "Times to measure each.") var runs = 3
  @Option(help: "Bundles loaded at once, beside one at a time.") var loaders = 2
  @Option(help: "Rows of the one large bundle.") var rows = 1_000_000
  @Option(help: "Simulated municipalities of the coverage.") var simulated = 1000

  private var territories: Int { municipalities ?? BenchSample.municipalities(of: schools) }

  func validate() throws {
    guard schools > 0, (1...schools).contains(territories), runs > 0, rows > 0, simulated > 0
    else {
      throw ValidationError(
        "Every count is at least 1, and municipalities are no more than schools.")
    }
    try LoaderCount.validate(loaders)
  }

  func run() async throws {
    if parts.contains(.text) { try TextBench(runs: runs).run() }
    if parts.contains(.sheets) { try await SheetBench(runs: runs).run() }
    if parts.contains(.load) || parts.contains(.night) {
      try await BenchServer.with { server in
        let sample = try BenchSample(
          schools: schools, municipalities: territories, in: server.folder)
        if parts.contains(.load) {
          try await LoadBench(server: server, sample: sample, runs: runs, loaders: loaders).run()
        }
        if parts.contains(.night) {
          try await NightBench(server: server, sample: sample, runs: runs, loaders: loaders).run()
        }
      }
    }
    if parts.contains(.methods) { try MethodsBench(runs: runs).run() }
    if parts.contains(.region) || parts.contains(.serve) {
      try await BenchServer.with { server in
        let region = RegionBench(
          server: server, schools: schools, municipalities: territories, loaders: loaders)
        if parts.contains(.region) { try await region.run() } else { try await region.prepare() }
        if parts.contains(.serve) {
          try await ServeBench(night: region.night(of: schools), runs: runs).run()
        }
      }
    }
    if parts.contains(.memory) { try await MemoryBench(rows: rows).run() }
    if parts.contains(.coverage) { try CoverageBench(municipalities: simulated).run() }
  }
}

/// Figures as the parts print them.
enum BenchText {
  static func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }

  static func rate(_ count: Int, _ seconds: Double) -> String {
    String(format: "%.0f", Double(count) / seconds)
  }
}

extension Duration {
  var inSeconds: Double { self / .seconds(1) }
}
