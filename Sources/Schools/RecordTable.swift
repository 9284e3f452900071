/// A table of records that a bundle may bring, as the bundle's profile promises it.
///
/// One declaration serves the reader (types and ranges of cells), the staging table, the merge and the
/// documentation. A test holds it against the columns, keys and nullability of `core.<name>`.
///
/// A *slice* is the rows of one table for one school and academic year. School and year come from the
/// bundle's descriptor, so `key` names only the columns that tell rows of a slice apart; it is empty when
/// a slice has at most one row.
package struct RecordTable: Hashable, Sendable {
  package let name: String
  /// The Russian title, as a person reads it.
  package let title: String
  package let key: [String]
  package let fields: [Field]
  package let references: [Reference]

  package init(
    _ name: String, _ title: String, key: [String], fields: [Field], references: [Reference] = []
  ) {
    self.name = name
    self.title = title
    self.key = key
    self.fields = fields
    self.references = references
  }

  package func field(_ name: String) -> Field? { fields.first { $0.name == name } }
}

extension RecordTable {
  /// One column of a record table.
  package struct Field: Hashable, Sendable {
    package let name: String
    package let kind: Kind
    /// The Russian title, as a person reads it.
    package let title: String
    /// Other names under which schools' own files have the column; case, spaces and `ё` do not matter.
    package let synonyms: [String]
    /// A required field must have a value in every row.
    package let isRequired: Bool
    /// The problem code of a value outside the range of `kind`.
    package let outOfRange: String
    /// Of a closed list: how else its words are written in files, beside their meaning; see ``spellings(of:)``.
    package let words: [String: [String]]
    package let spelling: Spelling
    /// A field with a closed list whose words may stand here instead of a value: `н/а` in a column of marks
    /// is a value of the column `mark_code`. It is not required, and stands after this one.
    package let alternative: String?

    package init(
      _ name: String, _ kind: Kind, _ title: String, isRequired: Bool = true,
      outOfRange: String = "intake.value_out_of_range", synonyms: [String] = [],
      words: [String: [String]] = [:], spelling: Spelling = .asWritten, alternative: String? = nil
    ) {
      self.name = name
      self.kind = kind
      self.title = title
      self.synonyms = synonyms
      self.isRequired = isRequired
      self.outOfRange = outOfRange
      self.words = words
      self.spelling = spelling
      self.alternative = alternative
    }

    /// The title without what explains it: up to the first comma, colon or bracket.
    package var shortTitle: String {
      String(title.prefix { !",:(".contains($0) }.reversed().drop { $0 == " " }.reversed())
    }

    /// A word of the closed list in all ways it may be written: as in the profile, by its Russian meaning, and others;
    /// case, ё or е, and the point of an abbreviation do not matter.
    package func spellings(of word: String) -> [String] {
      [word] + [ChoiceMeaning.russian(word, of: name)].compactMap(\.self) + (words[word] ?? [])
    }
  }

  /// How a code is written, so that the same code is the same text in every table.
  package enum Spelling: Hashable, Sendable {
    case asWritten
    /// The code of a class: `9 «а»`, `9-А` and `9A` with a Latin letter are `9А`.
    case classCode
  }

  /// What a cell holds.
  package enum Kind: Hashable, Sendable {
    /// An identifier of 1 to 64 characters; never blank.
    case code
    /// Free text of at most 200 characters that speaks of no person.
    case text
    case integer(minimum: Int? = nil, maximum: Int? = nil)
    /// An exact decimal number.
    case decimal(minimum: Int? = nil, maximum: Int? = nil)
    /// A part of a whole, 0 to 1; in a file also with a percent sign.
    case share
    case date
    case flag
    /// One of a closed list of words.
    case choice([String])

    /// The PostgreSQL type of the column.
    package var sqlType: String {
      switch self {
      case .code, .text, .choice: "text"
      case .integer: "integer"
      case .decimal, .share: "numeric"
      case .date: "date"
      case .flag: "boolean"
      }
    }
  }

  /// A column whose values must exist as the key column of another table of the same slice,
  /// or, when `isShared`, in a list that all schools share.
  package struct Reference: Hashable, Sendable {
    package let column: String
    package let table: String
    /// The key column over there; it has the same name unless told.
    package let target: String
    package let isShared: Bool

    package init(
      _ column: String, to table: String, column target: String? = nil, isShared: Bool = false
    ) {
      self.column = column
      self.table = table
      self.target = target ?? column
      self.isShared = isShared
    }
  }
}

extension RecordTable {
  /// Every table of a school's bundle; a table stands after the tables it refers to.
  package static let all: [RecordTable] = [
    .schoolYear, .period, .`class`, .student, .staff, .enrolment, .periodMark, .graduation,
    .examResult, .diagnosticResult, .eventParticipation, .staffSubject, .staffPd, .staffActivity,
    .staffPractice, .classActivityCount, .healthAggregate, .morbidityAggregate, .welfareAggregate,
    .graduateDestination, .diagnosticCount, .parentEngagement, .expertScore, .surveyResult,
    .curriculumLoad, .extraProgram, .facility, .sanpinCheck, .resource, .indicatorReturn,
    .socialPassport,
  ]

  package static func named(_ name: String) -> RecordTable? { byName[name] }

  private static let byName = Dictionary(
    uniqueKeysWithValues: (all + registers + aggregates).map { ($0.name, $0) })
}
