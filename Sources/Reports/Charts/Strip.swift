/// One line of distribution: schools of the municipality as ticks, the region as a diamond, this school as
/// a dot with its interval.
struct Strip {
  let own: Double
  let low: Double?
  let high: Double?
  let others: [Double]
  let region: Double?
  let title: String
  let details: String

  var markup: String? {
    let values = [own, low, high, region].compactMap(\.self) + others
    guard values.count > 1, let x = Scale(values, onto: 6...174) else { return nil }
    var svg = SVG(width: 180, height: 20, title: title, details: details)
    svg.line((4, 10), (176, 10), stroke: SVG.axis)
    for value in others { svg.line((x(value), 5), (x(value), 15), stroke: SVG.mark) }
    if let region { svg.diamond(x(region), 10, radius: 4.5, fill: SVG.analogue) }
    if let low, let high {
      svg.line((x(low), 10), (x(high), 10), stroke: SVG.school, width: 2)
    }
    svg.dot(x(own), 10, radius: 4, fill: SVG.school, stroke: "#fff")
    return svg.markup
  }
}

/// A row of a caterpillar: a point with its interval on a scale that all rows share.
struct Caterpillar {
  let scale: Scale
  /// A value to compare with by eye, drawn through all rows.
  let reference: Double?
  static let width = 260.0

  init?(_ values: [Double], reference: Double? = nil) {
    guard let scale = Scale(values + [reference].compactMap(\.self), onto: 8...(Self.width - 8))
    else { return nil }
    self.scale = scale
    self.reference = reference
  }

  func row(
    _ value: Double, low: Double?, high: Double?, isMarked: Bool = false, title: String,
    details: String? = nil
  ) -> String {
    var svg = SVG(width: Self.width, height: 20, title: title, details: details)
    svg.line((4, 10), (Self.width - 4, 10), stroke: SVG.axis, width: 0.5)
    if let reference {
      svg.line((scale(reference), 0), (scale(reference), 20), stroke: SVG.mark)
    }
    if let low, let high {
      svg.line(
        (scale(low), 10), (scale(high), 10), stroke: isMarked ? SVG.school : SVG.analogue, width: 2)
    }
    svg.dot(scale(value), 10, radius: isMarked ? 5 : 4, fill: isMarked ? SVG.school : SVG.label)
    return svg.markup
  }

  /// The ends of the scale, to stand above the rows.
  func axis(_ label: (Double) -> String) -> String {
    let (low, high) = (scale.domain.lowerBound, scale.domain.upperBound)
    var svg = SVG(
      width: Self.width, height: 16, title: "\(label(low)) – \(label(high))")
    svg.text(label(low), 4, 12, anchor: "start")
    svg.text(label(high), Self.width - 4, 12, anchor: "end")
    if let reference, (0.2...0.8).contains((scale(reference) - 8) / (Self.width - 16)) {
      svg.text(label(reference), scale(reference), 12)
    }
    return svg.markup
  }
}

/// Values of one school over the years with their intervals.
struct History {
  struct Point {
    let label: String
    let value: Double
    let low: Double?
    let high: Double?
    let analogue: Double?
    /// Not yet seen: drawn as a ring, reached by a dashed line.
    var isForecast = false
  }

  let points: [Point]
  let title: String
  let details: String

  func markup(_ label: (Double) -> String) -> String? {
    let values = points.flatMap { [$0.value, $0.low, $0.high, $0.analogue].compactMap(\.self) }
    guard let y = Scale(values, onto: 0...100) else { return nil }
    let step = 90.0
    let width = 60 + step * Double(points.count)
    func x(_ index: Int) -> Double { 60 + step * (Double(index) + 0.5) }
    func height(_ value: Double) -> Double { 115 - y(value) }
    var svg = SVG(width: width, height: 140, title: title, details: details)
    for value in [y.domain.lowerBound, y.domain.upperBound] {
      svg.line((56, height(value)), (width, height(value)), stroke: SVG.axis)
      svg.text(label(value), 50, height(value) + 4, anchor: "end")
    }
    let analogues = points.enumerated().compactMap { index, point in
      point.analogue.map { (x: x(index), y: height($0)) }
    }
    svg.path(analogues, stroke: SVG.mark)
    for place in analogues { svg.diamond(place.x, place.y, radius: 4.5, fill: SVG.analogue) }
    let places = points.enumerated().map { (x: x($0.offset), y: height($0.element.value)) }
    let seen = points.count { !$0.isForecast }
    svg.path(Array(places.prefix(seen)), stroke: SVG.school)
    if seen < places.count {
      svg.path(Array(places.suffix(places.count - seen + 1)), stroke: SVG.school, dash: "4 3")
    }
    for (index, point) in points.enumerated() {
      if let low = point.low, let high = point.high {
        svg.line((x(index), height(low)), (x(index), height(high)), stroke: SVG.school, width: 2)
      }
      svg.dot(
        x(index), height(point.value), radius: 4, fill: point.isForecast ? "#fff" : SVG.school,
        stroke: point.isForecast ? SVG.school : "#fff")
      svg.text(point.label, x(index), 136)
    }
    return svg.markup
  }
}
