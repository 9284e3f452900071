/// Values of one school over the years with their intervals, those of an analogue beside them, and a forecast with its band.
struct TrendChart {
  struct Point {
    let label: String
    let value: Double
    let low: Double?
    let high: Double?
    let analogue: Double?
    /// Not yet seen: drawn as a ring, reached by a dashed line; its interval is a band that opens from the last value seen.
    var isForecast = false
  }

  let points: [Point]
  let title: String
  let details: String

  private static let (step, left, top, bottom) = (90.0, 60.0, 15.0, 115.0)

  /// Nil without a point.
  func markup(_ label: (Double) -> String) -> String? {
    let values = points.flatMap { [$0.value, $0.low, $0.high, $0.analogue].compactMap(\.self) }
    guard !points.isEmpty, let up = Scale(values, onto: 0...(Self.bottom - Self.top)) else {
      return nil
    }
    let width = Self.left + Self.step * Double(points.count)
    func x(_ index: Int) -> Double { Self.left + Self.step * (Double(index) + 0.5) }
    func y(_ value: Double) -> Double { Self.bottom - up(value) }
    var svg = SVG(width: width, height: 140, title: title, details: details)
    for value in [up.domain.lowerBound, up.domain.upperBound] {
      svg.line((56, y(value)), (width, y(value)), stroke: SVG.axis)
      svg.text(label(value), 50, y(value) + 4, anchor: "end")
    }
    drawAnalogues(x, y, on: &svg)
    drawValues(x, y, on: &svg)
    for (index, point) in points.enumerated() { svg.text(point.label, x(index), 136) }
    return svg.markup
  }

  private func drawAnalogues(
    _ x: (Int) -> Double, _ y: (Double) -> Double, on svg: inout SVG
  ) {
    let places = points.enumerated().compactMap { index, point in
      point.analogue.map { (x: x(index), y: y($0)) }
    }
    svg.path(places, stroke: SVG.mark)
    for place in places { svg.diamond(place.x, place.y, radius: 4.5, fill: SVG.analogue) }
  }

  private func drawValues(_ x: (Int) -> Double, _ y: (Double) -> Double, on svg: inout SVG) {
    let places = points.enumerated().map { (x: x($0.offset), y: y($0.element.value)) }
    let seen = points.count { !$0.isForecast }
    if seen > 0, seen < points.count, let low = points[seen].low, let high = points[seen].high {
      svg.area(
        [places[seen - 1], (x: x(seen), y: y(high)), (x: x(seen), y: y(low))], fill: SVG.band)
    }
    svg.path(Array(places.prefix(seen)), stroke: SVG.school)
    if seen > 0, seen < points.count {
      svg.path(Array(places.suffix(points.count - seen + 1)), stroke: SVG.school, dash: "4 3")
    }
    for (index, point) in points.enumerated() {
      if let low = point.low, let high = point.high {
        svg.line((x(index), y(low)), (x(index), y(high)), stroke: SVG.school, width: 2)
      }
      svg.dot(
        x(index), y(point.value), radius: 4, fill: point.isForecast ? "#fff" : SVG.school,
        stroke: point.isForecast ? SVG.school : "#fff")
    }
  }
}

/// The last years of one school in a row of a table: a line of points, the latest full, where a year is missing the line is broken.
struct TrendLine {
  /// Year by year, nil where there is no value.
  let values: [Double?]
  let title: String
  let details: String

  /// Nil for fewer than two values.
  var markup: String? {
    let known = values.compactMap(\.self)
    guard known.count > 1, let up = Scale(known, onto: 0...12) else { return nil }
    let width = 12 + 24 * Double(values.count - 1)
    var svg = SVG(width: width, height: 20, title: title, details: details)
    var stretch: [(x: Double, y: Double)] = []
    for (index, value) in values.enumerated() {
      guard let value else {
        svg.path(stretch, stroke: SVG.analogue)
        stretch = []
        continue
      }
      stretch.append((x: 6 + 24 * Double(index), y: 16 - up(value)))
    }
    svg.path(stretch, stroke: SVG.analogue)
    for (index, value) in values.enumerated() {
      guard let value else { continue }
      let isLast = index == values.count - 1
      svg.dot(
        6 + 24 * Double(index), 16 - up(value), radius: isLast ? 3.5 : 2,
        fill: isLast ? SVG.school : SVG.analogue)
    }
    return svg.markup
  }
}
