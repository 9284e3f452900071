import Foundation
import Testing

/// `soko method cluster` and `similar`.
@Suite struct ClusterMethodTests {
  struct Document: Decodable {
    struct Candidate: Decodable {
      let k: Int; let withinSS: Double; let silhouette: Double; let gap: Double?; let gapSE: Double?
      let meanDistance: Double?
    }
    struct Cluster: Decodable {
      let id: Int; let size: Int; let centroid: [Double]; let medoid: String; let jaccard: Double?
    }
    struct Member: Decodable, Equatable { let id: String; let cluster: Int; let silhouette: Double }
    let constant: [String]
    let candidates: [Candidate]
    let k: Int?
    let structure: String
    let gapChoice: Int?
    let clusters: [Cluster]
    let members: [Member]
  }

  private static let ruspini =
    ProcessInfo.processInfo.environment["SOKO_REFERENCE_DATA"]
    .map { "\($0)/reference-results/ruspini/ruspini.csv" } ?? ""
  private static let hasRuspini = FileManager.default.fileExists(atPath: ruspini)
  private static let reason: Comment =
    "set SOKO_REFERENCE_DATA to the folder of the reference results"

  /// R 4.2.2: kmeans, silhouette, hclust("ward.D2") and pam on Ruspini's 75 points.
  private static let published:
    [(k: Int, means: Double, width: Double, ward: Double, medoids: Double)] =
      [
        (2, 89337.832143, 0.5827264208, 89337.832143, 31.944056149),
        (3, 51063.475046, 0.6327047140, 51063.475046, 21.592930139),
        (4, 12881.051236, 0.7376569909, 12881.051236, 11.486374815),
        (5, 10126.719788, 0.7019241414, 10149.268323, 10.395790693),
        (6, 8575.406876, 0.5939992676, 8700.059990, 9.528680407),
        (7, 7126.198543, 0.4890462972, 7327.827381, 8.677982761),
      ]

  @Test(.enabled(if: hasRuspini, reason), arguments: ["kmeans", "ward", "medoids"])
  func `Ruspini's points fall into four clusters by every algorithm`(algorithm: String) throws {
    let header = try String(contentsOfFile: Self.ruspini, encoding: .utf8)
      .prefix { $0 != "\n" && $0 != "\r" }.split(separator: ",").map {
        String($0).replacing("\"", with: "")
      }
    let found = try MethodRun(
      [
        "cluster", "--id", header[0], "--columns", header[1...].joined(separator: ","), "--k",
        "2-7", "--algorithm", algorithm, "--gap", "50", "--bootstrap", "50",
      ], input: Self.ruspini
    ).document(as: Document.self)
    func near(_ a: Double?, _ b: Double) -> Bool { abs((a ?? .nan) - b) <= 1e-6 * b }
    for (candidate, row) in zip(found.candidates, Self.published) {
      #expect(candidate.k == row.k)
      switch algorithm {
      case "kmeans":
        #expect(near(candidate.withinSS, row.means) && near(candidate.silhouette, row.width))
      case "ward": #expect(near(candidate.withinSS, row.ward))
      default: #expect(near(candidate.meanDistance, row.medoids))
      }
    }
    #expect(found.candidates.count == 6)
    #expect(found.k == 4 && found.gapChoice == 4 && found.structure == "strong")
    #expect(found.clusters.map(\.size) == [23, 20, 17, 15])
    #expect(found.clusters.allSatisfy { ($0.jaccard ?? 0) > 0.85 })
    #expect(found.members.count == 75)
    for cluster in found.clusters {
      #expect(found.members.first { $0.id == cluster.medoid }?.cluster == cluster.id)
    }
  }

  private static let table: String = {
    var text = "id,a,b,same\n"
    for index in 0..<36 {
      let (group, step) = (Double(index % 3), Double(index * 7 % 12))
      text += "s\(index),\(100 * group + step),\(50 * group * group - step),4\n"
    }
    return text
  }()
  private static let asked = [
    "cluster", "--id", "id", "--k", "2-4", "--starts", "10", "--gap", "5", "--bootstrap", "5",
    "--standardize", "zscore", "--columns",
  ]

