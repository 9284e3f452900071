import Foundation

/// A plain CSV reader, written apart from the program's own, to recompute what the program says.
enum SecondReader {
  static func rows(_ text: String) -> [[String]] {
    var rows: [[String]] = []
    var row: [String] = []
    var cell = ""
    var isQuoted = false
    var scalars = Array(text.unicodeScalars)
    if scalars.first == "\u{FEFF}" { scalars.removeFirst() }
    var index = 0
    while index < scalars.count {
      let scalar = scalars[index]
      if isQuoted {
        if scalar == "\"" {
          if index + 1 < scalars.count, scalars[index + 1] == "\"" {
            cell.unicodeScalars.append(scalar)
            index += 1
          } else {
            isQuoted = false
          }
        } else {
          cell.unicodeScalars.append(scalar)
        }
      } else {
        switch scalar {
        case "\"": isQuoted = true
        case ",":
          row.append(cell)
          cell = ""
        case "\r": break
        case "\n":
          row.append(cell)
          rows.append(row)
          row = []
          cell = ""
        default: cell.unicodeScalars.append(scalar)
        }
      }
      index += 1
    }
    if !cell.isEmpty || !row.isEmpty {
      row.append(cell)
      rows.append(row)
    }
    return rows
  }

  /// The rows as dictionaries by the header's names.
  static func records(_ text: String) -> [[String: String]] {
    let all = rows(text)
    guard let header = all.first else { return [] }
    return all.dropFirst().map { row in
      Dictionary(uniqueKeysWithValues: zip(header, row))
    }
  }
}

/// Published data that do not travel with the program.
enum ReferenceData {
  /// The file at `path` under `$SOKO_REFERENCE_DATA`, if it is there.
  static func file(_ path: String) -> URL? {
    guard let root = ProcessInfo.processInfo.environment["SOKO_REFERENCE_DATA"], !root.isEmpty
    else {
      return nil
    }
    let url = URL(fileURLWithPath: root).appendingPathComponent(path)
    return FileManager.default.fileExists(atPath: url.path) ? url : nil
  }
}
