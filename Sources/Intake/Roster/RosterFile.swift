/// A file of a OneRoster archive that is read, and the columns of it that are kept; all others are dropped unread.
///
/// Source: 1EdTech OneRoster, CSV tables 1.1.1 and CSV binding 1.2.1.
struct RosterFile: Sendable {
  /// The name that the manifest gives it: `classes` of `classes.csv`.
  let name: String
  /// The record table that its problems are told of.
  let table: String
  let columns: [Column]
  /// The place of each column among ``columns``.
  let places: [String: Int]

  struct Column: Sendable {
    let name: String
    let kind: Kind
    var isRequired = false
    /// Other spellings that exporters are known to write.
    var synonyms: [String] = []
    /// Whose identifier it holds, when it may tell of a person: then it is kept as a keyed hash only.
    var subject: Subject?
  }

  enum Kind: Hashable, Sendable {
    /// The record's own identifier.
    case identifier
    /// An identifier of a record of another file, or several of them.
    case reference(to: String)
    /// A word, a number or a date.
    case word
    /// Text that a person has written; it names a thing.
    case title
  }

  /// Whose identifiers are hashed apart from each other.
  enum Subject: String, Sendable { case user, enrollment, result, role, resultScale }

  init(_ name: String, table: String, _ columns: [Column]) {
    let status = [Column.word("status"), .word("dateLastModified", ["dataLastModified"])]
    self.name = name
    self.table = table
    self.columns = [columns[0]] + status + columns.dropFirst()
    places = Dictionary(
      uniqueKeysWithValues: self.columns.enumerated().map { ($1.name, $0) })
  }

  var path: String { "\(name).csv" }

  static func named(_ name: String) -> RosterFile? { all.first { $0.name == name } }
}

extension RosterFile.Column {
  fileprivate static func identifier(_ subject: RosterFile.Subject? = nil) -> Self {
    Self(name: "sourcedId", kind: .identifier, isRequired: true, subject: subject)
  }

  fileprivate static func reference(
    _ name: String, to file: String, isRequired: Bool = true, _ synonyms: [String] = [],
    of subject: RosterFile.Subject? = nil
  ) -> Self {
    Self(
      name: name, kind: .reference(to: file), isRequired: isRequired, synonyms: synonyms,
      subject: subject)
  }

  fileprivate static func word(
    _ name: String, _ synonyms: [String] = [], isRequired: Bool = false
  ) -> Self {
    Self(name: name, kind: .word, isRequired: isRequired, synonyms: synonyms)
  }

  fileprivate static func title(_ name: String, isRequired: Bool = false) -> Self {
    Self(name: name, kind: .title, isRequired: isRequired)
  }
}

extension RosterFile {
  /// The files that are read, each after those it refers to.
  static let all: [RosterFile] = [
    orgs, academicSessions, courses, classes, users, roles, enrollments, categories, scoreScales,
    lineItems, lineItemScoreScales, results, resultScoreScales,
  ]

  static let orgs = RosterFile(
    "orgs", table: "class",
    [.identifier(), .word("type", isRequired: true), .word("identifier")])

  static let academicSessions = RosterFile(
    "academicSessions", table: "period",
    [
      .identifier(), .word("type", isRequired: true), .word("startDate", isRequired: true),
      .word("endDate", isRequired: true), .word("schoolYear", isRequired: true),
    ])

  static let courses = RosterFile(
    "courses", table: "period_mark",
    [
      .identifier(), .title("title"), .title("courseCode"), .word("grades"), .title("subjects"),
      .title("subjectCodes"),
    ])

  static let classes = RosterFile(
    "classes", table: "class",
    [
      .identifier(), .title("title"), .word("grades"),
      .reference("courseSourcedId", to: "courses", isRequired: false), .title("classCode"),
      .word("classType", isRequired: true), .reference("schoolSourcedId", to: "orgs"),
      .reference("termSourcedIds", to: "academicSessions", ["termSourcedId"]),
      .title("subjects"), .title("subjectCodes"),
    ])

  static let users = RosterFile(
    "users", table: "student",
    [
      .identifier(.user), .word("role"),
      .reference("orgSourcedIds", to: "orgs", isRequired: false),
      .reference("primaryOrgSourcedId", to: "orgs", isRequired: false),
    ])

  static let roles = RosterFile(
    "roles", table: "student",
    [
      .identifier(.role), .reference("userSourcedId", to: "users", of: .user),
      .word("role", isRequired: true), .reference("orgSourcedId", to: "orgs"),
    ])

  static let enrollments = RosterFile(
    "enrollments", table: "enrolment",
    [
      .identifier(.enrollment), .reference("classSourcedId", to: "classes"),
      .reference("schoolSourcedId", to: "orgs"),
      .reference("userSourcedId", to: "users", of: .user), .word("role", isRequired: true),
      .word("beginDate"), .word("endDate"),
    ])

  static let categories = RosterFile(
    "categories", table: "period_mark", [.identifier(), .title("title", isRequired: true)])

  static let scoreScales = RosterFile(
    "scoreScales", table: "period_mark", [.identifier(), .title("scoreScaleValue")])

  static let lineItems = RosterFile(
    "lineItems", table: "period_mark",
    [
      .identifier(), .reference("classSourcedId", to: "classes"),
      .reference("categorySourcedId", to: "categories"),
      .reference("gradingPeriodSourcedId", to: "academicSessions", isRequired: false),
      .reference("academicSessionSourcedId", to: "academicSessions", isRequired: false),
      .word("resultValueMax"),
    ])

  static let lineItemScoreScales = RosterFile(
    "lineItemScoreScales", table: "period_mark",
    [
      .identifier(), .reference("lineItemSourcedId", to: "lineItems"),
      .reference("scoreScaleSourcedId", to: "scoreScales"),
    ])

  static let results = RosterFile(
    "results", table: "period_mark",
    [
      .identifier(.result), .reference("lineItemSourcedId", to: "lineItems"),
      .reference("studentSourcedId", to: "users", of: .user), .word("scoreStatus"),
      .word("score"), .word("textScore"),
    ])

  static let resultScoreScales = RosterFile(
    "resultScoreScales", table: "period_mark",
    [
      .identifier(.resultScale), .reference("resultSourcedId", to: "results", of: .result),
      .reference("scoreScaleSourcedId", to: "scoreScales"),
    ])

  /// Files of the standard that no record table has a place for; they are left out unread.
  static let leftOut: Set<String> = [
    "classResources", "courseResources", "resources", "userResources", "userProfiles",
    "lineItemLearningObjectiveIds", "resultLearningObjectiveIds",
  ]

  /// Columns of the standard that are dropped: they tell of persons, or nothing here needs them.
  static let droppedColumns: Set<String> = [
    "agentSourcedIds", "assignDate", "classSourcedId", "comment", "courseSourcedId", "description",
    "dueDate", "email", "enabledUser", "familyName", "givenName", "grades", "identifier",
    "inProgress", "incomplete", "late", "location", "middleName", "missing", "name",
    "orgSourcedId", "parentSourcedId", "password", "periods", "phone", "preferredFamilyName",
    "preferredGivenName", "preferredMiddleName", "primary", "pronouns", "resultValueMin",
    "roleType", "schoolSourcedId", "schoolYearSourcedId", "scoreDate", "sms", "title", "type",
    "userIds", "userMasterIdentifier", "userProfileSourcedId", "username", "weight",
  ]

  /// The file of births, sexes and origins: an archive that has it is refused.
  static let demographics = "demographics"
}
