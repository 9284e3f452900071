import Schools

extension TableReader {
  /// Where each field stands in the file.
  struct Header {
    /// The file's columns.
    let names: [String]
    var width: Int { names.count }
    /// Of each field of the profile: its column, or -1 when the file has none.
    var columns: [Int]
    /// Of each field: whether it tells rows of a slice apart.
    let isKey: [Bool]
    var school = -1
    var year = -1
    var deleted = -1
  }

  func readHeader<Source: RecordSource>(
    _ records: Source, _ problems: inout ProblemList
  ) throws -> Header? {
    let outcome = try records.next()
    switch outcome {
    case .record: break
    case .end:
      problems.append(Problem("intake.header_missing", at: place(row: nil)))
      return nil
    default:
      problems.append(problem(outcome, row: 1))
      return nil
    }
    guard records.count <= limits.columns else {
      problems.append(
        Problem("intake.columns_too_many", at: place(row: 1), ["limit": "\(limits.columns)"]))
      return nil
    }
    let names = (0..<records.count).map {
      String(decoding: UTF8Text.trimmed(records[$0]), as: UTF8.self)
    }
    guard !(names.count == 1 && names[0].isEmpty) else {
      problems.append(Problem("intake.header_missing", at: place(row: 1)))
      return nil
    }
    return match(names, &problems)
  }

  private func match(_ names: [String], _ problems: inout ProblemList) -> Header? {
    var header = Header(
      names: names, columns: Array(repeating: -1, count: table.fields.count),
      isKey: table.fields.map { table.key.contains($0.name) })
    var isSound = true
    func refuse(_ code: String, _ name: String, at index: Int = 0) {
      problems.append(
        Problem(
          code, at: .init(file: file, row: 1, column: PersonalDataWatch.printable(name, at: index)))
      )
      isSound = false
    }
    var seen: Set<String> = []
    for (index, name) in names.enumerated() where !name.isEmpty {
      guard seen.insert(name).inserted else {
        refuse("intake.column_repeated", name, at: index)
        continue
      }
      if let field = table.fields.firstIndex(where: { $0.name == name }) {
        header.columns[field] = index
        continue
      }
      switch ExtraColumn(name, in: bundle.kind) {
      case .schoolCode: header.school = index
      case .academicYear: header.year = index
      case .deleted where bundle.mode == .amend: header.deleted = index
      case .deleted: refuse("intake.deletion_in_full", name)
      case nil where isPersonal(name): refuse("intake.column_personal", name, at: index)
      case nil:
        problems.append(
          Problem(
            "intake.column_unknown",
            at: .init(
              file: file, row: 1, column: PersonalDataWatch.printable(name, at: index))))
      }
    }
    for (index, field) in table.fields.enumerated()
    where field.isRequired && header.columns[index] < 0 {
      refuse("intake.column_missing", field.name)
    }
    return isSound ? header : nil
  }

  /// Whether a column that is no field speaks of a person.
  private func isPersonal(_ name: String) -> Bool {
    // A register may say how a school is reached.
    if bundle.kind == .register, PersonalColumn.isContact(name) { return false }
    let isOfPersons = table.fields.contains { PersonalDataRule.keys.contains($0.name) }
    return PersonalColumn.isPersonal(name, isOfPersons: isOfPersons)
  }
}
