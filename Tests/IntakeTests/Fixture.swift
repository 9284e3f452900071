import Foundation
import Schools
import Testing

@testable import Intake

/// A bundle that stands as a folder among the fixtures, and what must be found in it.
struct Fixture: CustomTestStringConvertible, Sendable {
  let folder: URL
  var testDescription: String { folder.lastPathComponent }

  static func all(_ kind: String) -> [Fixture] {
    let root = Bundle.module.resourceURL!.appendingPathComponent("Fixtures/\(kind)")
    return try! FileManager.default.contentsOfDirectory(atPath: root.path).sorted()
      .map { Fixture(folder: root.appendingPathComponent($0)) }
  }

  /// The lines of `expected.txt`: `<table> <rows>`, or `<code> <file> <row> <column>` of a problem.
  func expected() throws -> [String] {
    try String(contentsOf: folder.appendingPathComponent("expected.txt"), encoding: .utf8)
      .split(separator: "\n").map(String.init).sorted()
  }

  /// What a look at the bundle says, in the same words.
  func found() throws -> (lines: [String], isRejected: Bool) {
    let origin = try origin()
    let summary = try TemporaryFile.with(try zip()) {
      try BundleReader.check($0, origin: origin)
    }
    let tables = summary.tables.map { "\($0.name) \($0.rows)" }
    let problems = summary.problems.problems.map(\.line)
    return ((tables + problems).sorted(), summary.problems.isRejected)
  }

  /// The lines of `rows.txt`, `<table>: <cell>|<cell>|…` for every field of the profile; nil without that file.
  func expectedRows() throws -> [String]? {
    let file = folder.appendingPathComponent("rows.txt")
    guard FileManager.default.fileExists(atPath: file.path) else { return nil }
    return try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map(String.init)
  }

  /// The rows of the bundle in the same words.
  func rows() throws -> [String] {
    let origin = try origin()
    return try TemporaryFile.with(try zip()) { path in
      var problems = ProblemList()
      let reader = try BundleReader.open(path, origin: origin, problems: &problems)
      guard let reader else { return [] }
      var lines: [String] = []
      for resource in reader.resources {
        _ = try reader.read(resource, problems: &problems) { row in
          let cells = (0..<row.count).map { row[$0].plain }
          lines.append("\(resource.table.name): \(cells.joined(separator: "|"))")
        }
      }
      return lines
    }
  }

  /// What the sender says of a bundle that does not say it itself: `origin.json`.
  private func origin() throws -> BundleOrigin {
    let file = folder.appendingPathComponent("origin.json")
    guard let text = try? Data(contentsOf: file) else { return BundleOrigin() }
    return try JSONDecoder().decode(BundleOrigin.self, from: text)
  }

  /// The zip of its files; the file itself, when the sender's name of the bundle is that of one of them.
  private func zip() throws -> [UInt8] {
    let bare = folder.appendingPathComponent(try origin().fileName)
    if try !origin().fileName.isEmpty, let bytes = try? Data(contentsOf: bare) {
      return Array(bytes)
    }
    let writer = try ZipWriter()
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    where !["expected.txt", "rows.txt", "origin.json"].contains(name) {
      let file = folder.appendingPathComponent(name)
      guard
        file.hasDirectoryPath
          || (try? file.resourceValues(forKeys: [.isDirectoryKey]))?.isDirectory == true
      else {
        try writer.add(name, Array(try Data(contentsOf: file)))
        continue
      }
      for part in try FileManager.default.subpathsOfDirectory(atPath: file.path).sorted() {
        let bytes = try? Data(contentsOf: file.appendingPathComponent(part))
        if let bytes { try writer.add("\(name)/\(part)", Array(bytes)) }
      }
    }
    return try writer.finish()
  }
}

extension Problem {
  var line: String {
    (["\(code)", location.file ?? "-", "\(location.row ?? 0)"]
      + [location.column].compactMap(\.self))
      .joined(separator: " ")
  }
}

extension Cell {
  /// The value as a person would write it; line breaks and tabs as the signs of their keys.
  var plain: String {
    switch self {
    case .null: return ""
    case .integer(let value): return "\(value)"
    case .decimal(let mantissa, let scale):
      var digits = String(mantissa.magnitude)
      digits = String(repeating: "0", count: max(0, scale + 1 - digits.count)) + digits
      if scale > 0 { digits.insert(".", at: digits.index(digits.endIndex, offsetBy: -scale)) }
      return (mantissa < 0 ? "-" : "") + digits
    case .date(let days):
      return Date(timeIntervalSince1970: Double(days) * 86_400).formatted(
        .iso8601.year().month().day())
    case .flag(let value): return value ? "1" : "0"
    case .text(let bytes):
      return String(decoding: bytes, as: UTF8.self)
        .replacing("\n", with: "⏎").replacing("\t", with: "⇥")
    }
  }
}

enum TemporaryFile {
  /// Calls `body` with the path of a file that holds `bytes` and is gone afterwards.
  static func with<Result>(_ bytes: [UInt8], _ body: (String) throws -> Result) throws -> Result {
    let url = FileManager.default.temporaryDirectory
      .appendingPathComponent("soko-intake-\(UUID().uuidString)")
    try Data(bytes).write(to: url)
    defer { try? FileManager.default.removeItem(at: url) }
    return try body(url.path)
  }
}
