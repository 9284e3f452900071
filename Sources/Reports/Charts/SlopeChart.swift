/// Two years of several schools or indicators: a line each from the earlier value to the later, named at both ends.
///
/// Lines differ by their strokes and names, not by color; names that would cover each other are moved apart.
struct SlopeChart {
  struct Line {
    let name: String
    let before: Double
    let after: Double
    var isMarked = false
  }

  let lines: [Line]
  let before: String
  let after: String
  let title: String
  let details: String

  private static let (width, left, right) = (920.0, 340.0, 580.0)
  private static let dashes: [String?] = [
    nil, "6 3", "2 2", "8 3 2 3", "12 4", "4 4", "1 3", "10 3 4 3",
  ]
  private static let gap = 14.0

  /// Nil without a line.
  func markup(_ label: (Double) -> String) -> String? {
    let height = max(200, 60 + Self.gap * Double(lines.count))
    guard !lines.isEmpty,
      let up = Scale(lines.flatMap { [$0.before, $0.after] }, onto: 0...(height - 60))
    else { return nil }
    func y(_ value: Double) -> Double { height - 20 - up(value) }
    var svg = SVG(width: Self.width, height: height, title: title, details: details)
    svg.text(before, Self.left, 14)
    svg.text(after, Self.right, 14)
    for x in [Self.left, Self.right] { svg.line((x, 24), (x, height - 12), stroke: SVG.axis) }
    for (index, line) in lines.enumerated() {
      let stroke = line.isMarked || lines.count == 1 ? SVG.school : SVG.label
      svg.path(
        [(x: Self.left, y: y(line.before)), (x: Self.right, y: y(line.after))], stroke: stroke,
        dash: Self.dashes[index % Self.dashes.count])
      svg.dot(Self.left, y(line.before), radius: 3.5, fill: stroke)
      svg.dot(Self.right, y(line.after), radius: 3.5, fill: stroke)
    }
    let (first, last) = (
      Self.apart(lines.map { y($0.before) }, in: 28...(height - 8)),
      Self.apart(lines.map { y($0.after) }, in: 28...(height - 8))
    )
    for (index, line) in lines.enumerated() {
      svg.text(
        "\(SVG.short(line.name))  \(label(line.before))", Self.left - 10, first[index] + 4,
        anchor: "end")
      svg.text(
        "\(label(line.after))  \(SVG.short(line.name))", Self.right + 10, last[index] + 4,
        anchor: "start")
    }
    return svg.markup
  }

  /// The same places in the same order, no two nearer than a line of text, all within `range` as far as they fit.
  static func apart(_ places: [Double], in range: ClosedRange<Double>) -> [Double] {
    let order = places.indices.sorted { (places[$0], $0) < (places[$1], $1) }
    var moved = places
    var least = range.lowerBound
    for index in order {
      moved[index] = max(moved[index], least)
      least = moved[index] + gap
    }
    var most = range.upperBound
    for index in order.reversed() {
      moved[index] = min(moved[index], most)
      most = moved[index] - gap
    }
    return moved
  }
}
