import Foundation
import Schools
import Testing

@testable import Intake

/// Exports that hold identifiers of people, as they may be stored.
@Suite struct ExportSealTests {
  private static let origin = BundleOrigin(
    fileName: "results.csv", schoolCode: "S1", academicYear: 2025, asOf: "2025-07-01")

  private func sealed(_ text: String) throws -> [UInt8] {
    try TemporaryFile.with(EncodedText.bytes(text, .windows1251)) { path in
      let output = path + ".sealed"
      defer { try? FileManager.default.removeItem(atPath: output) }
      try ExportSeal(key: SchoolKey(Array(0..<32))).write(path, origin: Self.origin, to: output)
      return Array(try Data(contentsOf: URL(fileURLWithPath: output)))
    }
  }

  @Test func `a sealed list holds declared cells alone, and pseudonyms in place of participants`()
    throws
  {
    let text = """
      Результаты школы\r
      ID участника;ФИО;Предмет;Дата предмета;Отметка;Класс\r
      900001;Тестова Проба Примеровна;2;03.06.2025;4;9А\r
      900002;"Пробова; Тест";Русский язык;09.06.2025;5;9Б\r

      """
    // Pseudonyms and fingerprint by Python's hmac and base64, with the key 00 01 … 1f.
    let expected = """
      \u{FEFF}\r
      ID участника;ФИО;Предмет;Дата предмета;Отметка;Класс;soko.keyFingerprint=lhawzoas\r
      jor6nwpfaed47xspqqabjol5q4;;2;03.06.2025;4;;\r
      fvijdlxwnfl7l3w7hkpi3zwj6e;;Русский язык;09.06.2025;5;;\r

      """
    let copy = try sealed(text)
    #expect(String(decoding: copy, as: UTF8.self) == expected)
    let found = try BareFile(copy, name: "results.csv", origin: Self.origin)
    #expect(
      found.problems == [
        "intake.column_personal results.csv 2 ФИО", "intake.column_unknown results.csv 2 Класс",
      ])
  }

  @Test func `what is wrong with a row is found in the sealed list too`() throws {
    let header = "ID участника;Предмет;Дата предмета;Отметка\r\n"
    let copy = try sealed(
      header + "900001;2\r\n900002;99;03.06.2025;4\r\n\"900003\"x;2;03.06.2025;4\r\n")
    #expect(!String(decoding: copy, as: UTF8.self).contains("90000"))
    let found = try BareFile(copy, name: "results.csv", origin: Self.origin)
    #expect(
      found.problems.sorted() == [
        "intake.export_word_unknown results.csv 3 subject_code",
        "intake.quote_misplaced results.csv 4", "intake.row_width results.csv 2",
      ])
  }

  @Test func `a participant has another pseudonym in another school`() {
    let key = SchoolKey(Array(0..<32))
    let texts = ["S1", "S2"].map {
      ExportPseudonym(.examList, key: key, school: $0).text(Array("900001".utf8))
    }
    #expect(texts[0] != texts[1])
  }
}
