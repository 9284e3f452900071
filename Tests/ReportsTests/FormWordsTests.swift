import Foundation
import Schools
import Testing

@testable import Reports

/// How a receipt says in which form files came.
@Suite struct FormWordsTests {
  private var form: TableForm {
    var form = TableForm(container: .text)
    form.encoding = "windows-1251"
    form.delimiter = ";"
    form.isDetected = true
    form.add([.init(.decimalComma, isDeclared: false)])
    return form
  }

  @Test func `what was found out is one sentence`() {
    #expect(
      ReceiptWords(.ru).form(form)
        == "Кодировка windows-1251, разделитель «;», десятичная запятая — определено автоматически")
    #expect(
      ReceiptWords(.en).form(form)
        == "Encoding windows-1251, delimiter “;”, decimal comma — detected")
  }

  @Test func `what was declared is told apart, and where the header was found comes last`() {
    var form = form
    form.isEncodingDeclared = true
    form.isDelimiterDeclared = true
    form.delimiter = "\t"
    form.layout = TableForm.Layout()
    form.layout?.headerRow = 3
    #expect(
      ReceiptWords(.ru).form(form)
        == "Кодировка windows-1251, разделитель — табуляция — указано; десятичная запятая — определено автоматически; заголовок в строке 3"
    )
  }

  @Test func `of a workbook the sheet is named, and nothing is said of one as the profile has it`()
  {
    var form = TableForm(container: .workbook)
    form.sheet = "Класс"
    form.layout = TableForm.Layout()
    form.layout?.headerRow = 1
    #expect(ReceiptWords(.ru).form(form) == nil)
    form.add([.init(.classSpelling, isDeclared: false)])
    #expect(
      ReceiptWords(.ru).form(form)
        == "Лист «Класс»: коды классов приведены к виду 9А — определено автоматически")
  }

  @Test func `every notation has words of its own in both languages`() {
    for language in [Language.ru, .en] {
      let sentences = TableForm.Notation.Name.allCases.map { name in
        var form = TableForm(container: .text)
        form.add([.init(name, isDeclared: false)])
        return ReceiptWords(language).form(form) ?? ""
      }
      #expect(Set(sentences).count == sentences.count && !sentences.contains(""))
    }
  }

  @Test func `tables of one form stand together, and the form of the profile is not mentioned`() {
    var plain = TableForm(container: .text)
    plain.encoding = "utf-8"
    plain.delimiter = ","
    plain.isEncodingDeclared = true
    plain.isDelimiterDeclared = true
    let forms = ReceiptWords(.en).forms(
      [("student", form), ("class", plain), ("staff", nil), ("enrolment", form)])
    #expect(forms.map(\.tables) == [["student", "enrolment"]])
  }

  @Test func `a form is read back as it was, and one of an earlier version too`() throws {
    var form = form
    form.layout = TableForm.Layout()
    form.layout?.totalRows = 2
    let data = try JSONEncoder().encode(form)
    #expect(try JSONDecoder().decode(TableForm.self, from: data) == form)
    let old = Data(
      #"{"container":"text","encoding":"utf-8","delimiter":",","isDetected":false}"#.utf8)
    let read = try JSONDecoder().decode(TableForm.self, from: old)
    #expect(read.encoding == "utf-8" && read.isEncodingDeclared && read.notations.isEmpty)
  }
}
