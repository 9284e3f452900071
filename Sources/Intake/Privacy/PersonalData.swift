package import Schools

/// What of a person may be found in a cell, a name of a file, or a descriptor.
package enum PersonalData: String, Hashable, Sendable, CaseIterable {
  case name
  case snils
  case passport
  case birthCertificate = "birth_certificate"
  case birthDate = "birth_date"
  case inn
  case phone
  case email
  case address

  /// The problem that a cell, or a text outside the tables, makes.
  static let code = "intake.personal_data"
  /// Problems of what a person may be found in; the bytes of a bundle with one are not kept.
  package static let codes: Set<String> = [
    code, "intake.column_personal", "intake.file_unchecked", "intake.workbook_unchecked",
    "intake.oneroster_unsealed", "intake.export_unsealed",
  ]

  package var words: Words {
    switch self {
    case .name: Words(ru: "имя человека", en: "a person's name")
    case .snils: Words(ru: "СНИЛС", en: "an insurance number (СНИЛС)")
    case .passport: Words(ru: "серия и номер паспорта", en: "a passport number")
    case .birthCertificate:
      Words(ru: "номер свидетельства о рождении", en: "a birth certificate number")
    case .birthDate: Words(ru: "дата рождения", en: "a date of birth")
    case .inn: Words(ru: "ИНН человека", en: "a person's tax number (ИНН)")
    case .phone: Words(ru: "номер телефона", en: "a telephone number")
    case .email: Words(ru: "адрес электронной почты", en: "an e-mail address")
    case .address: Words(ru: "домашний адрес", en: "a home address")
    }
  }

  /// Names the kind and the place, never the value.
  func problem(at location: Problem.Location) -> Problem {
    Problem(
      Self.code, at: location, ["kind": rawValue, "ru": words.ru, "en": words.en])
  }
}

/// How strictly a text is looked at; which fields have which rule is said by schema, in ``of(_:in:)``.
struct PersonalDataRule: Hashable, Sendable {
  enum Names {
    /// A name is a name.
    case judged
    /// A name after «имени», «им.», «памяти» … is part of a title; «Иван Петров» may be a thing's name,
    /// «Петров Иван» is a person.
    case dedicated
    /// The text names schools or territories, which are named after people.
    case free
  }

  var names = Names.judged
  /// Telephones and e-mail addresses are looked for.
  var contacts = true
  /// Bare digits are looked at across the column.
  var bareNumbers = true
  /// A pseudonym: a name in any form, and any date, is too much.
  var isKey = false

  /// Everything that no schema exempts.
  static let plain = PersonalDataRule()
  static let key = PersonalDataRule(isKey: true)
  static let title = PersonalDataRule(names: .dedicated)
  static let institution = PersonalDataRule(names: .free, contacts: false, bareNumbers: false)
  static let registerCode = PersonalDataRule(contacts: false, bareNumbers: false)
}

extension PersonalDataRule {
  /// Fields of pseudonyms.
  static let keys: Set<String> = ["student_key", "staff_key"]

  /// Fields that hold names of schools and territories.
  static let institutions: Set<String> = [
    "territory.name_ru", "territory.name_en", "school.name_ru", "school.name_en",
  ]

  /// Fields that hold public codes of schools and territories.
  static let registerCodes: Set<String> = [
    "territory.oktmo", "territory.parent_oktmo", "school.school_code", "school.oktmo",
    "school.ogrn", "school.predecessor_code", "school_succession.predecessor_code",
    "school_succession.successor_code", "external_aggregate.oktmo",
  ]

  /// Fields that name events, programmes, methods and sources, which bear people's names.
  static let titles: Set<String> = [
    "event_participation.event_code", "staff_pd.program_code", "staff_pd.topic_code",
    "extra_program.program_code", "survey_result.survey_code", "survey_result.item_code",
    "diagnostic_result.procedure_code", "diagnostic_count.instrument_code",
    "sanpin_check.requirement_code", "expert_score.item_code", "indicator_return.source",
    "subject.name_ru", "subject.name_en", "school_succession.source", "exam_scale.source",
    "exam_scale.note", "exam_minimum.source", "external_aggregate.published_code",
    "external_aggregate.published_title", "external_aggregate.source", "external_aggregate.note",
  ]

  /// The rule of a field; nil when its cells, once typed, cannot hold personal data.
  static func of(_ field: RecordTable.Field, in table: RecordTable) -> PersonalDataRule? {
    switch field.kind {
    case .integer, .decimal, .share, .date, .flag, .choice: return nil
    case .code, .text: break
    }
    let name = "\(table.name).\(field.name)"
    if keys.contains(field.name) { return .key }
    if institutions.contains(name) { return .institution }
    if registerCodes.contains(name) { return .registerCode }
    return titles.contains(name) ? .title : .plain
  }
}
