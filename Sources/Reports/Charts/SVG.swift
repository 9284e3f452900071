/// A drawing written by hand: elements with attributes, everything that comes from data escaped.
///
/// Only presentation attributes are used, no styles, so that a page may forbid inline styles.
struct SVG {
  private let width: Double
  private let height: Double
  private let title: String
  private let details: String?
  private var body = ""

  /// - Parameters:
  ///   - title: What the drawing says, read aloud in its place.
  ///   - details: The numbers behind it.
  init(width: Double, height: Double, title: String, details: String? = nil) {
    self.width = width
    self.height = height
    self.title = title
    self.details = details
  }

  mutating func line(
    _ from: (x: Double, y: Double), _ to: (x: Double, y: Double), stroke: String, width: Double = 1
  ) {
    body += "<line x1=\"\(Self.place(from.x))\" y1=\"\(Self.place(from.y))\""
    body += " x2=\"\(Self.place(to.x))\" y2=\"\(Self.place(to.y))\""
    body += " stroke=\"\(stroke)\" stroke-width=\"\(Self.place(width))\"/>"
  }

  mutating func dot(_ x: Double, _ y: Double, radius: Double, fill: String, stroke: String? = nil) {
    body += "<circle cx=\"\(Self.place(x))\" cy=\"\(Self.place(y))\" r=\"\(Self.place(radius))\""
    body += " fill=\"\(fill)\"" + (stroke.map { " stroke=\"\($0)\"" } ?? "") + "/>"
  }

  mutating func diamond(
    _ x: Double, _ y: Double, radius: Double, fill: String, stroke: String? = nil
  ) {
    area(
      [(x, y - radius), (x + radius, y), (x, y + radius), (x - radius, y)], fill: fill,
      stroke: stroke)
  }

  mutating func square(
    _ x: Double, _ y: Double, radius: Double, fill: String, stroke: String? = nil
  ) {
    area(
      [
        (x - radius, y - radius), (x + radius, y - radius), (x + radius, y + radius),
        (x - radius, y + radius),
      ], fill: fill, stroke: stroke)
  }

  mutating func triangle(
    _ x: Double, _ y: Double, radius: Double, fill: String, stroke: String? = nil
  ) {
    area(
      [(x, y - radius), (x + radius, y + radius * 0.8), (x - radius, y + radius * 0.8)], fill: fill,
      stroke: stroke)
  }

  /// Two strokes aslant.
  mutating func cross(_ x: Double, _ y: Double, radius: Double, stroke: String) {
    line((x - radius, y - radius), (x + radius, y + radius), stroke: stroke, width: 2)
    line((x - radius, y + radius), (x + radius, y - radius), stroke: stroke, width: 2)
  }

  /// A closed figure; fewer than three corners make none.
  mutating func area(
    _ corners: [(x: Double, y: Double)], fill: String, stroke: String? = nil
  ) {
    guard corners.count > 2 else { return }
    let points = corners.map { "\(Self.place($0.x)),\(Self.place($0.y))" }.joined(separator: " ")
    body += "<polygon points=\"\(points)\" fill=\"\(fill)\""
    body += (stroke.map { " stroke=\"\($0)\"" } ?? "") + "/>"
  }

  /// - Parameter dash: lengths of strokes and gaps, such as `4 3`; a whole line unless told.
  mutating func path(
    _ points: [(x: Double, y: Double)], stroke: String, width: Double = 1.5, dash: String? = nil
  ) {
    guard points.count > 1 else { return }
    let list = points.map { "\(Self.place($0.x)),\(Self.place($0.y))" }.joined(separator: " ")
    body += "<polyline points=\"\(list)\" fill=\"none\" stroke=\"\(stroke)\""
    body += " stroke-width=\"\(Self.place(width))\""
    body += (dash.map { " stroke-dasharray=\"\($0)\"" } ?? "") + "/>"
  }

  mutating func text(_ text: String, _ x: Double, _ y: Double, anchor: String = "middle") {
    body += "<text x=\"\(Self.place(x))\" y=\"\(Self.place(y))\" text-anchor=\"\(anchor)\""
    body += " font-size=\"11\" fill=\"\(Self.label)\">\(Self.escaped(text))</text>"
  }

  /// The markup.
  var markup: String {
    let size = "width=\"\(Self.place(width))\" height=\"\(Self.place(height))\""
    let view = "viewBox=\"0 0 \(Self.place(width)) \(Self.place(height))\""
    let description = details.map { "<desc>\(Self.escaped($0))</desc>" } ?? ""
    return "<svg xmlns=\"http://www.w3.org/2000/svg\" \(size) \(view) role=\"img\">"
      + "<title>\(Self.escaped(title))</title>\(description)\(body)</svg>"
  }

  static let school = "#1f5a93"
  static let analogue = "#6b7680"
  static let band = "#dfe9f3"
  static let bar = "#bcd5ec"
  static let mark = "#aab2b9"
  static let axis = "#d5dade"
  static let label = "#4b555d"

  /// A name that fits the margin of a drawing; the description and the table have it whole.
  static func short(_ name: String) -> String {
    name.count > 44 ? name.prefix(43) + "…" : name
  }

  static func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
      .replacing("\"", with: "&quot;")
  }

  /// A coordinate to a tenth, always with a point.
  private static func place(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    let sign = tenths < 0 ? "-" : ""
    let (whole, rest) = tenths.magnitude.quotientAndRemainder(dividingBy: 10)
    return rest == 0 ? "\(sign)\(whole)" : "\(sign)\(whole).\(rest)"
  }
}

/// From values to places on a line.
struct Scale {
  let domain: ClosedRange<Double>
  let range: ClosedRange<Double>

  /// The scale that holds all `values`; equal values stand in the middle. Nil when there is none, or one that is no number.
  init?(_ values: [Double], onto range: ClosedRange<Double>) {
    guard values.allSatisfy(\.isFinite), let low = values.min(), let high = values.max() else {
      return nil
    }
    domain = low < high ? low...high : (low - 1)...(high + 1)
    self.range = range
  }

  func callAsFunction(_ value: Double) -> Double {
    let clamped = min(max(value, domain.lowerBound), domain.upperBound)
    let part = (clamped - domain.lowerBound) / (domain.upperBound - domain.lowerBound)
    return range.lowerBound + part * (range.upperBound - range.lowerBound)
  }
}
