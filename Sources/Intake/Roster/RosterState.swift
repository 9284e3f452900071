/// The records of a roster at one moment: what a bulk archive brought, and deltas after it have changed.
struct RosterState: Sendable {
  /// Of each file: its records by their identifiers.
  private(set) var files: [String: [String: RosterRecord]] = [:]

  func record(_ file: RosterFile, _ id: String) -> RosterRecord? { files[file.name]?[id] }

  func contains(_ id: String, in file: String) -> Bool { files[file]?[id] != nil }

  func has(_ file: RosterFile) -> Bool { files[file.name] != nil }

  /// The records of a file, in the order of their rows.
  func records(_ file: RosterFile) -> [RosterRecord] {
    (files[file.name] ?? [:]).values.sorted { ($0.row, $0.id) < ($1.row, $1.id) }
  }

  var count: Int { files.values.reduce(0) { $0 + $1.count } }

  /// Forgets a file, which is brought anew and whole.
  mutating func clear(_ file: RosterFile) { files[file.name] = [:] }

  /// Takes a record in the place of the one with its identifier, or removes that.
  mutating func take(_ record: RosterRecord, of file: RosterFile) {
    files[file.name, default: [:]][record.id] = record.isDeleted ? nil : record
  }

  mutating func remove(_ id: String, of file: RosterFile) { files[file.name]?[id] = nil }

  /// The same records, none of which stands in the archive at hand.
  var earlier: RosterState {
    var state = self
    state.files = files.mapValues { records in
      records.mapValues { record in
        var record = record
        record.isOwn = false
        return record
      }
    }
    return state
  }
}
