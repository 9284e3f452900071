import Schools
import Testing

@testable import Intake

/// Headers as schools write them, in text and in workbooks alike.
@Suite struct HeaderTests {
  /// Rows, problems and the layout of a table of classes, as a sheet.
  private func sheet(_ rows: [[String]], _ more: String = "") throws -> (BareFile, TableForm.Layout)
  {
    let workbook = TestWorkbook(TestWorkbook.rows(rows) + more, name: "class")
    let found = try BareFile(workbook.bytes())
    return (found, found.forms.first?.layout ?? TableForm.Layout())
  }

  private func text(_ lines: [String]) throws -> (rows: Int, problems: [String]) {
    var writer = BundleWriter(
      descriptor: BundleDescriptor(
        kind: .school, name: "s1", created: "2025-06-21", schoolCode: "S1", academicYear: 2025,
        asOf: "2025-06-21"))
    writer.add(table: "class", csv: Array(lines.joined(separator: "\r\n").utf8))
    let summary = try TemporaryFile.with(try writer.zip()) { try BundleReader.check($0) }
    return (summary.tables[0].rows, summary.problems.problems.map(\.place))
  }

  @Test func `titles above, the header in Russian, totals below`() throws {
    let (found, layout) = try sheet([
      ["МБОУ «Школа № 1»"], ["Классы на 20.09.2024", "", "2024/2025"], [],
      ["Код класса", "Параллель", "Литера", "Проектная наполняемость"],
      ["9А", "9", "А", "25"], ["9Б", "9", "Б", "25"], ["Итого", "", "", "50"],
      ["", "Средний балл:", "4"],
    ])
    #expect(found.rows == ["class 5: 9А|9|А|||||25|", "class 6: 9Б|9|Б|||||25|"])
    #expect(
      found.problems == ["intake.row_total t.xlsx class 7", "intake.row_total t.xlsx class 8"])
    #expect(layout.headerRow == 4 && layout.titleRows == 2 && layout.totalRows == 2)
    #expect(
      layout.columns == ["class_code": "A", "grade": "B", "letter": "C", "capacity": "D"])
  }

  @Test func `case, spaces, ё and explanations of a name do not matter`() throws {
    let (found, _) = try sheet([
      ["КОД  КЛАССА", "параллель", "Программа", "форма обучения:"],
      ["9А", "9", "general", "mixed"],
    ])
    #expect(found.rows == ["class 2: 9А|9|||general|mixed|||"])
    #expect(found.problems.isEmpty)
    #expect(ColumnNames.folded("Зачёт (для Собеседования)") == "зачетдлясобеседования")
    #expect(ColumnNames.folded("Причина выбытия №2") == ColumnNames.folded("причина  выбытия 2"))
  }

  @Test func `a header of two rows with merged titles`() throws {
    let (found, layout) = try sheet(
      [
        ["Сведения о классах"], ["Класс", "Состав", "", "Обучение", ""],
        ["", "Параллель", "Литера", "Программа", "Кабинет"], ["1", "2", "3", "4", "5"],
        ["9А", "9", "А", "general", "12"],
      ],
      "<mergeCells><mergeCell ref=\"A2:A3\"/><mergeCell ref=\"B2:C2\"/><mergeCell ref=\"D2:E2\"/></mergeCells>"
    )
    #expect(found.rows == ["class 5: 9А|9|А||general||||"])
    #expect(found.problems == ["intake.column_unknown t.xlsx class 3 Кабинет E3"])
    #expect(layout.headerRow == 3 && layout.noteRows == 1 && layout.titleRows == 2)
  }

  @Test func `a header of two rows without merging, whose upper names are joined`() throws {
    let (found, layout) = try sheet([
      ["Класс", "Состав", "", "Обучение"], ["", "Параллель", "Литера", "Кабинет"],
      ["9А", "9", "А", "12"],
    ])
    #expect(found.rows == ["class 3: 9А|9|А||||||"])
    #expect(found.problems == ["intake.column_unknown t.xlsx class 2 Обучение / Кабинет D2"])
    #expect(layout.headerRow == 2 && layout.headerRows == 2 && layout.titleRows == 0)
  }

  @Test func `the rows of a template: a title, Russian names, names of the profile`() throws {
    let (found, layout) = try sheet([
      ["Класс"], ["Код класса, например 9А\nобязательно", "Параллель", "Литера"],
      ["class_code", "grade", "letter"],
      ["9А", "9", "А"],
    ])
    #expect(found.rows == ["class 4: 9А|9|А||||||"])
    #expect(found.problems.isEmpty)
    #expect(layout.headerRow == 3)
  }

  @Test func `what stands under a name in its cell explains it`() throws {
    let (found, _) = try sheet([["Код\nкласса", "Параллель\nобязательно"], ["9А", "9"]])
    #expect(found.rows == ["class 2: 9А|9|||||||"] && found.problems.isEmpty)
  }

  @Test func `names of columns win over titles, titles over synonyms`() throws {
    let (found, _) = try sheet([
      ["Класс", "class_code", "grade"], ["другое", "9А", "9"],
    ])
    #expect(found.rows == ["class 2: 9А|9|||||||"])
    #expect(found.problems == ["intake.column_unknown t.xlsx class 1 Класс A1"])
    let (twice, _) = try sheet([["Класс", "класс ", "grade"], ["9А", "9А", "9"]])
    #expect(twice.problems == ["intake.column_repeated t.xlsx class 1 класс B1"])
  }

  @Test func `a column about a person is refused in either row of a header`() throws {
    let (found, _) = try sheet([
      ["Класс", "Руководитель", ""], ["", "ФИО", "Параллель"], ["9А", "тест", "9"],
    ])
    #expect(found.problems == ["intake.column_personal t.xlsx class 2 Руководитель / ФИО B2"])
    #expect(found.rows.isEmpty)
  }

  @Test func `headers repeated for print, units and letters under a header are no rows`() throws {
    let (found, layout) = try sheet([
      ["Класс", "Параллель", "Проектная наполняемость"], ["код", "", "чел."], ["А", "1", "2"],
      ["9А", "9", "25"], ["Класс", "Параллель", "Проектная наполняемость"], ["9Б", "9", "25"],
    ])
    #expect(found.rows == ["class 4: 9А|9||||||25|", "class 6: 9Б|9||||||25|"])
    #expect(found.problems.isEmpty)
    #expect(layout.noteRows == 3)
  }

  @Test func `a value beside the table is reported and not loaded`() throws {
    let (found, _) = try sheet([
      ["class_code", "grade"], ["9А", "9", "", "заметка"], ["", "", "", "ещё заметка"],
    ])
    #expect(found.rows == ["class 2: 9А|9|||||||"])
    #expect(found.problems == ["intake.cell_outside t.xlsx class 2 D2"])
  }

  @Test(arguments: [
    ("Итого", true), ("ИТОГО:", true), ("Всего по школе", true), ("Итого 9-е классы", true),
    ("Средний балл", true), ("Среднее", true), ("В среднем по школе", true), ("Total", true),
    ("Средняя отметка по предмету", true), ("Всероссийская", false), ("Итоговая", false),
    ("Средний", false), ("Средняя школа № 5", false), ("Средства", false), ("9А", false),
    ("totality", false),
  ])
  func `totals are told from names that begin alike`(_ text: String, _ isTotal: Bool) {
    let found = Array(text.utf8).withUnsafeBytes { ServiceRow.isTotal($0) }
    #expect(found == isTotal)
  }

  @Test func `text files have titles, blank rows and totals too`() throws {
    let found = try text([
      "Классы школы;;".replacing(";", with: ","), ",,", "Класс,Параллель,", "9А,9,", ",,", "9Б,9,",
      "Итого,2,", "9В,9,,,", "9Г,9,,x",
    ])
    #expect(found.rows == 3)
    #expect(
      found.problems == ["intake.row_total class.csv 7", "intake.row_width class.csv 9"])
  }

  @Test func `a lone required column is a header in the first row`() throws {
    let keys = (1...50).map { "p\($0)" }
    var writer = BundleWriter(
      descriptor: BundleDescriptor(
        kind: .school, name: "s1", created: "2025-06-21", schoolCode: "S1", academicYear: 2025,
        asOf: "2025-06-21"))
    writer.add(
      table: "student", csv: Array((["Ключ ученика"] + keys).joined(separator: "\n").utf8))
    let summary = try TemporaryFile.with(try writer.zip()) { try BundleReader.check($0) }
    #expect(summary.tables.map(\.rows) == [50])
    #expect(summary.problems.isEmpty)
  }

  @Test func `no two columns of a table share a name`() {
    for table in RecordTable.all + RecordTable.registers {
      var seen: [String: String] = [:]
      for field in table.fields {
        for name in Set(
          ([field.name, field.title, field.shortTitle] + field.synonyms).map(ColumnNames.folded))
        {
          let other = seen.updateValue(field.name, forKey: name)
          #expect(other == nil, "\(table.name): \(name) is \(other ?? "") and \(field.name)")
        }
        #expect(!field.synonyms.contains { PersonalColumn.isPersonal($0) })
      }
    }
  }
}
