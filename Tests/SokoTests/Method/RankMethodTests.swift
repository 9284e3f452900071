import Foundation
import Testing

/// `soko method rank`.
@Suite struct RankMethodTests {
  struct Document: Decodable {
    struct Place: Decodable, Equatable {
      let id: String
      let score: Double
      let rank: Int
      let rankLow: Int
      let rankHigh: Int
      let tier: Int
      let parts: [String: Double?]
    }
    struct Unranked: Decodable { let id: String; let reason: String }
    let constant: [String]
    let ranking: [Place]
    let unranked: [Unranked]

    func place(_ id: String) throws -> Place { try #require(ranking.first { $0.id == id }) }
  }

  private static let table = """
    id,a,b,c,same
    x,20,80,5,3
    y,50,50,,3
    z,80,20,1,3
    w,,,,3
    v,50,50,9,3

    """

  private func rank(_ arguments: [String], _ table: String = table) throws -> Document {
    try MethodRun(["rank", "--id", "id"] + arguments, table: table).document(as: Document.self)
  }

  private static let two = [
    "--indicators", "a,b", "--directions", "higher,higher", "--goalposts", "a=0:100,b=0:100",
  ]

  @Test func `criteria make up for each other in part only, unless the mean is arithmetic`() throws
  {
    // √(20 · 80) = 40 beside √(50 · 50) = 50; the arithmetic mean of both is 50.
    let geometric = try rank(Self.two + ["--groups", "one,two"])
    #expect(abs(try geometric.place("x").score - 40) < 1e-9)
    #expect(abs(try geometric.place("y").score - 50) < 1e-9)
    #expect(try geometric.place("x").parts == ["one": 20, "two": 80])
    #expect(geometric.ranking.map(\.id) == ["v", "y", "x", "z"])
    #expect(geometric.ranking.map(\.rank) == [1, 1, 3, 3])
    let arithmetic = try rank(Self.two + ["--groups", "one,two", "--between", "arithmetic"])
    #expect(arithmetic.ranking.map(\.rank) == [1, 1, 1, 1])
    // Within one criterion the mean is arithmetic unless told: (20 + 2·80)/3 = 60.
    let within = try rank(Self.two + ["--weights", "1,2"])
    #expect(abs(try within.place("x").score - 60) < 1e-9)
    #expect(try within.place("x").parts.keys.sorted() == ["all"])
    // 20^0.75 · 80^0.25.
    let weighted = try rank(
      Self.two + ["--groups", "one,two", "--group-weights", "two=1,one=3"])
    #expect(abs(try weighted.place("x").score - pow(20, 0.75) * pow(80, 0.25)) < 1e-9)
  }

  @Test func `weights of what is missing go to what is there; a row without anything has no place`()
    throws
  {
    let found = try rank([
      "--indicators", "a,c", "--directions", "higher,lower", "--goalposts", "a=0:100,c=0:10",
      "--weights", "3,1",
    ])
    // y lacks c: 50. x: (3·20 + 50)/4 = 27.5.
    #expect(abs(try found.place("y").score - 50) < 1e-9)
    #expect(abs(try found.place("x").score - 27.5) < 1e-9)
    #expect(found.unranked.map(\.id) == ["w"])
    #expect(found.ranking.count == 4)
  }

  @Test
  func
    `goalposts that are not given are the 5 and 95 percent quantiles, scores are cut to 1 and 100`()
    throws
  {
    // 0, 10 … 100: P5 = 5, P95 = 95 (type 7); 50 is 50, 20 is 100·15/90, 0 and 100 are beyond.
    let rows = (0...10).map { "s\($0),\($0 * 10)" }.joined(separator: "\n")
    let found = try rank(["--indicators", "a", "--directions", "higher"], "id,a\n\(rows)\n")
    #expect(abs(try found.place("s5").score - 50) < 1e-9)
    #expect(abs(try found.place("s2").score - 1500.0 / 90) < 1e-9)
    #expect(try found.place("s0").score == 1 && found.place("s10").score == 100)
  }

