import Schools
import Testing

@testable import Intake

/// The words of the profile's closed lists and their synonyms.
@Suite struct WordListTests {
  private static let choices: [(table: String, field: RecordTable.Field, words: [String])] =
    (RecordTable.all + RecordTable.registers + RecordTable.aggregates).flatMap { table in
      table.fields.compactMap { field in
        guard case .choice(let words) = field.kind else { return nil }
        return (table.name, field, words)
      }
    }

  @Test func `synonyms are of words of the list, and no spelling means two of them`() {
    for (table, field, words) in Self.choices {
      #expect(Set(field.words.keys).isSubset(of: words), "\(table).\(field.name)")
      var meanings: [[UInt8]: String] = [:]
      for word in words {
        for text in field.spellings(of: word) {
          let other = meanings.updateValue(word, forKey: FoldedWord.folded(text))
          #expect(other == nil || other == word, "\(table).\(field.name): \(text)")
        }
      }
    }
  }

  @Test func `every word that is no range has a Russian one`() {
    for (table, field, words) in Self.choices
    where !["experience_band", "age_band"].contains(field.name) {
      for word in words {
        #expect(field.spellings(of: word).count > 1, "\(table).\(field.name): \(word)")
      }
    }
  }

  @Test func `an alternative is a closed list that need not be filled and stands behind`() throws {
    for table in RecordTable.all {
      for (index, field) in table.fields.enumerated() {
        guard let name = field.alternative else { continue }
        let place = try #require(table.fields.firstIndex { $0.name == name })
        #expect(place > index && !table.fields[place].isRequired)
        guard case .choice = table.fields[place].kind else {
          Issue.record("\(table.name).\(name) is no list")
          continue
        }
      }
    }
  }

  @Test(
    arguments: [
      ("СОШ", "secondary"), ("сош", "secondary"), ("Гимназия", "gymnasium"),
      ("ГИМНАЗИЯ", "gymnasium"),
      ("с углубленным  изучением", "advanced"), ("с\u{A0}углублённым изучением", "advanced"),
      ("с углубле\u{308}нным изучением", "advanced"), ("Secondary", "secondary"),
      ("lyceum", "lyceum"),
      ("школа", nil), ("", nil), (String(repeating: "ы", count: 500), nil),
    ] as [(String, String?)])
  func `a word is known by any spelling`(_ text: String, _ word: String?) throws {
    let field = try #require(RecordTable.schoolYear.field("school_kind"))
    guard case .choice(let words) = field.kind else { return }
    let list = WordList(words) { field.spellings(of: $0) }
    var text = text
    let found = text.withUTF8 { utf8 in
      list.word(for: UnsafeRawBufferPointer(utf8)).map { String(decoding: $0.bytes, as: UTF8.self) }
    }
    #expect(found == word)
  }

  @Test func `ranges are known with a dash for their hyphen`() throws {
    let field = try #require(RecordTable.staff.field("age_band"))
    guard case .choice(let words) = field.kind else { return }
    let list = WordList(words) { field.spellings(of: $0) }
    var text = "30–54"
    let found = text.withUTF8 { utf8 in
      list.word(for: UnsafeRawBufferPointer(utf8)).map { String(decoding: $0.bytes, as: UTF8.self) }
    }
    #expect(found == "30-54")
  }
}
