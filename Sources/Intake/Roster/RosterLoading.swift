import Schools

/// Lays an archive over what came before it, and notes what in it does not hold together.
struct RosterLoading {
  let source: RosterSource
  let pseudonym: RosterPseudonym?

  /// Files that are kept only as far as marks need them: there is one result per pupil and work.
  private static let late = ["results", "resultScoreScales"]

  /// What came of it.
  struct Outcome {
    /// The roster before the archive and with it.
    var before = RosterState()
    var after = RosterState()
    /// Every file could be read to its end.
    var isComplete = true
  }

  /// - Parameter earlier: the archives before this one that it stands on, the first first.
  func load(
    after earlier: [RosterLoading], problems: inout ProblemList
  ) throws -> Outcome {
    var outcome = Outcome()
    // What was wrong in them was told when they came.
    var told = ProblemList(limitPerCode: 0)
    for loading in earlier {
      _ = try loading.layEarly(over: &outcome.before, reports: false, &told)
    }
    outcome.before = outcome.before.earlier
    outcome.after = outcome.before
    outcome.isComplete = try layEarly(over: &outcome.after, reports: true, &problems)
    let items = RosterMarks.items(of: outcome.before).union(RosterMarks.items(of: outcome.after))
    for loading in earlier {
      _ = try loading.layLate(over: &outcome.before, items, reports: false, &told)
    }
    outcome.before = outcome.before.earlier
    for file in Self.late.compactMap(RosterFile.named) where outcome.before.has(file) {
      outcome.after.clear(file)
      for record in outcome.before.records(file) { outcome.after.take(record, of: file) }
    }
    if try !layLate(over: &outcome.after, items, reports: true, &problems) {
      outcome.isComplete = false
    }
    return outcome
  }

  /// Lays all files but the late ones.
  private func layEarly(
    over state: inout RosterState, reports: Bool, _ problems: inout ProblemList
  ) throws -> Bool {
    let files = RosterFile.all.filter { !Self.late.contains($0.name) && mode(of: $0) != .absent }
    var isComplete = true
    for file in files {
      if mode(of: file) == .bulk { state.clear(file) }
      var seen: [String: Int] = [:]
      let limit = source.limits.rosterRecords
      var isFull = false
      let isRead = try RosterReading(source, file, pseudonym).forEach(&problems) {
        record, problems in
        if let first = seen.updateValue(record.row, forKey: record.id) {
          problems.append(repeated(record, file, first: first))
        } else if state.count < limit {
          state.take(record, of: file)
        } else {
          isFull = true
        }
      }
      if isFull { problems.append(tooLarge(file, limit)) }
      if !isRead || isFull { isComplete = false }
    }
    guard reports else { return isComplete }
    for file in files {
      for record in state.records(file) where record.isOwn {
        check(record, file, state, &problems)
      }
    }
    return isComplete
  }

  /// Lays the late files; of results those of these line items only.
  private func layLate(
    over state: inout RosterState, _ items: Set<String>, reports: Bool,
    _ problems: inout ProblemList
  ) throws -> Bool {
    var isComplete = true
    let limit = source.limits.rosterRecords
    for file in Self.late.compactMap(RosterFile.named) where mode(of: file) != .absent {
      if mode(of: file) == .bulk { state.clear(file) }
      let isOfMarks = file.name == RosterFile.results.name
      var seen: [String: Int32] = [:]
      var isFull = false
      let isRead = try RosterReading(source, file, pseudonym).forEach(&problems) {
        record, problems in
        if let first = seen.updateValue(Int32(clamping: record.row), forKey: record.id) {
          problems.append(repeated(record, file, first: Int(first)))
          return
        }
        guard seen.count <= limit else {
          isFull = true
          return
        }
        let isWanted =
          isOfMarks
          ? items.contains(record["lineItemSourcedId"])
          : state.contains(record["resultSourcedId"], in: RosterFile.results.name)
        if isWanted || record.isDeleted {
          state.take(record, of: file)
        } else {
          state.remove(record.id, of: file)
        }
        if reports, !record.isDeleted, isOfMarks || isWanted {
          check(record, file, state, &problems)
        }
      }
      if isFull { problems.append(tooLarge(file, limit)) }
      if !isRead || isFull { isComplete = false }
    }
    return isComplete
  }

  private func mode(of file: RosterFile) -> RosterManifest.Mode { source.manifest.mode(of: file) }

  /// Notes each reference of a record to one that is nowhere.
  private func check(
    _ record: RosterRecord, _ file: RosterFile, _ state: RosterState,
    _ problems: inout ProblemList
  ) {
    for column in file.columns {
      guard case .reference(let target) = column.kind else { continue }
      // Who is in which school is said in many places; an archive without schools is of one.
      guard target != "orgs" || state.has(.orgs) else { continue }
      for id in record.list(column.name) where !state.contains(id, in: target) {
        problems.append(
          Problem(
            "intake.oneroster_unresolved",
            at: RosterReading(source, file, pseudonym).place(record.row, column.name),
            ["target": "\(target).csv"], table: file.table))
        break
      }
    }
  }

  private func repeated(_ record: RosterRecord, _ file: RosterFile, first: Int) -> Problem {
    Problem(
      "intake.oneroster_repeated",
      at: RosterReading(source, file, pseudonym).place(record.row, "sourcedId"),
      ["first": "\(first)"])
  }

  private func tooLarge(_ file: RosterFile, _ limit: Int) -> Problem {
    Problem(
      "intake.oneroster_too_large", at: .init(file: source.path(of: file) ?? file.path),
      ["limit": "\(limit)"], table: file.table)
  }
}
