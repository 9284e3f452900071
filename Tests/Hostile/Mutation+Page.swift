extension Mutation {
  private static let tooLarge = HostileCase.Outcome.refusedAs(["intake.page_too_large"])
  private static let malformed = HostileCase.Outcome.refusedAs(["intake.page_malformed"])

  /// Ways to spoil an HTML page.
  static let ofPages: [Mutation] = [
    page("it is sound") { _, _ in nil },
    page("tags are not closed") { html, _ in
      html = html.replacing("</td>", with: "").replacing("</tr>", with: "")
      return nil
    },
    page("tags are in capitals, with attributes") { html, _ in
      html = html.replacing("<td>", with: "<TD bgcolor=red onclick='x'>")
        .replacing("</td>", with: "</TD>")
      return nil
    },
    page("scripts and comments in between") { html, _ in
      html = html.replacing("<tr>", with: "<!-- <tr><td>x --><script>'<td>'</script><tr>")
      return nil
    },
    page("other tables stand before it") { html, dice in
      let other = "<table><tr><td>x</td></tr></table>"
      html = html.replacing(
        "<table>", with: String(repeating: other, count: 1 + dice.below(50)) + "<table>")
      return nil
    },
    page("tags nest deep") { html, dice in
      let deep = String(repeating: dice.pick(["<div>", "<table><tr><td>", "<b>"]), count: 5000)
      html = html.replacing("<table>", with: "\(deep)<table>")
      return .refused
    },
    page("a tag is endless") { html, _ in
      html = html.replacing(
        "<table>", with: "<table x=\"\(String(repeating: "x", count: 3_000_000))\">")
      return .refused
    },
    page("cells over a million columns") { html, dice in
      let wide = String(repeating: "<td colspan=1000>x", count: 20)
      html = html.replacing("</table>", with: "<tr>\(wide)</tr></table>")
      return tooLarge
    },
    page("rows of nothing but wide cells") { html, _ in
      let row = "<tr>\(String(repeating: "<td colspan=1000>", count: 16))"
      html = html.replacing("</table>", with: String(repeating: row, count: 5000) + "</table>")
      return tooLarge
    },
    page("a long text over many rows") { html, _ in
      let text = String(repeating: "x", count: 900_000)
      let rows = String(repeating: "<tr><td>x", count: 3000)
      html = html.replacing("</table>", with: "<tr><td rowspan=65534>\(text)\(rows)</table>")
      return .refused
    },
    page("zeros stand anywhere") { html, dice in
      let index = html.index(html.startIndex, offsetBy: dice.below(html.count))
      html.insert("\u{0}", at: index)
      return .refused
    },
    page("an encoding that is none") { html, dice in
      html = "<meta charset=\(dice.pick(["ebcdic", "utf-7", "x", "utf-99"]))>" + html
      return malformed
    },
    page("nothing but tags") { html, _ in
      html = "<html><table>" + String(repeating: "<tr><td>", count: 100_000)
      return .refused
    },
  ]

  private static func page(
    _ name: String,
    _ change: @escaping @Sendable (inout String, inout Dice) -> HostileCase.Outcome?
  ) -> Mutation {
    Mutation(name: "page: \(name)") { dice, seed, name in
      var draft = Draft(&dice)
      draft.tables = [draft.tables[0]]
      let rows = String(decoding: draft.tables[0].csv, as: UTF8.self).split(separator: "\n").map {
        line in
        "<tr>"
          + line.split(separator: draft.delimiter, omittingEmptySubsequences: false)
          .map { "<td>\($0)</td>" }.joined() + "</tr>"
      }
      var html =
        "<html><meta charset=utf-8><body><table>\(rows.joined(separator: "\n"))</table></body></html>"
      let outcome = change(&html, &dice)
      return HostileCase(
        name: name, seed: seed, fileName: "\(draft.tables[0].name).xls", bytes: Array(html.utf8),
        outcome: outcome ?? draft.outcome, secrets: draft.secrets)
    }
  }
}
