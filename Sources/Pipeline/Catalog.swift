internal import Crypto
package import Foundation
package import SQLFiles
package import Schools
internal import Yams

/// The definitions in force: indicators with their SQL, key sets, and crosswalks to what others publish.
package struct Catalog: Sendable {
  /// One indicator's file.
  package struct Definition: Sendable {
    package let indicator: Indicator
    /// The select that yields the parts.
    package let select: String
    /// SHA-256 of the file: two values are comparable only when theirs agree.
    package let fingerprint: String

    /// The name of the indicator's view: its code with low lines.
    package var view: String { Self.view(of: indicator.code) }

    static func view(of code: String) -> String {
      String(code.map { $0.isLetter || $0.isNumber ? $0 : "_" })
    }
  }

  package struct KeySetFile: Sendable {
    package let keySet: KeySet
    package let fingerprint: String
  }

  package struct CrosswalkFile: Sendable {
    package let crosswalk: Crosswalk
    package let fingerprint: String
  }

  /// A definition that cannot be used, by file.
  package struct Invalid: Error, CustomStringConvertible {
    package let file: String
    package let what: String
    /// Of a crosswalk: each line that is wrong.
    package var problems: [Problem] = []
    package var description: String { "\(file): \(what)" }
  }

  /// By code.
  package let definitions: [Definition]
  /// The key set in force is the last.
  package let keySets: [KeySetFile]
  /// All of them are in force.
  package let crosswalks: [CrosswalkFile]

  /// SHA-256 over every definition: a change recomputes everything.
  package var fingerprint: String {
    let parts =
      definitions.map(\.fingerprint) + keySets.map(\.fingerprint) + crosswalks.map(\.fingerprint)
    return Self.fingerprint(of: parts.joined(separator: "\n"))
  }

  /// The catalog with definitions that were superseded and are computed in their bridge year.
  func bridged(with earlier: [Definition]) -> Catalog {
    Catalog(
      definitions: (definitions + earlier).sorted { $0.indicator.code < $1.indicator.code },
      keySets: keySets, crosswalks: crosswalks)
  }

  private init(
    definitions: [Definition], keySets: [KeySetFile], crosswalks: [CrosswalkFile]
  ) {
    self.definitions = definitions
    self.keySets = keySets
    self.crosswalks = crosswalks
  }

  package init(_ files: [CatalogFile]) throws {
    var definitions: [String: Definition] = [:]
    var keySets: [KeySetFile] = []
    var crosswalks: [CrosswalkFile] = []
    for file in files {
      switch file.kind {
      case .indicator:
        let definition = try Self.definition(file)
        if definitions.updateValue(definition, forKey: definition.indicator.code) != nil {
          throw Invalid(file: file.name, what: "the code is defined twice")
        }
      case .keySet:
        do {
          let keySet = try YAMLDecoder().decode(KeySet.self, from: file.content)
          keySets.append(
            KeySetFile(keySet: keySet, fingerprint: Self.fingerprint(of: file.content)))
        } catch {
          throw Invalid(file: file.name, what: "\(error)")
        }
      case .crosswalk:
        do {
          let crosswalk = try YAMLDecoder().decode(Crosswalk.self, from: file.content)
          crosswalks.append(
            CrosswalkFile(crosswalk: crosswalk, fingerprint: Self.fingerprint(of: file.content)))
        } catch {
          throw Invalid(file: file.name, what: "\(error)")
        }
      }
    }
    self.definitions = definitions.values.sorted { $0.indicator.code < $1.indicator.code }
    self.keySets = keySets
    self.crosswalks = crosswalks
    try CrosswalkCheck(indicators: definitions.mapValues(\.indicator))(crosswalks.map(\.crosswalk))
    for file in keySets { try Self.check(file.keySet, against: definitions) }
  }

  /// What a key set ranks or clusters by must be there, may be ranked by, and is never sensitive: a score would
  /// tell of a cell that is hidden.
  private static func check(_ keySet: KeySet, against definitions: [String: Definition]) throws {
    let file = "keyset/\(keySet.code)"
    for code in keySet.indicators.map(\.code) + keySet.clusters.map(\.code) {
      guard let indicator = definitions[code]?.indicator else {
        throw Invalid(file: file, what: "there is no indicator \(code)")
      }
      guard !indicator.isSensitive else {
        throw Invalid(file: file, what: "\(code) is sensitive")
      }
    }
    for code in keySet.indicators.map(\.code)
    where definitions[code]?.indicator.ranking == .forbidden {
      throw Invalid(file: file, what: "the passport of \(code) forbids ranking by it")
    }
  }

  private static func definition(_ file: CatalogFile) throws -> Definition {
    guard let matter = FrontMatter(file.content) else {
      throw Invalid(file: file.name, what: "no front matter between /*--- and ---*/")
    }
    let indicator: Indicator
    do {
      indicator = try YAMLDecoder().decode(Indicator.self, from: matter.yaml)
    } catch {
      throw Invalid(file: file.name, what: "\(error)")
    }
    guard indicator.code == file.name else {
      throw Invalid(file: file.name, what: "the file is named otherwise than its code")
    }
    return Definition(
      indicator: indicator, select: matter.body, fingerprint: fingerprint(of: file.content))
  }

  static func fingerprint(of text: String) -> String {
    SHA256.hash(data: Data(text.utf8)).map { byte in
      String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)
    }.joined()
  }
}

/// A file of definitions, of the program or added by `--catalog`.
package struct CatalogFile: Sendable, Hashable {
  package enum Kind: String, Sendable {
    case indicator
    case keySet = "key_set"
    case crosswalk
  }

  package let kind: Kind
  package let name: String
  package let content: String

  package init(kind: Kind, name: String, content: String) {
    self.kind = kind
    self.name = name
    self.content = content
  }

  /// The definitions that travel with the program.
  package static func program(_ files: ProgramFiles) throws -> [CatalogFile] {
    let sql = try files.sql()
    return try folder(
      indicators: sql.appendingPathComponent("derived/indicator"),
      keySets: sql.appendingPathComponent("keyset"),
      crosswalks: sql.appendingPathComponent("crosswalk"))
  }

  /// The definitions of a folder with `indicator/`, `keyset/` and `crosswalk/`.
  package static func folder(_ folder: URL) throws -> [CatalogFile] {
    let files = try self.folder(
      indicators: folder.appendingPathComponent("indicator"),
      keySets: folder.appendingPathComponent("keyset"),
      crosswalks: folder.appendingPathComponent("crosswalk"))
    guard !files.isEmpty else {
      throw Catalog.Invalid(
        file: folder.path,
        what: "no indicator/*.sql, keyset/*.yaml or crosswalk/*.yaml in this folder")
    }
    return files
  }

  private static func folder(indicators: URL, keySets: URL, crosswalks: URL) throws
    -> [CatalogFile]
  {
    func files(_ kind: Kind, of folder: URL, ending: String) throws -> [CatalogFile] {
      try ProgramFiles.texts(of: folder, ending: ending).map {
        CatalogFile(kind: kind, name: $0.name, content: $0.text)
      }
    }
    return try files(.indicator, of: indicators, ending: "sql")
      + files(.keySet, of: keySets, ending: "yaml")
      + files(.crosswalk, of: crosswalks, ending: "yaml")
  }
}
