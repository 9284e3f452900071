import Schools
import Testing

@Suite struct ProblemGroupTests {
  private func problem(_ row: Int?, _ column: String? = "mark", file: String = "a.csv") -> Problem {
    Problem(
      "intake.mark_out_of_range", at: .init(file: file, row: row, column: column),
      ["range": "2…5"], table: "period_mark")
  }

  private func group(_ kept: [Problem], total: Int? = nil) -> ProblemGroup {
    ProblemGroup(
      code: kept[0].code, severity: .rejected, total: total ?? kept.count, kept: kept)
  }

  @Test func `rows without a gap are one stretch`() {
    let rows = group([17, 40, 41, 42, 60].map { problem($0) })
    #expect(rows.places(.ru) == "строки 17, 40–42, 60, столбец «mark»")
    #expect(rows.places(.en) == "rows 17, 40–42, 60, column “mark”")
    #expect(group([problem(17)]).places(.ru) == "строка 17, столбец «mark»")
    #expect(group([problem(nil, nil)]).places(.ru) == "")
  }

  @Test func `what is not shown is counted`() {
    let many = group(stride(from: 2, through: 40, by: 2).map { problem($0) }, total: 300)
    #expect(many.places(.ru, spans: 2) == "строки 2, 4 и ещё 298, столбец «mark»")
    // Two problems of one row are both told of by it.
    #expect(group([problem(3), problem(3)]).places(.en) == "row 3, column “mark”")
  }

  @Test func `an argument on which problems differ is an ellipsis`() {
    let kept = ["9А", "9Б"].map {
      Problem("intake.marks_all_equal", at: .init(file: "a.csv"), ["class": $0, "subject": "rus"])
    }
    let group = ProblemGroup(code: kept[0].code, severity: .warning, total: 2, kept: kept)
    #expect(
      group.message(.ru) == "В классе … все отметки за период по предмету rus одинаковы.")
    #expect(group.file == "a.csv")
  }

  @Test func `groups stand by severity, then by size, each with its own problems`() {
    let one = Problem(
      "intake.value_missing", at: .init(file: "b.csv", row: 2), table: "student")
    let other = Problem(
      "intake.value_missing", at: .init(file: "c.csv", row: 3), table: "class")
    let groups = ProblemGroup.all(
      [
        .init(code: "intake.column_unknown", severity: .warning, table: "class", total: 900),
        .init(code: "intake.value_missing", severity: .rejected, table: "class", total: 1),
        .init(code: "intake.value_missing", severity: .rejected, table: "student", total: 7),
      ], kept: [one, other])
    #expect(groups.map(\.total) == [7, 1, 900])
    #expect(groups.map(\.file) == ["b.csv", "c.csv", nil])
  }

  @Test func `a rule is the check's, the kind of the cell, or the rest of the code`() {
    #expect(problem(2).rule == "cell.integer")
    #expect(Problem("intake.value_missing", table: "student").rule == "cell.required")
    #expect(Problem("intake.row_width", table: "student").rule == "row_width")
    #expect(
      Problem("intake.row_repeated", rule: "student__key_repeated").rule == "student__key_repeated")
  }

  @Test func `a list keeps a hundred of each code in each table`() {
    var list = ProblemList(limitPerCode: 2)
    for table in ["class", "student"] {
      list.table = table
      for row in 2...6 { list.append(Problem("intake.value_missing", at: .init(row: row))) }
    }
    #expect(list.problems.map(\.table) == ["class", "class", "student", "student"])
    #expect(list.totals == ["intake.value_missing": 10])
  }
}
