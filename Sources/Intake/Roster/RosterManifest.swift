import Schools

/// `manifest.csv` of a OneRoster archive: its version, and which files it brings in which way.
struct RosterManifest: Sendable {
  static let fileName = "manifest.csv"
  /// The property that tells an archive whose identifiers are keyed hashes already, and with which key.
  static let keyProperty = "soko.keyFingerprint"
  static let versions = ["1.1", "1.2"]

  enum Mode: String, Sendable { case absent, bulk, delta }

  let version: String
  /// Of each file that the archive brings.
  let modes: [String: Mode]
  let keyFingerprint: String?

  /// The files are changes to what came before.
  var isDelta: Bool { modes.values.contains(.delta) }

  func mode(of file: RosterFile) -> Mode { modes[file.name.lowercased()] ?? .absent }

  /// The properties of a text that is a manifest; nil when it is another text.
  static func properties(_ text: [UInt8]) -> [(row: Int, name: String, value: String)]? {
    let source = ByteSource(text)
    var offset = 0
    let records = RecordScanner(
      delimiter: UInt8(ascii: ","), columns: 8, chunk: 1 << 14, limit: 1 << 16
    ) { buffer in
      let count = try source.read(at: offset, into: buffer)
      offset += count
      return count
    }
    var properties: [(row: Int, name: String, value: String)] = []
    while properties.count < 1000, case .record = try? records.next() {
      guard records.count >= 2 else { continue }
      let cells = (0..<2).map {
        String(decoding: UTF8Text.trimmed(records[$0]), as: UTF8.self)
      }
      properties.append((records.number, cells[0], cells[1]))
    }
    let isManifest = properties.contains { $0.name.lowercased() == "oneroster.version" }
    return isManifest ? properties : nil
  }

  /// Reads the manifest; nil when it cannot be used, which `problems` then explain.
  init?(
    _ properties: [(row: Int, name: String, value: String)], problems: inout ProblemList
  ) {
    var isSound = true
    func refuse(_ row: Int, _ what: String) {
      problems.append(
        Problem(
          "intake.oneroster_manifest_invalid", at: .init(file: Self.fileName, row: row),
          ["what": what]))
      isSound = false
    }
    var (version, modes, key): (String, [String: Mode], String?) = ("", [:], nil)
    for (row, name, value) in properties {
      switch name.lowercased() {
      case "manifest.version":
        if value != "1.0" { refuse(row, "manifest.version: 1.0") }
      case "oneroster.version":
        version = value
        if !Self.versions.contains(value) { refuse(row, "oneroster.version: 1.1 | 1.2") }
      case Self.keyProperty.lowercased():
        if SchoolKey.isFingerprint(value) { key = value }
      case let name where name.hasPrefix("file."):
        // Some exporters leave the value of an absent file empty.
        let word = value.isEmpty ? "absent" : value.lowercased()
        guard let mode = Mode(rawValue: word) else {
          refuse(row, "file.…: absent | bulk | delta")
          continue
        }
        if mode != .absent { modes[String(name.dropFirst(5))] = mode }
      default: break
      }
    }
    let read = modes.filter { mode in
      RosterFile.all.contains { $0.name.lowercased() == mode.key }
    }
    if Set(read.values).count > 1 {
      problems.append(Problem("intake.oneroster_mixed", at: .init(file: Self.fileName)))
      isSound = false
    } else if read.isEmpty, key == nil {
      refuse(1, "file.…: bulk | delta")
    }
    guard isSound else { return nil }
    self.version = version
    self.modes = read
    keyFingerprint = key
  }
}
