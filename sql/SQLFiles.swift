package import Foundation

/// The folders that travel with the program, found wherever the program was put.
///
/// They are looked for in `$SOKO_SHARE`, beside the executable, and in `../share/soko` from it; each time
/// under the plain name (`sql`, `templates`) and under the name the package manager gives (`*.resources`).
package struct ProgramFiles: Sendable {
  package struct Missing: Error, CustomStringConvertible {
    package let what: String
    package let places: [String]
    package var description: String {
      "the program's folder “\(what)” is in none of: \(places.joined(separator: ", ")); set SOKO_SHARE"
    }
  }

  private let places: [URL]

  package init(environment: [String: String] = ProcessInfo.processInfo.environment) {
    let executable = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    let beside = executable.deletingLastPathComponent()
    var places: [URL] = []
    if let share = environment["SOKO_SHARE"], !share.isEmpty {
      places.append(URL(fileURLWithPath: share))
    }
    places.append(beside)
    places.append(beside.deletingLastPathComponent().appendingPathComponent("share/soko"))
    self.places = places
  }

  /// The folder with the SQL of the program.
  package func sql() throws -> URL { try folder("sql", built: "soko_SQLFiles.resources") }

  /// The folder with the templates of the pages.
  package func templates() throws -> URL {
    let root = try folder("templates", built: "soko_Reports.resources")
    let inner = root.appendingPathComponent("Templates")
    return FileManager.default.fileExists(atPath: inner.path) ? inner : root
  }

  /// The files of `subfolder` of the SQL folder that end in `.ext`, as (name without ending, text), by name.
  package func texts(in subfolder: String, ending ext: String = "sql") throws -> [(
    name: String, text: String
  )] {
    try Self.texts(of: try sql().appendingPathComponent(subfolder), ending: ext)
  }

  /// The files of `folder` that end in `.ext`, as (name without ending, text), by name.
  /// A folder that is not there holds none.
  package static func texts(of folder: URL, ending ext: String) throws -> [(
    name: String, text: String
  )] {
    guard FileManager.default.fileExists(atPath: folder.path) else { return [] }
    return try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix("." + ext) }
      .sorted()
      .map { file in
        let text = try String(contentsOf: folder.appendingPathComponent(file), encoding: .utf8)
        return (String(file.dropLast(ext.count + 1)), text)
      }
  }

  private func folder(_ name: String, built: String) throws -> URL {
    for place in places {
      for candidate in [name, built] {
        let url = place.appendingPathComponent(candidate)
        if FileManager.default.fileExists(atPath: url.path) { return url }
      }
    }
    throw Missing(what: name, places: places.map(\.path))
  }
}
