import ArgumentParser
import Intake
import Statistics

struct ClusterMethod: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cluster",
    abstract: "Groups of alike rows, how clear and how stable they are.",
    discussion: """
      A row is a school. For each number of clusters the within sum of squares, the
      mean silhouette and the gap statistic are printed; the number with the
      greatest mean silhouette is taken. Each cluster has the mean of its rows in
      the units of the file, the row nearest to all others, and how much of it comes
      again in bootstrap samples (below 0.6 it is not to be trusted).

      EXAMPLES
        soko method cluster --input schools.csv --id school --columns math,russian
        soko method cluster --input schools.csv --id school --columns a,b,c \\
          --algorithm medoids --k 4 --standardize robust --gap 0
      """)

  enum Algorithm: String, CaseIterable, ExpressibleByArgument {
    case kmeans, ward, medoids

    var method: ClusterAlgorithm {
      switch self {
      case .kmeans: .kMeans
      case .ward: .ward
      case .medoids: .medoids
      }
    }
  }

  enum Units: String, CaseIterable, ExpressibleByArgument {
    case none, zscore, robust

    var standardization: Standardization {
      switch self {
      case .none: .none
      case .zscore: .zScore
      case .robust: .robust
      }
    }
  }

  /// `4` or `2-8`.
  struct Numbers: ExpressibleByArgument, CustomStringConvertible {
    let range: ClosedRange<Int>

    init(_ range: ClosedRange<Int>) { self.range = range }

    init?(argument: String) {
      let ends = argument.split(separator: "-", omittingEmptySubsequences: false)
        .map { Int($0) ?? 0 }
      guard (1...2).contains(ends.count), let low = ends.first, let high = ends.last, low >= 2,
        low <= high, high <= 1000
      else { return nil }
      range = low...high
    }

    var description: String {
      range.count == 1 ? "\(range.lowerBound)" : "\(range.lowerBound)-\(range.upperBound)"
    }
    var defaultValueDescription: String { description }
  }

  /// The least mean silhouette that speaks of clusters at all.
  private static let structure = 0.25

  @OptionGroup var input: MethodInput
  @Option(help: "The column that names a row.") var id: String
  @Option(help: "Columns to cluster by, with commas between.") var columns: NameList
  @Option(help: "kmeans, ward or medoids.") var algorithm = Algorithm.kmeans
  @Option(help: "Numbers of clusters: 2-8, or 4.") var k = Numbers(2...8)
  @Option(help: "none, zscore or robust: the units that columns are put in.")
  var standardize = Units.none
  @Option(help: "Starts of k-means.") var starts = 100
  @Option(help: "Samples of the gap statistic; 0 leaves it out.") var gap = 100
  @Option(help: "Bootstrap samples; 0 leaves stability out.") var bootstrap = 100
  @Option(help: "The seed of all that is drawn.") var seed: UInt64 = 1

  func validate() throws {
    guard (1...100_000).contains(starts), (0...100_000).contains(gap),
      (0...100_000).contains(bootstrap)
    else { throw ValidationError("--starts is 1 or more, --gap and --bootstrap are 0 or more") }
  }

  func run() async throws {
    let names = columns.names
    try input.print(texts: [id], numbers: names) { table in
      let rows = try KeyedRows(table, needed: names.indices)
      try MethodFault.rows(rows.keys.count, needed: k.range.lowerBound + 1)
      let limit = algorithm.method.limit
      guard rows.keys.count <= limit else {
        throw MethodFault(
          "method.rows_too_many",
          ["found": String(rows.keys.count), "limit": String(limit)])
      }
      return document(rows, rows.matrix(table.numbers))
    }
  }

  private func document(_ rows: KeyedRows, _ values: [[Double]]) -> MethodDocument {
    let result = ClusterModel(
      clusters: k.range, minimumSilhouette: -1, seed: seed, starts: starts,
      algorithm: algorithm.method, gapSamples: gap, bootstraps: bootstrap
    ).fit(standardize.standardization.columns(values), keys: rows.keys)
    var document = MethodDocument(
      "cluster", rows: rows.total, used: rows.keys.count, parameters: parameters)
    document.add(
      "constant",
      .strings(
        columns.names.indices.filter { column in
          values.allSatisfy { $0[column] == values[0][column] }
        }.map { columns.names[$0] }))
    document.add("candidates", result.candidates.map(candidate))
    document.add("gapChoice", .integer(result.gapChoice))
    guard let found = result.structure else {
      // Fewer different rows than clusters.
      document.add("structure", .string("none"))
      document.add("k", .null)
      document.add("clusters", .array([]))
      document.add("members", .array([]))
      return document
    }
    document.add("structure", .string(verdict(found.silhouette)))
    if found.silhouette < Self.structure {
      Console.message("no pronounced clusters: the mean silhouette is below \(Self.structure)")
    }
    document.add("k", .integer(found.clusters))
    document.add(
      "clusters",
      (0..<found.clusters).map { cluster in
        let own = values.indices.filter { found.labels[$0] == cluster }
        let mean = columns.names.indices.map { column in
          own.reduce(0) { $0 + values[$1][column] } / Double(own.count)
        }
        return [
          .init("id", .integer(cluster + 1)), .init("size", .integer(own.count)),
          .init("centroid", .reals(mean)),
          .init("medoid", .string(rows.keys[found.medoids[cluster]])),
          .init("jaccard", real: found.jaccard?[cluster]),
        ]
      })
    document.add(
      "members",
      rows.keys.indices.map { row in
        [
          .init("id", .string(rows.keys[row])), .init("cluster", .integer(found.labels[row] + 1)),
          .init("silhouette", real: found.silhouettes[row]),
          .init("membership", real: found.membership?[row]),
        ]
      })
    return document
  }

  /// The words of Kaufman and Rousseeuw for a mean silhouette.
  private func verdict(_ silhouette: Double) -> String {
    switch silhouette {
    case ..<Self.structure: "none"
    case ..<0.5: "weak"
    case ..<0.7: "reasonable"
    default: "strong"
    }
  }

  private func candidate(_ candidate: ClusterModel.Candidate) -> [JSONValue.Member] {
    var members: [JSONValue.Member] = [
      .init("k", .integer(candidate.clusters)),
      .init("withinSS", real: candidate.withinSumOfSquares),
      .init("silhouette", real: candidate.silhouette),
    ]
    if gap > 0 {
      members += [.init("gap", real: candidate.gap), .init("gapSE", real: candidate.gapError)]
    }
    if let distance = candidate.meanDistance {
      members.append(.init("meanDistance", real: distance))
    }
    return members + [.init("smallest", .integer(candidate.smallest))]
  }

  private var parameters: [JSONValue.Member] {
    [
      .init("id", .string(id)), .init("columns", .strings(columns.names)),
      .init("algorithm", .string(algorithm.rawValue)), .init("k", .string(k.description)),
      .init("standardize", .string(standardize.rawValue)), .init("starts", .integer(starts)),
      .init("gap", .integer(gap)), .init("bootstrap", .integer(bootstrap)),
      .init("seed", .seed(seed)),
    ]
  }
}
