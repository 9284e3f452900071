/// Schools in the order of an estimate, each with its interval: a caterpillar.
///
/// Where a line means no difference, a ring holds it in its interval and a dot leaves it, so that the drawing reads without
/// color; without such a line all are dots. The thick part of an interval, where there is one, is for comparing two schools:
/// those whose thick parts do not overlap differ.
struct IntervalChart {
  struct Point {
    let value: Double
    let low: Double
    let high: Double
    var pairLow: Double?
    var pairHigh: Double?
    let isMarked: Bool
    /// The number of its group, in the order of the points: a rule stands between two groups.
    var group: Int?
  }

  let points: [Point]
  let title: String
  let details: String
  /// What the order is by, under the axis.
  let orderLabel: String
  /// The value of no difference.
  var reference: Double? = 0
  /// Distances from the line that begin to matter, drawn dashed on both sides of it.
  var practical: Double?

  private static let (width, height) = (680.0, 280.0)

  /// Nil for fewer than two schools, which make no order.
  func markup(_ label: (Double) -> String) -> String? {
    let sorted = points.sorted {
      ($0.group ?? 0, $0.value, $0.low) < ($1.group ?? 0, $1.value, $1.low)
    }
    let limits = practical.map { [$0, -$0] } ?? []
    guard sorted.count > 1,
      let up = Scale(
        [reference].compactMap(\.self) + limits + sorted.flatMap { [$0.low, $0.high] },
        onto: 0...224)
    else { return nil }
    func y(_ value: Double) -> Double { Self.height - 40 - up(value) }
    func x(_ place: Double) -> Double { 72 + (Self.width - 84) * place / Double(sorted.count) }
    var svg = SVG(width: Self.width, height: Self.height, title: title, details: details)
    let rules = [up.domain.lowerBound, up.domain.upperBound] + [reference].compactMap(\.self)
    for value in Set(rules).sorted() {
      svg.line(
        (66, y(value)), (Self.width - 6, y(value)),
        stroke: value == reference ? SVG.label : SVG.axis)
      svg.text(label(value), 60, y(value) + 4, anchor: "end")
    }
    for limit in limits {
      svg.path(
        [(x: 66, y: y(limit)), (x: Self.width - 6, y: y(limit))], stroke: SVG.mark, width: 1,
        dash: "5 3")
    }
    for index in sorted.indices.dropFirst() where sorted[index].group != sorted[index - 1].group {
      svg.path(
        [(x: x(Double(index)), y: 16), (x: x(Double(index)), y: Self.height - 40)],
        stroke: SVG.mark, width: 1, dash: "2 2")
    }
    for (index, point) in sorted.enumerated() { draw(point, x(Double(index) + 0.5), y, on: &svg) }
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
    let isApart = reference.map { point.low > $0 || point.high < $0 } ?? true
    svg.dot(
      x, y(point.value), radius: 3.5, fill: isApart ? SVG.label : "#fff", stroke: SVG.label)
  }
}
