import Postgres
import Schools

/// Who stands in the lists a school is set beside, each with its value of one indicator as far as the reader sees it.
struct AnalogueValues {
  struct Member {
    let name: String
    let href: String
    let distance: String
    let own: ValueCell
  }

  struct List {
    let name: String
    let anchor: String
    let basis: String?
    let reason: String?
    let members: [Member]
    let hasMembers: Bool
    let rowsOf: DataLink
  }

  let lists: [List]
  let hasLists: Bool

  private struct Row: Decodable {
    let analogue: String
    let member: String
    let name: String
    let distance: Double?
  }

  init(_ unit: SchoolUnit, _ request: PageRequest, _ db: Database) throws {
    guard let year = unit.year else {
      (lists, hasLists) = ([], false)
      return
    }
    let language = request.language
    let sets = try AnalogueList.all(db, of: unit.school.school, year: year)
    let members = try db.all(
      SQL(
        raw: """
          select analogue, member, name_\(language.rawValue) as name, distance
          from report_v1.analogue_member
          """) + " where school = \(unit.school.school) and year = \(year)"
        + " order by analogue, distance, member collate \"C\"", as: Row.self)
    let codes = Set(members.map(\.member)).sorted()
    let values = try ComparisonRow.all(
      db,
      where: """
        school = any(\(codes)) and year = \(year) and analogue = 'previous'
            and indicator = \(unit.passport.indicator.code) and cut = \(unit.cut)
        """)
    let bySchool = Dictionary(values.map { ($0.school, $0) }) { first, _ in first }
    let figure = Figure(language)
    lists = sets.map { set in
      let text = ListText(set, [], request)
      let inside = members.filter { $0.analogue == set.analogue }.map { member in
        Member(
          name: member.name,
          href: request.link(
            toFigure: unit.passport.indicator.code, cut: unit.cut, of: member.member, year: year),
          distance: member.distance.map { figure.decimal($0, 2) } ?? "",
          own: bySchool[member.member].map { ValueCell($0, language) } ?? ValueCell.absent)
      }
      return List(
        name: text.name, anchor: "analogue-\(set.analogue)", basis: text.basis,
        reason: text.reason, members: inside, hasMembers: !inside.isEmpty,
        rowsOf: DataLink(
          .analogues,
          ["school": unit.school.school, "year": String(year), "analogue": set.analogue],
          for: request))
    }
    hasLists = !lists.isEmpty
  }
}
