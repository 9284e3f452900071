/// Schools in the order of an estimate, each with its interval across a line that means no difference: a caterpillar.
///
/// A ring where the interval holds the line, a dot where it leaves it, so that it reads without color. The thick part of an
/// interval, where there is one, is for comparing two schools: those whose thick parts do not overlap differ.
struct EffectChart {
  struct Point {
    let value: Double
    let low: Double
    let high: Double
    var pairLow: Double?
    var pairHigh: Double?
    let isMarked: Bool
  }

  let points: [Point]
  let title: String
  let details: String
  /// What the order is by, under the axis.
  let orderLabel: String
  /// Distances from the line that begin to matter, drawn dashed on both sides of it.
  var practical: Double?

  private static let (width, height) = (680.0, 280.0)

  /// Nil for fewer than two schools, which make no order.
  func markup(_ label: (Double) -> String) -> String? {
    let sorted = points.sorted { ($0.value, $0.low) < ($1.value, $1.low) }
    let limits = practical.map { [$0, -$0] } ?? []
    guard sorted.count > 1,
      let up = Scale([0] + limits + sorted.flatMap { [$0.low, $0.high] }, onto: 0...224)
    else { return nil }
    func y(_ value: Double) -> Double { Self.height - 40 - up(value) }
    func x(_ index: Int) -> Double {
      72 + (Self.width - 84) * (Double(index) + 0.5) / Double(sorted.count)
    }
    var svg = SVG(width: Self.width, height: Self.height, title: title, details: details)
    for value in Set([up.domain.lowerBound, 0, up.domain.upperBound]).sorted() {
      svg.line(
        (66, y(value)), (Self.width - 6, y(value)), stroke: value == 0 ? SVG.label : SVG.axis)
      svg.text(label(value), 60, y(value) + 4, anchor: "end")
    }
    for limit in limits {
      svg.path(
        [(x: 66, y: y(limit)), (x: Self.width - 6, y: y(limit))], stroke: SVG.mark, width: 1,
        dash: "5 3")
    }
    for (index, point) in sorted.enumerated() { draw(point, x(index), y, on: &svg) }
    svg.text(orderLabel, Self.width / 2, Self.height - 10)
    return svg.markup
  }

  private func draw(
    _ point: Point, _ x: Double, _ y: (Double) -> Double, on svg: inout SVG
  ) {
    let stroke = point.isMarked ? SVG.school : SVG.analogue
    svg.line((x, y(point.low)), (x, y(point.high)), stroke: stroke)
    if let low = point.pairLow, let high = point.pairHigh {
      svg.line((x, y(low)), (x, y(high)), stroke: stroke, width: 3)
    }
    if point.isMarked { svg.dot(x, y(point.value), radius: 8, fill: "none", stroke: SVG.school) }
    let isApart = point.low > 0 || point.high < 0
    svg.dot(
      x, y(point.value), radius: 3.5, fill: isApart ? SVG.label : "#fff", stroke: SVG.label)
  }
}
