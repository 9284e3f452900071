import Postgres
import Schools

/// An analogue that is a list of schools: how it was made, and who is in it as far as the reader may see.
struct AnalogueList: Decodable {
  /// How a list was made; which keys it has depends on the analogue.
  struct Basis: Decodable {
    let type: String?
    let level: String?
    let settlement: String?
    let small: Bool?
    let dropped: [String]?
    let title: String?
    let schools: Int?
  }

  struct Member: Decodable {
    let analogue: String
    let member: String
    let name: String
  }

  let analogue: String
  let reason: String?
  let basis: Basis

  /// The lists of one school and year, in the order of the page.
  static func all(_ db: Database, of school: String, year: Int) throws -> [AnalogueList] {
    try db.all(
      """
      select analogue, reason, basis
      from report_v1.analogue_set
      where school = \(school) and year = \(year)
      order by analogue collate "C"
      """, as: AnalogueList.self)
  }

  /// The schools of all of them, the nearest first where a distance is measured.
  static func members(
    _ db: Database, of school: String, year: Int, _ language: Language
  ) throws -> [Member] {
    try db.all(
      SQL(
        raw: """
          select analogue, member, name_\(language.rawValue) as name
          from report_v1.analogue_member
          """) + " where school = \(school) and year = \(year)"
        + " order by analogue, distance, member collate \"C\"", as: Member.self)
  }
}

/// A list as the school's page tells it.
struct ListText {
  struct Member {
    let name: String
    let href: String
    let separator: String
  }

  let name: String
  let basis: String?
  let reason: String?
  let members: [Member]

  init(_ list: AnalogueList, _ members: [AnalogueList.Member], _ request: PageRequest) {
    let words = Wording(request.language)
    name = words.list(list.analogue, title: list.basis.title).uppercasedFirst
    reason = list.reason.map(words.reason)
    let count = list.reason == nil ? list.basis.schools : nil
    let parts = [words.kind(list.basis), count.map { words.count($0, .school) }].compactMap(\.self)
    basis = parts.isEmpty ? nil : parts.joined(separator: "; ")
    self.members = members.enumerated().map { index, member in
      Member(
        name: member.name, href: request.link("/schools/\(PageRequest.part(member.member))"),
        separator: index + 1 < members.count ? "," : "")
    }
  }
}
