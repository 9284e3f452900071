import Schools
import Testing

@Suite struct ProblemTests {
  @Test func `a problem's sentence takes its arguments in both languages`() {
    let problem = Problem("intake.reference_missing", ["table": "class"])
    #expect(problem.message(.ru) == "В таблице «class» нет записи с таким кодом.")
    #expect(problem.message(.en) == "The table “class” has no record of this code.")
    #expect(problem.severity == .rejected)
    // An argument is text, whatever stands in it, and a missing one is an ellipsis.
    #expect(
      Problem("intake.resource_unknown", ["resource": "{table}"]).message(.en).contains("“{table}”")
    )
    #expect(
      Problem("intake.reference_missing").message(.ru) == "В таблице «…» нет записи с таким кодом.")
  }

  @Test func `totals stay exact when the list is capped`() {
    var list = ProblemList(limitPerCode: 2)
    for row in 2...6 { list.append(Problem("intake.value_missing", at: .init(row: row))) }
    #expect(list.problems.map(\.location.row) == [2, 3])
    #expect(list.totals == ["intake.value_missing": 5])
    list.append([Problem("intake.row_repeated", at: .init(row: 9))], total: 40)
    #expect(list.totals["intake.row_repeated"] == 40)
    #expect(list.isRejected)
  }

  @Test func `warnings alone do not reject`() {
    var list = ProblemList()
    list.append(Problem("intake.marks_in_first_grade"))
    #expect(!list.isRejected && !list.isEmpty)
  }

  @Test func `codes are unique and every entry speaks both languages`() {
    let codes = ProblemCatalog.all.map(\.code)
    #expect(Set(codes).count == codes.count)
    for entry in ProblemCatalog.all {
      #expect(!entry.message.ru.isEmpty && !entry.message.en.isEmpty, "\(entry.code)")
    }
  }
}

@Suite struct RecordTableTests {
  @Test func `tables stand after the tables they refer to`() {
    var seen: Set<String> = []
    for table in RecordTable.all {
      for reference in table.references where !reference.isShared {
        #expect(seen.contains(reference.table), "\(table.name) → \(reference.table)")
      }
      seen.insert(table.name)
    }
    #expect(RecordTable.all.count == 31)
  }

  @Test func `keys and references name fields of their table, and keys are required`() {
    for table in RecordTable.all + RecordTable.registers {
      for name in table.key {
        #expect(table.field(name)?.isRequired == true, "\(table.name).\(name)")
      }
      for reference in table.references { #expect(table.field(reference.column) != nil) }
    }
  }

  @Test func `the table of clause 4.6 has seven criteria and thirty-three rows`() {
    #expect(RegulationRow.all.map(\.number) == Array(1...33))
    #expect(Set(RegulationRow.all.map(\.criterion)) == Set(1...7))
  }
}
