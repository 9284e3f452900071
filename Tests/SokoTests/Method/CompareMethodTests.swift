import Foundation
import Testing

/// `soko method compare` and `forecast`.
@Suite struct CompareMethodTests {
  struct Document: Decodable {
    struct Comparison: Decodable {
      struct Funnel: Decodable { let low95: Double; let high95: Double; let position: String }
      let id: String
      let value: Double?
      let low: Double
      let high: Double
      let schools: Int
      let analogueNumerator: Double
      let analogueDenominator: Double
      let analogueValue: Double?
      let difference: Double?
      let differenceLow: Double?
      let differenceHigh: Double?
      let percentile: Double?
      let verdict: String
      let funnel: Funnel?
    }
    struct Group: Decodable { let group: String; let value: Double?; let dispersion: Double? }
    let groups: [Group]
    let comparisons: [Comparison]
  }

  private static let asked = [
    "compare", "--id", "id", "--numerator", "x", "--denominator", "n", "--groups", "town",
  ]

  @Test func `a school is left out of its own analogue`() throws {
    // 12 of 40 beside 90 of 400: the example of the page of intervals.
    let found = try MethodRun(
      Self.asked,
      table: "id,x,n,town\ns,12,40,m\nt,60,300,m\nu,30,100,m\nlone,1,2,k\nnone,0,0,m\n"
    ).document(as: Document.self)
    let s = try #require(found.comparisons.first { $0.id == "s" })
    #expect(s.value == 0.3 && s.analogueValue == 0.225 && s.schools == 2)
    #expect(s.analogueNumerator == 90 && s.analogueDenominator == 400)
    #expect(abs((s.difference ?? 0) - 0.075) < 1e-12)
    #expect(abs(s.low - 0.181) < 5e-4 && abs(s.high - 0.454) < 5e-4)
    #expect(abs((s.differenceLow ?? 0) + 0.052) < 5e-4)
    #expect(abs((s.differenceHigh ?? 0) - 0.234) < 5e-4)
    #expect(s.verdict == "within" && s.percentile == 75)
    for id in ["lone", "none"] {
      let other = try #require(found.comparisons.first { $0.id == id })
      #expect(other.verdict == "not_comparable" && other.difference == nil)
    }
    #expect(abs((found.groups.last?.value ?? 0) - 102.0 / 440) < 1e-12)
  }

  @Test func `what is no share is rejected`() throws {
    for (table, code) in [
      ("id,x,n,town\ns,5,4,m\n", "method.share_impossible"),
      ("id,x,n,town\ns,-1,4,m\n", "method.number_negative"),
      ("id,x,n,town\ns,,4,m\n", "method.rows_too_few"),
    ] {
      let run = try MethodRun(Self.asked, table: table)
      #expect(run.status == 3 && run.errors.contains(code))
    }
  }

  struct Outlooks: Decodable {
    struct Forecast: Decodable {
      let id: String; let time: Int; let horizon: Int; let forecast: Double?; let low: Double?
      let high: Double?; let reason: String?
    }
    struct Trial: Decodable { let method: String; let cases: Int; let mase: Double? }
    let chosen: String
    let scale: String
    let backtest: [Trial]
    let forecasts: [Forecast]
  }

  @Test func `a forecast has an interval, or a reason`() throws {
    var table = "id,year,v,n\n"
    for school in 0..<20 {
      for year in 0..<5 {
        table += "s\(school),\(2020 + year),\(50 + (school * 7 + year * 5) % 11),40\n"
      }
    }
    table += "young,2024,50,40\n"
    let found = try MethodRun(
      ["forecast", "--id", "id", "--time", "year", "--value", "v", "--horizon", "2"], table: table
    ).document(as: Outlooks.self)
    #expect(found.scale == "identity" && found.forecasts.count == 42)
    for forecast in found.forecasts where forecast.id != "young" {
      let (value, low, high) = try (
        #require(forecast.forecast), #require(forecast.low), #require(forecast.high)
      )
      #expect(low < value && value < high && forecast.time == 2024 + forecast.horizon)
    }
    let young = found.forecasts.filter { $0.id == "young" }
    #expect(young.allSatisfy { $0.forecast == nil && $0.reason == "too_few_points" })
    #expect(
      try MethodRun(
        ["forecast", "--id", "id", "--time", "year", "--value", "v"],
        table: "id,year,v\na,1,2\na,1,3\na,2,3\n"
      ).errors.contains("method.time_repeated"))
    #expect(
      try MethodRun(
        ["forecast", "--id", "id", "--time", "year", "--value", "v", "--horizon", "3"],
        table: table
      ).status == 2)
  }
}
