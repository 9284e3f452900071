/// Clusters over key indicators as parallel dots: a line of the drawing an indicator, a shape a cluster, its place the signed
/// deviation from the median.
struct ProfileChart {
  struct Row {
    let name: String
    /// One a cluster; nil where it has none.
    let deviations: [Double?]
  }

  let rows: [Row]
  /// Names of the clusters, in the order of the deviations.
  let clusters: [String]
  let title: String
  let details: String

  private static let (width, left, step) = (760.0, 300.0, 24.0)

  /// Nil without a row or a deviation.
  func markup(_ label: (Double) -> String) -> String? {
    let values = rows.flatMap { $0.deviations.compactMap(\.self) }
    guard !values.isEmpty, let x = Scale([0] + values, onto: (Self.left + 16)...(Self.width - 24))
    else { return nil }
    let top = 24 + 16 * Double((clusters.count + 1) / 2)
    let height = top + Self.step * Double(rows.count) + 24
    var svg = SVG(width: Self.width, height: height, title: title, details: details)
    for (index, name) in clusters.enumerated() {
      let (column, line) = (Double(index % 2), Double(index / 2))
      let place = (x: 12 + 380 * column, y: 14 + 16 * line)
      Self.shape(index, place.x, place.y, on: &svg)
      svg.text(name, place.x + 12, place.y + 4, anchor: "start")
    }
    func y(_ row: Int) -> Double { top + Self.step * (Double(row) + 0.5) }
    for value in Set([x.domain.lowerBound, 0, x.domain.upperBound]).sorted() {
      svg.line(
        (x(value), top), (x(value), height - 24), stroke: value == 0 ? SVG.label : SVG.axis)
      svg.text(label(value), x(value), height - 8)
    }
    for (index, row) in rows.enumerated() {
      svg.line((Self.left, y(index)), (Self.width - 8, y(index)), stroke: SVG.axis)
      svg.text(SVG.short(row.name), Self.left - 8, y(index) + 4, anchor: "end")
      for (cluster, deviation) in row.deviations.enumerated() {
        if let deviation { Self.shape(cluster, x(deviation), y(index), on: &svg) }
      }
    }
    return svg.markup
  }

  /// Five shapes, and the same five hollow.
  private static func shape(_ cluster: Int, _ x: Double, _ y: Double, on svg: inout SVG) {
    let isFull = cluster / 5 % 2 == 0
    let (fill, stroke) = (isFull ? SVG.school : "#fff", SVG.school)
    switch cluster % 5 {
    case 0: svg.dot(x, y, radius: 5, fill: fill, stroke: stroke)
    case 1:
      svg.diamond(x, y, radius: 6.5, fill: isFull ? SVG.label : "#fff", stroke: SVG.label)
    case 2:
      svg.square(x, y, radius: 4.5, fill: isFull ? SVG.analogue : "#fff", stroke: SVG.analogue)
    case 3: svg.triangle(x, y, radius: 6, fill: fill, stroke: stroke)
    default: svg.cross(x, y, radius: 4.5, stroke: stroke)
    }
  }
}