  @Test func `the other scales, by hand`() throws {
    let table = "id,a\np,1\nq,2\nr,6\n"
    func scores(_ more: [String]) throws -> [Double] {
      let found = try rank(["--indicators", "a", "--directions", "higher"] + more, table)
      return try ["p", "q", "r"].map { try found.place($0).score }
    }
    func near(_ a: [Double], _ b: [Double]) -> Bool {
      zip(a, b).allSatisfy { abs($0 - $1) < 1e-9 }
    }
    #expect(near(try scores(["--normalize", "minmax"]), [0, 20, 100]))
    #expect(near(try scores(["--normalize", "minmax", "--range", "10,20"]), [10, 12, 20]))
    #expect(near(try scores(["--normalize", "percentile"]), [0, 50, 100]))
    // Mean 3, squares 4 + 1 + 9 = 14 over 2.
    let unit = 7.0.squareRoot()
    #expect(near(try scores(["--normalize", "zscore"]), [-2 / unit, -1 / unit, 3 / unit]))
  }

  @Test func `z-scores under a geometric mean are a usage error`() throws {
    let zscores = Self.two.prefix(4) + ["--normalize", "zscore"]
    for more in [["--groups", "one,two", "--between", "geometric"], ["--within", "geometric"]] {
      let run = try MethodRun(["rank", "--id", "id"] + zscores + more, table: Self.table)
      #expect(run.status == 2 && run.errors.contains("method.geometric_of_negative"))
      #expect(run.output.isEmpty)
    }
    #expect(
      try MethodRun(
        ["rank", "--id", "id"] + zscores + ["--groups", "one,two"], table: Self.table
      ).status == 0)
  }

  @Test func `options that do not fit the columns are usage errors`() throws {
    for (more, code) in [
      (["--directions", "higher"], "method.list_length"),
      (["--directions", "higher,up"], "method.option_malformed"),
      (["--directions", "higher,lower", "--weights", "1"], "method.list_length"),
      (["--directions", "higher,lower", "--groups", "g"], "method.list_length"),
      (
        ["--directions", "higher,lower", "--groups", "g,h", "--group-weights", "g=1"],
        "method.option_malformed"
      ),
      (["--directions", "higher,lower", "--goalposts", "zzz=0:1"], "method.option_malformed"),
      (["--directions", "higher,lower", "--goalposts", "a=5:5"], "method.option_malformed"),
      (["--directions", "higher,lower", "--range", "0,1"], "method.option_malformed"),
      (["--directions", "higher,lower", "--standard-errors", "c"], "method.list_length"),
    ] {
      let run = try MethodRun(
        ["rank", "--id", "id", "--indicators", "a,b"] + more, table: Self.table)
      #expect(run.status == 2 && run.errors.contains(code), "\(more): \(run.errors)")
    }
    let twice = try MethodRun(
      ["rank", "--id", "id", "--indicators", "a", "--directions", "higher"],
      table: "id,a\nx,1\ny,2\nx,3\n")
    #expect(twice.status == 3 && twice.errors.contains("method.id_repeated"))
    #expect(!twice.errors.contains("x,3"))
  }

  private static let uncertain: String = {
    var text = "id,a,se,b,sf,same\n"
    for index in 0..<24 {
      let (a, b) = (Double(index * 37 % 24), Double(index * 17 % 23))
      text += "s\(index),\(a),\(1 + Double(index % 4)),\(b),\(2 + Double(index % 3)),7\n"
    }
    return text
  }()
  private static let asked = [
    "--indicators", "a,b", "--standard-errors", "se,sf", "--normalize", "zscore", "--draws", "401",
  ]

  @Test func `intervals hold the places, tiers rise with them, and a seed repeats`() throws {
    let arguments = Self.asked + ["--directions", "higher,higher"]
    let found = try rank(arguments, Self.uncertain)
    for place in found.ranking {
      #expect(place.rankLow <= place.rank && place.rank <= place.rankHigh)
    }
    #expect(found.ranking.contains { $0.rankLow < $0.rankHigh })
    let again = try MethodRun(
      ["rank", "--id", "id", "--threads", "1"] + arguments, table: Self.uncertain)
    let lines = Self.uncertain.split(separator: "\n")
    let turned = try MethodRun(
      ["rank", "--id", "id", "--threads", "2"] + arguments,
      table: ([lines[0]] + lines.dropFirst().reversed()).joined(separator: "\n"))
    #expect(again.output == turned.output && again.status == 0)
    let other = try rank(arguments + ["--seed", "2"], Self.uncertain)
    #expect(other.ranking != found.ranking)
  }

