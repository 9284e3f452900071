import Foundation
import Testing

@testable import Reports

/// Places of known values, worked by hand; text escaped; nothing drawn of nothing.
@Suite struct ChartTests {
  private let plain: (Double) -> String = { "\(Int($0))" }
  private let hostile = "<b>&\"x\""
  private let escaped = "&lt;b&gt;&amp;&quot;x&quot;"

  private func numbers(_ markup: String) -> [Double] {
    let names = ["x", "y", "x1", "x2", "y1", "y2", "cx", "cy"]
    return names.flatMap { name in
      markup.components(separatedBy: " \(name)=\"").dropFirst().map { part in
        Double(part.prefix { $0 != "\"" }) ?? .nan
      }
    }
  }

  @Test func `a caterpillar spreads schools evenly and rules off groups`() throws {
    let points = [(1.0, 1), (2.0, 1), (4.0, 2)].map { value, group in
      IntervalChart.Point(
        value: value, low: value - 1, high: value + 1, isMarked: false, group: group)
    }
    let markup = try #require(
      IntervalChart(
        points: points, title: hostile, details: hostile, orderLabel: hostile, reference: nil
      ).markup(plain))
    // Three schools share 596 from 72 on; values 0…5 stand on 224 above 240. The third: 72 + 596·2.5/3, 240 − 4·44.8.
    #expect(markup.contains("<circle cx=\"568.7\" cy=\"60.8\""))
    #expect(markup.contains("<circle cx=\"171.3\" cy=\"195.2\""))
    // The rule between the second and the third: 72 + 596·2/3.
    #expect(markup.components(separatedBy: "stroke-dasharray=\"2 2\"").count == 2)
    #expect(markup.contains("points=\"469.3,16 469.3,240\""))
    #expect(markup.contains("<title>\(escaped)</title><desc>\(escaped)</desc>"))
    #expect(!markup.contains("<b>") && markup.contains("role=\"img\""))
    #expect(
      IntervalChart(points: [points[0]], title: "", details: "", orderLabel: "").markup(plain)
        == nil)
  }

  @Test func `an interval that holds the line is a ring, one that leaves it a dot`() throws {
    let points = [(-2.0, -3.0, -1.0), (0.5, -1.0, 2.0)].map {
      IntervalChart.Point(value: $0.0, low: $0.1, high: $0.2, isMarked: false)
    }
    let markup = try #require(
      IntervalChart(points: points, title: "t", details: "d", orderLabel: "o").markup(plain))
    #expect(markup.components(separatedBy: "r=\"3.5\" fill=\"#fff\"").count == 2)
    #expect(markup.components(separatedBy: "r=\"3.5\" fill=\"#4b555d\"").count == 2)
  }

  @Test func `a forecast opens a band from the last value seen`() throws {
    let points = [
      TrendChart.Point(label: "a", value: 10, low: 0, high: 20, analogue: 15),
      TrendChart.Point(label: "b", value: 20, low: 10, high: 30, analogue: nil),
      TrendChart.Point(
        label: hostile, value: 30, low: 0, high: 50, analogue: nil, isForecast: true),
    ]
    let markup = try #require(
      TrendChart(points: points, title: hostile, details: hostile).markup(plain))
    // 0…50 on 100 above 115: two a unit. Years at 105, 195, 285.
    #expect(markup.contains("<polygon points=\"195,75 285,15 285,115\" fill=\"#dfe9f3\""))
    #expect(markup.contains("<polyline points=\"105,95 195,75\""))
    #expect(markup.contains("<polyline points=\"195,75 285,55\""))
    #expect(markup.contains("<circle cx=\"285\" cy=\"55\" r=\"4\" fill=\"#fff\""))
    #expect(markup.contains(">\(escaped)</text>") && !markup.contains("<b>"))
    #expect(TrendChart(points: [], title: "", details: "").markup(plain) == nil)
  }

  @Test func `the line of a row breaks where a year is missing`() throws {
    let markup = try #require(
      TrendLine(values: [1, nil, 3, 2], title: hostile, details: "").markup)
    // 1…3 on 12 above 16: six a unit. Only the last two years are joined.
    #expect(markup.components(separatedBy: "<polyline").count == 2)
    #expect(markup.contains("<polyline points=\"54,4 78,10\""))
    #expect(markup.contains("<circle cx=\"6\" cy=\"16\" r=\"2\""))
    #expect(markup.contains("<circle cx=\"78\" cy=\"10\" r=\"3.5\" fill=\"#1f5a93\""))
    #expect(TrendLine(values: [nil, 2, nil], title: "", details: "").markup == nil)
  }

  @Test func `a strip has the municipality as a band, similar schools as ticks`() throws {
    let markup = try #require(
      Strip(
        own: 50, low: 25, high: 75, others: [100, 0, 40, 60, 50], similar: [20], region: 80,
        title: hostile, details: "d"
      ).markup)
    // 0…100 on 6…174: 1.68 a unit. Of 0, 40, 50, 60, 100 the quarters are 40 and 60.
    #expect(
      markup.contains(
        "<line x1=\"6\" y1=\"10\" x2=\"174\" y2=\"10\" stroke=\"#aab2b9\" stroke-width=\"4\""))
    #expect(
      markup.contains(
        "<line x1=\"73.2\" y1=\"10\" x2=\"106.8\" y2=\"10\" stroke=\"#aab2b9\" stroke-width=\"12\"")
    )
    #expect(markup.contains("<line x1=\"39.6\" y1=\"3\" x2=\"39.6\" y2=\"17\""))
    #expect(markup.contains("<circle cx=\"90\" cy=\"10\" r=\"4\" fill=\"#1f5a93\""))
    // Quarters between neighbors: of 1, 2, 3, 4 the first is 1.75.
    #expect(Strip.quantile(0.25, of: [1, 2, 3, 4]) == 1.75)
    #expect(Strip.quantile(0.75, of: [7]) == 7)
  }

  @Test func `a bullet ends at the school's value, marks at the analogues'`() throws {
    let markup = try #require(
      BulletChart(
        name: hostile, own: 10, low: 0, high: 20,
        marks: [.init(name: "m", value: 5), .init(name: hostile, value: 20)], title: hostile,
        details: "d"
      ).markup(plain))
    // 0…20 on 160…620: 23 a unit.
    #expect(markup.contains("<polygon points=\"160,8 390,8 390,22 160,22\""))
    #expect(markup.contains("<circle cx=\"390\" cy=\"15\""))
    #expect(markup.contains("<line x1=\"160\" y1=\"15\" x2=\"620\" y2=\"15\""))
    #expect(markup.contains("<polygon points=\"275,35 280,40 275,45 270,40\""))
    #expect(markup.contains("<polygon points=\"620,53 625,58 620,63 615,58\""))
    #expect(!markup.contains("<b>"))
    #expect(
      BulletChart(name: "", own: 1, low: nil, high: nil, marks: [], title: "", details: "")
        .markup(plain) == nil)
  }

  @Test func `a slope joins two years, and names are moved apart, never past each other`() throws {
    let markup = try #require(
      SlopeChart(
        lines: [
          .init(name: hostile, before: 0, after: 10), .init(name: "b", before: 10, after: 0),
        ], before: "1", after: "2", title: hostile, details: "d"
      ).markup(plain))
    // 0…10 on 140 above 180.
    #expect(markup.contains("<polyline points=\"340,180 580,40\""))
    #expect(markup.contains("<polyline points=\"340,40 580,180\""))
    #expect(markup.contains("stroke-dasharray=\"6 3\""))
    #expect(!markup.contains("<b>"))
    #expect(
      SlopeChart(lines: [], before: "", after: "", title: "", details: "").markup(plain) == nil)
    #expect(SVG.short(String(repeating: "я", count: 44)).count == 44)
    #expect(SVG.short(String(repeating: "я", count: 45)).hasSuffix("я…"))
    // 50, 52 and 51 need 14 each: from the least on, in their order.
    #expect(SlopeChart.apart([50, 52, 51], in: 0...200) == [50, 78, 64])
    // At the lower edge they are pushed back.
    #expect(SlopeChart.apart([98, 99], in: 0...100) == [86, 100])
    #expect(SlopeChart.apart([], in: 0...1) == [])
  }

  @Test func `a profile has a line an indicator, a shape a cluster, the median upright`() throws {
    let markup = try #require(
      ProfileChart(
        rows: [
          .init(name: hostile, deviations: [-1, 1]), .init(name: "r", deviations: [nil, 0]),
        ],
        clusters: ["c1", hostile], title: hostile, details: "d"
      ).markup(plain))
    // −1…1 on 316…736: the middle at 526. Rows of 24 from 40 on.
    #expect(markup.contains("<line x1=\"526\" y1=\"40\" x2=\"526\" y2=\"88\" stroke=\"#4b555d\""))
    #expect(markup.contains("<circle cx=\"316\" cy=\"52\" r=\"5\""))
    #expect(markup.contains("<polygon points=\"736,45.5 742.5,52 736,58.5 729.5,52\""))
    #expect(markup.contains("<polygon points=\"526,69.5"))
    #expect(!markup.contains("<b>"))
    #expect(
      ProfileChart(
        rows: [.init(name: "r", deviations: [nil])], clusters: ["c"], title: "", details: ""
      )
      .markup(plain) == nil)
  }

  @Test func `what is no number is not drawn`() {
    #expect(Scale([1, .nan], onto: 0...1) == nil && Scale([.infinity], onto: 0...1) == nil)
    #expect(
      TrendChart(
        points: [.init(label: "a", value: .nan, low: nil, high: nil, analogue: nil)], title: "",
        details: ""
      ).markup(plain) == nil)
    #expect(
      Strip(own: .nan, low: nil, high: nil, others: [1, 2], region: nil, title: "", details: "")
        .markup == nil)
  }

  @Test func `every place of every chart is a number inside the drawing`() throws {
    let values = (0..<40).map { Double(($0 * 37) % 41) - 20 }
    let charts = [
      IntervalChart(
        points: values.map { .init(value: $0, low: $0 - 3, high: $0 + 5, isMarked: $0 > 10) },
        title: "t", details: "d", orderLabel: "o", practical: 2
      ).markup(plain),
      SlopeChart(
        lines: values.prefix(8).map { .init(name: "n", before: $0, after: -$0) }, before: "1",
        after: "2", title: "t", details: "d"
      ).markup(plain),
      ProfileChart(
        rows: values.map { .init(name: "n", deviations: [$0, -$0]) }, clusters: ["1", "2"],
        title: "t", details: "d"
      ).markup(plain),
    ]
    for chart in charts {
      let markup = try #require(chart)
      let found = numbers(markup)
      #expect(found.count > 40 && found.allSatisfy { $0.isFinite && $0 >= -10 && $0 < 1200 })
      #expect(!markup.contains("nan") && !markup.contains("inf"))
    }
  }
}
