/// Schools by size and value with the limits that chance reaches: a ring inside them, a dot beyond 95 %, a diamond
/// beyond 99.8 %, so that it reads without color.
///
/// Each school's limits leave the school itself out, so the lines join limits that differ a little from school to school.
struct FunnelChart {
  struct Point {
    let size: Double
    let value: Double
    let low95: Double
    let high95: Double
    let low998: Double
    let high998: Double
    let target: Double
    /// `within`, `above95`, `below998` and the like.
    let position: String
    let isMarked: Bool
  }

  let points: [Point]
  let title: String
  let details: String
  /// What the axis of sizes is called.
  let sizeLabel: String

  private static let (width, height) = (680.0, 320.0)

  /// Nil for fewer than two schools, which make no funnel.
  func markup(_ label: (Double) -> String) -> String? {
    let sorted = points.sorted { ($0.size, $0.value) < ($1.size, $1.value) }
    let values = sorted.flatMap { [$0.value, $0.low95, $0.high95] }
    guard sorted.count > 1,
      let x = Scale([0] + sorted.map(\.size), onto: 64...(Self.width - 12)),
      let up = Scale(values, onto: 0...(Self.height - 56))
    else { return nil }
    func y(_ value: Double) -> Double { Self.height - 40 - up(value) }
    var svg = SVG(width: Self.width, height: Self.height, title: title, details: details)
    for value in [up.domain.lowerBound, up.domain.upperBound] {
      svg.line((60, y(value)), (Self.width - 8, y(value)), stroke: SVG.axis)
      svg.text(label(value), 56, y(value) + 4, anchor: "end")
    }
    func path(_ limit: (Point) -> Double) -> [(x: Double, y: Double)] {
      sorted.map { (x: x($0.size), y: y(limit($0))) }
    }
    svg.path(path(\.target), stroke: SVG.analogue, width: 1)
    for limit in [\Point.low95, \Point.high95] {
      svg.path(path { $0[keyPath: limit] }, stroke: SVG.label, width: 1, dash: "5 3")
    }
    for limit in [\Point.low998, \Point.high998] {
      svg.path(path { $0[keyPath: limit] }, stroke: SVG.label, width: 1)
    }
    for point in sorted { draw(point, at: (x(point.size), y(point.value)), on: &svg) }
    svg.text("0", x(0), Self.height - 22)
    svg.text(
      Self.size(x.domain.upperBound), x(x.domain.upperBound), Self.height - 22, anchor: "end")
    svg.text(sizeLabel, Self.width / 2, Self.height - 6)
    return svg.markup
  }

  private func draw(_ point: Point, at place: (x: Double, y: Double), on svg: inout SVG) {
    if point.isMarked { svg.dot(place.x, place.y, radius: 8, fill: "none", stroke: SVG.school) }
    switch point.position {
    case "above998", "below998": svg.diamond(place.x, place.y, radius: 5, fill: SVG.school)
    case "above95", "below95": svg.dot(place.x, place.y, radius: 3.5, fill: SVG.label)
    default: svg.dot(place.x, place.y, radius: 3, fill: "#fff", stroke: SVG.analogue)
    }
  }

  private static func size(_ number: Double) -> String {
    number == number.rounded() ? String(Int(number)) : "\((number * 10).rounded() / 10)"
  }
}
