/// One school's value as a bar with its interval, and its analogues as marks below, each on a line of its own and drawn
/// through the bar. The bar begins at zero, so that its length is the value.
struct BulletChart {
  struct Mark {
    let name: String
    let value: Double
  }

  let name: String
  let own: Double
  let low: Double?
  let high: Double?
  let marks: [Mark]
  let title: String
  let details: String

  private static let (width, left) = (680.0, 150.0)

  /// Nil without an analogue.
  func markup(_ label: (Double) -> String) -> String? {
    let values = [0, own] + [low, high].compactMap(\.self) + marks.map(\.value)
    guard !marks.isEmpty, let x = Scale(values, onto: (Self.left + 10)...(Self.width - 60)) else {
      return nil
    }
    let height = 44 + 18 * Double(marks.count)
    var svg = SVG(width: Self.width, height: height, title: title, details: details)
    let (start, zero) = (Self.left, x(0))
    svg.area(
      [(x: zero, y: 8), (x: x(own), y: 8), (x: x(own), y: 22), (x: zero, y: 22)],
      fill: SVG.bar)
    if let low, let high { svg.line((x(low), 15), (x(high), 15), stroke: SVG.school, width: 2) }
    svg.dot(x(own), 15, radius: 4.5, fill: SVG.school, stroke: "#fff")
    svg.text(name, start - 8, 19, anchor: "end")
    svg.text(label(own), Self.width - 6, 19, anchor: "end")
    svg.line((zero, 4), (zero, 26), stroke: SVG.label)
    for (index, mark) in marks.enumerated() {
      let y = 40 + 18 * Double(index)
      svg.line((start, y), (Self.width - 60, y), stroke: SVG.axis)
      svg.path(
        [(x: x(mark.value), y: 4), (x: x(mark.value), y: y)], stroke: SVG.mark, width: 1,
        dash: "2 2")
      svg.diamond(x(mark.value), y, radius: 5, fill: SVG.analogue)
      svg.text(mark.name, start - 8, y + 4, anchor: "end")
      svg.text(label(mark.value), Self.width - 6, y + 4, anchor: "end")
    }
    return svg.markup
  }
}
