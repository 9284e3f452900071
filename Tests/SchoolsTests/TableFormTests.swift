import Foundation
import Schools
import Testing

@Suite struct TableFormTests {
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
      form.sentence(.ru)
        == "Кодировка windows-1251, разделитель «;», десятичная запятая: определено автоматически.")
    #expect(
      form.sentence(.en) == "Encoding windows-1251, delimiter “;”, decimal comma: detected.")
  }

  @Test func `what was declared is told apart`() {
    var form = form
    form.isEncodingDeclared = true
    form.isDelimiterDeclared = true
    form.delimiter = "\t"
    #expect(
      form.sentence(.ru)
        == "Кодировка windows-1251, разделитель — табуляция: указано в описании. Десятичная запятая: определено автоматически."
    )
  }

  @Test func `tables of one form stand together, and the form of the profile is not mentioned`() {
    var plain = TableForm(container: .text)
    plain.encoding = "utf-8"
    plain.delimiter = ","
    plain.isEncodingDeclared = true
    plain.isDelimiterDeclared = true
    let remarks = TableForm.remarks(
      [("student", form), ("class", plain), ("staff", nil), ("enrolment", form)], .en)
    #expect(remarks.map(\.tables) == [["student", "enrolment"]])
  }

  @Test func `a form is read back as it was, and one of an earlier version too`() throws {
    let data = try JSONEncoder().encode(form)
    #expect(try JSONDecoder().decode(TableForm.self, from: data) == form)
    let old = Data(
      #"{"container":"text","encoding":"utf-8","delimiter":",","isDetected":false}"#.utf8)
    let read = try JSONDecoder().decode(TableForm.self, from: old)
    #expect(read.encoding == "utf-8" && read.isEncodingDeclared && read.notations.isEmpty)
  }
}