  @Test func `order, threads, units and a constant column change nothing`() throws {
    let plain = try MethodRun(Self.asked + ["a,b", "--threads", "1"], table: Self.table)
    let lines = Self.table.split(separator: "\n")
    let turned = try MethodRun(
      Self.asked + ["a,b", "--threads", "2"],
      table: ([lines[0]] + lines.dropFirst().reversed()).joined(separator: "\n"))
    #expect(plain.output == turned.output)
    let document = try plain.document(as: Document.self)
    #expect(document.k == 3 && document.clusters.map(\.size) == [12, 12, 12])
    #expect(document.constant == [])
    let more = try MethodRun(Self.asked + ["a,same,b"], table: Self.table)
      .document(as: Document.self)
    #expect(more.constant == ["same"] && more.members == document.members)
  }

  @Test func `zero samples leave gap and stability out, one number is that number`() throws {
    let found = try MethodRun(
      [
        "cluster", "--id", "id", "--columns", "a,b", "--k", "2", "--gap", "0", "--bootstrap", "0",
      ], table: Self.table
    ).document(as: Document.self)
    #expect(found.k == 2 && found.candidates.count == 1 && found.candidates[0].gap == nil)
    #expect(found.clusters.allSatisfy { $0.jaccard == nil })
  }

  @Test func `what cannot be clustered says so`() throws {
    #expect(
      try MethodRun(["cluster", "--id", "id", "--columns", "a", "--k", "1-3"], table: Self.table)
        .status == 2)
    let few = try MethodRun(
      ["cluster", "--id", "id", "--columns", "a"], table: "id,a\nx,1\ny,\nz,2\n")
    #expect(few.status == 3 && few.errors.contains("method.rows_too_few"))
    let same = try MethodRun(
      ["cluster", "--id", "id", "--columns", "a"], table: "id,a\nx,1\ny,1\nz,1\nw,1\n"
    ).document(as: Document.self)
    #expect(same.k == nil && same.structure == "none" && same.members.isEmpty)
  }

  struct Similar: Decodable {
    struct Analogue: Decodable {
      struct Neighbor: Decodable { let id: String; let distance: Double }
      let id: String
      let neighbors: [Neighbor]
      let balance: [String: Double?]
    }
    let constant: [String]
    let analogues: [Analogue]
  }

  @Test func `similar rows come by standardized distance, ties by identifier`() throws {
    // x: mean 3, deviation √(10/4) = 1.5811; b is one from a and from c.
    let table = "id,x,same,kind\na,1,5,u\nb,2,5,u\nc,3,5,v\nd,4,5,u\ne,5,5,v\n"
    let unit = 2.5.squareRoot()
    let asked = ["similar", "--id", "id", "--columns", "x,same", "--neighbors", "2"]
    let found = try MethodRun(asked, table: table).document(as: Similar.self)
    #expect(found.constant == ["same"])
    #expect(found.analogues.map(\.id) == ["a", "b", "c", "d", "e"])
    #expect(found.analogues[1].neighbors.map(\.id) == ["a", "c"])
    #expect(abs(found.analogues[1].neighbors[0].distance - 1 / unit) < 1e-12)
    #expect(abs((found.analogues[0].balance["x"]! ?? 0) - (1 - 2.5) / unit) < 1e-12)
    let some = try MethodRun(
      asked + ["--for", "e,a", "--within", "kind"], table: table
    ).document(as: Similar.self)
    #expect(some.analogues.map { $0.neighbors.map(\.id) } == [["c"], ["b", "d"]])
    // The mean over the columns that vary: the constant one's weight is nobody's.
    let weighted = try MethodRun(
      asked + ["--distance", "weighted", "--weights", "1,8"], table: table
    ).document(as: Similar.self)
    #expect(abs(weighted.analogues[1].neighbors[0].distance - 1 / unit) < 1e-12)
    #expect(
      try MethodRun(asked + ["--for", "nobody"], table: table).errors.contains("method.id_unknown"))
    #expect(try MethodRun(asked + ["--weights", "1,2"], table: table).status == 2)
  }
}
