package import Postgres
import Schools

/// What the page of a link to send by is made of.
package struct LinkedUpload: Sendable {
  let path: String
  let school: String
  let expiresAt: String
  let bundle: Int?
  let isOpen: Bool

  /// - Parameters:
  ///   - path: where the holder sends.
  ///   - expiresAt: ISO 8601.
  ///   - bundle: the last that came by it.
  ///   - isOpen: whether it takes one now.
  package init(path: String, school: String, expiresAt: String, bundle: Int?, isOpen: Bool) {
    self.path = path
    self.school = school
    self.expiresAt = expiresAt
    self.bundle = bundle
    self.isOpen = isOpen
  }
}

extension Pages {
  /// The page by which a school without an account sends one bundle, and reads what became of it.
  package func upload(_ link: LinkedUpload, _ request: PageRequest, _ db: Database) throws -> String
  {
    struct Page {
      let sentence: String
      let note: String
      let receipt: BundlePage?
      let action: String?
      let formTitle: String
    }
    try request.allow("refresh")
    let (language, words) = (request.language, Wording(request.language))
    let until = Figure(language).moment(link.expiresAt)
    let name = try SchoolName.all(db, language)[link.school]?.name
    let school = [name, link.school].compactMap(\.self).joined(separator: ", ")
    let sentence: Words =
      switch (link.bundle, link.isOpen) {
      case (nil, _):
        Words(
          ru: "По этой ссылке \(school) отправляет один пакет, до \(until).",
          en: "By this link \(school) sends one bundle, until \(until).")
      case (_, true):
        Words(
          ru: "Пакет отклонён. Исправьте файл и отправьте его снова по этой ссылке, до \(until).",
          en: "The bundle is rejected. Mend the file and send it again, until \(until).")
      case (_, false):
        Words(
          ru: "Пакет принят. До \(until) здесь видно, что с ним стало.",
          en: "The bundle is taken in. Until \(until) this page shows what becomes of it.")
      }
    let receipt = try link.bundle.flatMap { bundle in
      try BundlePage.find(bundle, address: link.path, request, db)
    }
    return try render(
      "link", title: words("linkTitle"),
      Page(
        sentence: sentence[language], note: words("linkNote"), receipt: receipt,
        action: link.isOpen ? request.link(link.path) : nil,
        formTitle: words(link.bundle == nil ? "linkForm" : "linkFormAgain")),
      isSecret: true, refresh: receipt?.refresh, for: request, db)
  }
}
