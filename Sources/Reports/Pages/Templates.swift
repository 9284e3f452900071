import Foundation
internal import Mustache

/// The templates of the pages and their style sheet, read once from a folder.
package struct Templates: Sendable {
  private let library: MustacheLibrary
  /// The style sheet, `soko.css` of the folder.
  package let css: String

  /// - Throws: ``ReportError/templateUnreadable(_:)`` when a file is missing or malformed.
  package init(folder: String) throws {
    var library = MustacheLibrary()
    let url = URL(fileURLWithPath: folder)
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    for name in names.sorted() where name.hasSuffix(".mustache") {
      do {
        let text = try String(contentsOf: url.appendingPathComponent(name), encoding: .utf8)
        try library.register(text, named: String(name.dropLast(".mustache".count)))
      } catch {
        throw ReportError.templateUnreadable(name)
      }
    }
    guard
      let css = try? String(contentsOf: url.appendingPathComponent("soko.css"), encoding: .utf8)
    else { throw ReportError.templateUnreadable("soko.css") }
    self.library = library
    self.css = css
  }

  func render(_ context: PageContext, with template: String) throws -> String {
    guard let html = library.render(ReflectedFields(context), withTemplate: template) else {
      throw ReportError.templateUnreadable("\(template).mustache")
    }
    return html
  }
}
