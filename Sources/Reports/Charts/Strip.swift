/// One line of distribution: schools of the municipality as a grey band about its middle half, similar schools as ticks, the
/// region as a diamond, this school as a dot with its interval.
struct Strip {
  let own: Double
  let low: Double?
  let high: Double?
  /// The municipality's other schools.
  let others: [Double]
  var similar: [Double] = []
  let region: Double?
  let title: String
  let details: String

  /// Nil where there is nothing to set the school beside.
  var markup: String? {
    let values = [own, low, high, region].compactMap(\.self) + others + similar
    guard values.count > 1, let x = Scale(values, onto: 6...174) else { return nil }
    var svg = SVG(width: 180, height: 20, title: title, details: details)
    svg.line((4, 10), (176, 10), stroke: SVG.axis)
    drawMunicipality(x, on: &svg)
    for value in similar { svg.line((x(value), 3), (x(value), 17), stroke: SVG.label) }
    if let region { svg.diamond(x(region), 10, radius: 4.5, fill: SVG.analogue) }
    if let low, let high {
      svg.line((x(low), 10), (x(high), 10), stroke: SVG.school, width: 2)
    }
    svg.dot(x(own), 10, radius: 4, fill: SVG.school, stroke: "#fff")
    return svg.markup
  }

  /// Each school where they are few, else the whole range thin and the middle half thick.
  private func drawMunicipality(_ x: Scale, on svg: inout SVG) {
    let sorted = others.sorted()
    guard sorted.count >= 4 else {
      for value in sorted { svg.line((x(value), 6), (x(value), 14), stroke: SVG.mark) }
      return
    }
    svg.line((x(sorted[0]), 10), (x(sorted[sorted.count - 1]), 10), stroke: SVG.mark, width: 4)
    svg.line(
      (x(Self.quantile(0.25, of: sorted)), 10), (x(Self.quantile(0.75, of: sorted)), 10),
      stroke: SVG.mark, width: 12)
  }

  /// Between the neighbors in order, as most programs have it (type 7); `sorted` is not empty.
  static func quantile(_ part: Double, of sorted: [Double]) -> Double {
    let place = part * Double(sorted.count - 1)
    let below = Int(place.rounded(.down))
    let above = min(below + 1, sorted.count - 1)
    return sorted[below] + (place - Double(below)) * (sorted[above] - sorted[below])
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
