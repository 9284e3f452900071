import Foundation
import Pipeline
import Reports

/// A file that somebody sent, and what was said of it.
struct Upload: Sendable {
  /// Holds the bytes until they are stored.
  private let incoming: UnnamedFile
  private let file: SentFile
  private let key: String?

  /// What may be said of a file that does not describe itself, as parameters or as fields of a form.
  static let sayings = ["school", "year", "asOf", "mode"]

  /// - Parameters:
  ///   - key: what the sender calls it, so that it can be tried again.
  /// - Throws: ``UploadError`` or `ReportError` for what cannot be said so.
  init(
    _ incoming: UnnamedFile, name: String, sayings: [String: String], key: String? = nil
  ) throws {
    let said = sayings.filter { !$0.value.isEmpty }
    let year = try said["year"].map { text in
      guard let year = Int(text), (1950...2100).contains(year) else {
        throw ReportError.invalidValue(parameter: "year")
      }
      return year
    }
    guard
      let file = SentFile(
        path: incoming.path, name: Self.plain(name), school: said["school"], year: year,
        asOf: said["asOf"], mode: said["mode"])
    else { throw ReportError.invalidValue(parameter: "mode") }
    self.incoming = incoming
    self.file = file
    self.key = try key.map(Self.checked)
  }

  private static func checked(_ key: String) throws -> String {
    guard (1...255).contains(key.utf8.count), key.utf8.allSatisfy({ (0x20..<0x7F).contains($0) })
    else { throw UploadError.keyUnfit }
    return key
  }

  /// A file's name without folders of either kind and without signs that are not for names.
  private static func plain(_ name: String) -> String {
    let last = name.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last ?? ""
    let kept = last.unicodeScalars.filter { !CharacterSet.controlCharacters.contains($0) }
    let text = String(String.UnicodeScalarView(kept).suffix(200))
    return text.isEmpty ? "bundle" : text
  }

  /// Stores it in the caller's scope, whose policies say what the caller may send.
  func store(in queue: Queue, of caller: Caller) async throws -> Queue.Entry {
    let scope = caller.scope
    return try await queue.store(file, sender: caller.sender, key: key) { db in
      try scope.enter(db)
    }
  }

  /// Stores it in the scope of the link's school, and spends the link by it: both or neither.
  func store(in queue: Queue, by link: UploadLink) async throws -> Queue.Entry {
    try await queue.store(file, sender: link.school, key: key) { db in
      try Scope.school(link.school).enter(db)
      try link.hold(db)
    } settling: { entry, db in
      try link.spend(entry.id, db)
    }
  }
}

extension Caller {
  /// By whom a bundle is sent: a school, a municipality, or the operator.
  fileprivate var sender: String {
    switch self {
    case .account(_, _, let mandate, _), .token(_, let mandate):
      mandate.school ?? mandate.municipality ?? "operator"
    case .local, .everybody: "operator"
    }
  }
}