  @Test func `turning directions turns places, and a constant column changes nothing`() throws {
    let up = try rank(Self.asked + ["--directions", "higher,higher"], Self.uncertain)
    let down = try rank(Self.asked + ["--directions", "lower,lower"], Self.uncertain)
    for place in up.ranking {
      #expect(try down.place(place.id).rank == 25 - place.rank)
      #expect(try down.place(place.id).rankLow == 25 - place.rankHigh)
    }
    for scale in ["goalposts", "minmax", "percentile"] {
      let plain = try rank(
        ["--indicators", "a,b", "--directions", "higher,lower", "--normalize", scale],
        Self.uncertain)
      let more = try rank(
        ["--indicators", "a,same,b", "--directions", "higher,lower,lower", "--normalize", scale],
        Self.uncertain)
      #expect(more.constant == ["same"] && plain.constant == [])
      #expect(more.ranking == plain.ranking)
    }
  }

  @Test func `uncertain values are drawn toward their mean unless that is turned off`() throws {
    // Errors of 10 where values differ by 1: all become their mean, and nobody can be told apart.
    let table = "id,a,se\np,1,10\nq,2,10\nr,3,10\n"
    let asked = ["--indicators", "a", "--directions", "higher", "--standard-errors", "se"]
    let shrunk = try rank(asked + ["--goalposts", "a=0:10"], table)
    #expect(shrunk.ranking.map(\.rank) == [1, 1, 1])
    let raw = try rank(asked + ["--goalposts", "a=0:10", "--shrink", "none"], table)
    #expect(raw.ranking.map(\.id) == ["r", "q", "p"] && raw.ranking.map(\.rank) == [1, 2, 3])
    #expect(raw.ranking.map(\.tier) == [1, 1, 1])
  }

  private struct Pairs: Decodable {
    struct Pair: Decodable {
      let first: String; let second: String; let above: Double; let below: Double
      let level: Double
    }
    let pairs: [Pair]?
  }

  private static let drawn = [
    "rank", "--id", "id", "--indicators", "a", "--directions", "higher", "--goalposts", "a=0:100",
    "--standard-errors", "se", "--shrink", "none",
  ]

  @Test
  func `a pair is the normal probability of the difference, and says how often both are level`()
    throws
  {
    let table = "id,a,se\nx,60,3\ny,56,4\nz,20,\nw,20,\n"
    let run = try MethodRun(Self.drawn + ["--pairs", "--draws", "40000"], table: table)
    let pairs = try #require(try run.document(as: Pairs.self).pairs)
    #expect(pairs.map { $0.first + $0.second } == ["xy", "xw", "xz", "yw", "yz", "wz"])
    #expect(pairs.allSatisfy { abs($0.above + $0.below + $0.level - 1) < 1e-12 })
    // x − y is normal with mean 4 and deviation 5: Φ(0.8) = 0.788145; of 40,000 draws it errs by 0.002.
    #expect(abs(pairs[0].above - 0.788145) < 0.008 && pairs[0].level == 0)
    #expect(pairs[1].above == 1 && pairs[1].below == 0)
    // Two exact and equal values share their place in every draw.
    #expect(pairs[5].level == 1 && pairs[5].above == 0)
    #expect(
      run.output
        == (try MethodRun(Self.drawn + ["--pairs", "--draws", "40000"], table: table).output))
    let plain = try MethodRun(Self.drawn, table: table).document(as: Pairs.self)
    #expect(plain.pairs == nil)
  }

  @Test func `pairs of exact values are surely above, below or level`() throws {
    let run = try MethodRun(
      ["rank", "--id", "id", "--indicators", "a", "--directions", "higher", "--pairs"],
      table: "id,a\nx,1\ny,2\nz,2\nw,\n")
    let pairs = try #require(try run.document(as: Pairs.self).pairs)
    #expect(pairs.map { $0.first + $0.second } == ["yz", "yx", "zx"])
    #expect(pairs.map(\.level) == [1, 0, 0] && pairs.map(\.above) == [0, 1, 1])
  }
}
