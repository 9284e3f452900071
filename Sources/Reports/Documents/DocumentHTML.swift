/// A document as one HTML page that needs nothing else: for a browser, for print, and for what makes PDF and DOCX of it.
///
/// It names no address outside itself, runs nothing, and everything that comes from data is escaped.
package struct DocumentHTML {
  enum Form {
    /// With its style and its drawings in it.
    case page
    /// For pandoc: drawings are files of the names given, and left out where there is none.
    case word(drawings: [String])
  }

  private let document: Document
  private let form: Form
  private let style: String
  private var drawn = 0
  private var tables = 0

  init(_ document: Document, _ form: Form, style: String) {
    self.document = document
    self.form = form
    self.style = style
  }

  /// The whole page. The same document gives the same bytes.
  static func page(_ document: Document, style: String) -> String {
    var html = DocumentHTML(document, .page, style: style)
    return html.text()
  }

  mutating func text() -> String {
    var html = """
      <!DOCTYPE html>
      <html lang="ru">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>\(SVG.escaped(document.title))</title>
      \(isPage ? "<style>\(style)</style>\n" : "")</head>
      <body>

      """
    if isPage { html += "<h1>\(SVG.escaped(document.title))</h1>\n" }
    for line in document.subtitle { html += "<p class=\"subtitle\">\(SVG.escaped(line))</p>\n" }
    if let banner = document.banner {
      html += "<p class=\"banner\"><strong>\(SVG.escaped(banner))</strong></p>\n"
    }
    for (index, section) in document.sections.enumerated() {
      html += "<section>\n<h2>\(index + 1). \(SVG.escaped(section.title))</h2>\n"
      for block in section.blocks { html += self.block(block) }
      html += "</section>\n"
    }
    return html + "</body>\n</html>\n"
  }

  private var isPage: Bool {
    if case .page = form { true } else { false }
  }

  private mutating func block(_ block: Document.Block) -> String {
    switch block {
    case .heading(let text): return "<h3>\(SVG.escaped(text))</h3>\n"
    case .text(let text): return "<p>\(SVG.escaped(text))</p>\n"
    case .note(let text): return "<p class=\"note\">\(SVG.escaped(text))</p>\n"
    case .list(let items):
      return "<ul>\n" + items.map { "<li>\(SVG.escaped($0))</li>\n" }.joined() + "</ul>\n"
    case .table(let table): return self.table(table)
    case .chart(let chart): return drawing(chart) + self.table(chart.table)
    case .blank(let lines):
      return String(
        repeating: isPage ? "<p class=\"blank\"></p>\n" : "<p>\(Self.rule(78))</p>\n", count: lines)
    case .signature(let who): return signature(who)
    }
  }

  private mutating func table(_ table: Document.Table) -> String {
    tables += 1
    var html = "<table>\n<caption>Таблица \(tables). \(SVG.escaped(table.caption))</caption>\n"
    html += "<colgroup>"
    html += table.columns.map { "<col width=\"\($0.percent)%\">" }.joined()
    html += "</colgroup>\n<thead><tr>"
    for column in table.columns {
      html += "<th scope=\"col\"\(Self.side(column))>\(SVG.escaped(column.title))</th>"
    }
    html += "</tr></thead>\n<tbody>\n"
    for row in table.rows {
      switch row {
      case .heading(let title): html += heading(title, of: table)
      case .cells(let cells):
        html += "<tr>"
        for (column, cell) in zip(table.columns, cells) {
          html += "<td\(Self.side(column))>\(SVG.escaped(cell))</td>"
        }
        html += "</tr>\n"
      }
    }
    return html + "</tbody>\n</table>\n"
  }

  /// Over the whole width; pandoc knows no cells over several columns, so there it stands in the widest.
  private func heading(_ title: String, of table: Document.Table) -> String {
    let text = "<strong>\(SVG.escaped(title))</strong>"
    guard !isPage else {
      return
        "<tr class=\"part\"><th scope=\"rowgroup\" colspan=\"\(table.columns.count)\">\(text)</th></tr>\n"
    }
    let widest = table.columns.indices.max { table.columns[$0].percent < table.columns[$1].percent }
    let cells = table.columns.indices.map { "<td>\($0 == widest ? text : "")</td>" }
    return "<tr>\(cells.joined())</tr>\n"
  }

  private static func side(_ column: Document.Column) -> String {
    column.isNumber ? " class=\"r\" align=\"right\"" : ""
  }

  private mutating func drawing(_ chart: Document.Chart) -> String {
    drawn += 1
    let caption = SVG.escaped("Рисунок \(drawn). \(chart.caption)")
    switch form {
    case .page:
      return "<figure>\n\(chart.svg)\n<figcaption>\(caption)</figcaption>\n</figure>\n"
    case .word(let drawings):
      guard drawings.indices.contains(drawn - 1) else {
        return "<p>\(caption): рисунок есть в PDF, его числа — в таблице ниже.</p>\n"
      }
      return "<p><img src=\"\(drawings[drawn - 1])\" alt=\"\(caption)\"></p>\n<p>\(caption)</p>\n"
    }
  }

  private func signature(_ who: [String]) -> String {
    who.map { line in
      isPage
        ? "<p class=\"hand\"><span>\(SVG.escaped(line))</span><span class=\"rule\"></span><span class=\"rule\"></span></p>\n"
          + "<p class=\"hand legend\"><span></span><span>подпись</span><span>расшифровка</span></p>\n"
        : "<p>\(SVG.escaped(line)) \(Self.rule(18)) / \(Self.rule(22)) /</p>\n"
    }.joined()
  }

  private static func rule(_ length: Int) -> String { String(repeating: "_", count: length) }
}
