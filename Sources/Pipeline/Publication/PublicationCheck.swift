internal import Foundation
internal import Intake
import Schools

/// A publication computed again from its own inputs and set beside what it says.
package struct PublicationCheck: Sendable {
  /// One file of the publication.
  package struct Finding: Sendable, Hashable {
    package let file: String
    /// Lines that agree to the last digit.
    package let agreeing: Int
    /// Lines that do not, as they are and as they come out; the first few.
    package let differing: [(line: Int, published: String, computed: String)]
    package let differingCount: Int
    /// Whether the file is the one whose SHA-256 was written down.
    package let isIntact: Bool

    package var isRight: Bool { differingCount == 0 && isIntact }

    package static func == (left: Finding, right: Finding) -> Bool {
      left.file == right.file && left.agreeing == right.agreeing
        && left.differingCount == right.differingCount && left.isIntact == right.isIntact
    }

    package func hash(into hasher: inout Hasher) { hasher.combine(file) }
  }

  /// What is no publication, or one of another program.
  package struct Unreadable: Error, CustomStringConvertible {
    let what: String
    package var description: String { "not a publication of soko: \(what)" }
  }

  package let manifest: PublicationFile.Manifest
  package let findings: [Finding]

  package var isRight: Bool { findings.allSatisfy(\.isRight) }

  private static let shown = 5

  /// - Parameter path: the zip.
  package init(path: String) throws {
    let files = try plainZip(path: path)
    func text(_ name: PublicationFile.Name) throws -> String {
      guard let bytes = files[name.rawValue] else {
        throw Unreadable(what: "\(name.rawValue) is missing")
      }
      return String(decoding: bytes, as: UTF8.self)
    }
    do {
      manifest = try ResultJSON.value(try text(.manifest))
    } catch is DecodingError {
      throw Unreadable(what: "manifest.json")
    }
    guard manifest.format == PublicationFile.format, manifest.version == PublicationFile.version
    else { throw Unreadable(what: "format \(manifest.format) \(manifest.version)") }
    let inputs = try PublicationInputs(manifest, text)
    let again = inputs.computed()
    let computed = try again.texts()
    let sums = String(decoding: files[PublicationFile.sums] ?? [], as: UTF8.self)
    findings = try PublicationFile.Name.allCases.map { name in
      let published = try text(name)
      let isIntact = sums.contains(
        PublicationFile.sum(files[name.rawValue] ?? [], name.rawValue))
      return Self.compare(name.rawValue, published, computed[name] ?? "", isIntact)
    }
  }

  private static func compare(
    _ file: String, _ published: String, _ computed: String, _ isIntact: Bool
  ) -> Finding {
    let (said, found) = (
      published.split(separator: "\n", omittingEmptySubsequences: false),
      computed.split(separator: "\n", omittingEmptySubsequences: false)
    )
    var (agreeing, differing) = (0, 0)
    var shown: [(line: Int, published: String, computed: String)] = []
    for line in 0..<max(said.count, found.count) {
      let (one, other) = (
        line < said.count ? String(said[line]) : "", line < found.count ? String(found[line]) : ""
      )
      if line < said.count, line < found.count, one == other {
        agreeing += one.isEmpty ? 0 : 1
      } else {
        differing += 1
        if shown.count < Self.shown { shown.append((line + 1, one, other)) }
      }
    }
    return Finding(
      file: file, agreeing: agreeing, differing: shown, differingCount: differing,
      isIntact: isIntact)
  }
}
