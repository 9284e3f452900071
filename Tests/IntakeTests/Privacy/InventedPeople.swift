@testable import Intake

/// People who do not exist, put together from parts; and the forms in which a register would hold them.
enum InventedPeople {
  struct Person {
    let surname: String
    let given: String
    let patronymic: String
    /// The same in the genitive.
    let genitive: String
    let latin: (surname: String, given: String, patronymic: String)
  }

  static let all = [
    Person(
      surname: "Ветролугова", given: "Мария", patronymic: "Радомировна",
      genitive: "Ветролуговой Марии Радомировны", latin: ("Vetrolugova", "Mariya", "Radomirovna")),
    Person(
      surname: "Снегодольев", given: "Иван", patronymic: "Светозарович",
      genitive: "Снегодольева Ивана Светозаровича",
      latin: ("Snegodolyev", "Ivan", "Svetozarovich")),
    Person(
      surname: "Медохолмский", given: "Алексей", patronymic: "Яромирович",
      genitive: "Медохолмского Алексея Яромировича",
      latin: ("Medokholmskiy", "Aleksey", "Yaromirovich")),
    Person(
      surname: "Ягодотропина", given: "Ксения", patronymic: "Добрыневна",
      genitive: "Ягодотропиной Ксении Добрыневны",
      latin: ("Yagodotropina", "Kseniya", "Dobrynevna")),
    Person(
      surname: "Громокедренко", given: "Тимур", patronymic: "Ратмирович",
      genitive: "Громокедренко Тимура Ратмировича",
      latin: ("Gromokedrenko", "Timur", "Ratmirovich")),
    Person(
      surname: "Журавлелужских", given: "Фёдор", patronymic: "Ильич",
      genitive: "Журавлелужских Фёдора Ильича",
      latin: ("Zhuravleluzhskikh", "Fedor", "Ilyich")),
    Person(
      surname: "Росодолина", given: "Айгуль", patronymic: "Мстиславовна",
      genitive: "Росодолиной Айгуль Мстиславовны",
      latin: ("Rosodolina", "Aygul", "Mstislavovna")),
    Person(
      surname: "Туманохолмин", given: "Пётр", patronymic: "Звездомирович",
      genitive: "Туманохолмина Петра Звездомировича",
      latin: ("Tumanokholmin", "Petr", "Zvezdomirovich")),
  ]

  /// Every form of a name that a cell may hold.
  static func forms(_ person: Person) -> [String] {
    let (s, g, p) = (person.surname, person.given, person.patronymic)
    let (i, o) = (g.prefix(1), p.prefix(1))
    let latin = person.latin
    let decomposed = "\(s) \(g) \(p)".replacing("ё", with: "е\u{308}").replacing(
      "й", with: "и\u{306}")
    return [
      "\(s) \(g) \(p)", "\(g) \(p) \(s)", "\(g) \(p)", "\(s), \(g) \(p)", "\(s)  \(g)  \(p)",
      "\(s)\u{A0}\(g)\u{A0}\(p)", "\(s)_\(g)_\(p)",
      "\(s.uppercased()) \(g.uppercased()) \(p.uppercased())",
      "\(s.uppercased()) \(g) \(p)", "\(s)-Медолугов \(g) \(p)", "\(s) \(i). \(o).",
      "\(s) \(i).\(o).",
      "\(s) \(i).\(o)", "\(i). \(o). \(s)", "\(i).\(o). \(s)", "\(i).\(o).\(s)",
      "\(s.uppercased()) \(i).\(o).", "(\(s) \(i).\(o).)", "классный руководитель: \(s) \(i).\(o).",
      "выдано \(person.genitive)", "1. \(s) \(g) \(p)", "\(s) \(g)", decomposed,
      "\(latin.surname) \(latin.given) \(latin.patronymic)",
      "\(latin.given) \(latin.patronymic) \(latin.surname)",
      "\(latin.surname.uppercased()) \(latin.given.uppercased()) \(latin.patronymic.uppercased())",
      "\(s) \(g) \(p), 9А",
    ]
  }

  /// Forms that are too much for a pseudonym.
  static func keyForms(_ person: Person) -> [String] {
    let (s, g, p) = (person.surname, person.given, person.patronymic)
    let latin = person.latin
    return [
      "\(s)\(g)\(p)", "\(s.lowercased()) \(g.prefix(1).lowercased()).\(p.prefix(1).lowercased()).",
      "\(s)\(g.prefix(1))\(p.prefix(1))", "\(s.lowercased())_\(g.lowercased())",
      "\(s.lowercased()) \(g.lowercased()) \(p.lowercased())", "\(s) \(g.prefix(1)) \(p.prefix(1))",
      "\(latin.surname.lowercased())_\(latin.given.lowercased())_\(latin.patronymic.lowercased())",
      "\(latin.surname)-\(latin.given)-\(latin.patronymic)", "9А-\(s)-\(g)", "\(s) 15.04.2012",
    ]
  }

  /// Insurance numbers that were never issued, for they have one digit three times in a row, with a valid checksum.
  static let snils: [[Int]] = (0..<12).map { index in
    let number = [1, 1, 1, 2 + index % 7, 0, 0, 0, index % 10, 7]
    let sum = zip(number, (1...9).reversed()).reduce(0) { $0 + $1.0 * $1.1 }
    let check = sum % 101 % 100
    return number + [check / 10, check % 10]
  }

  static func text(_ digits: some Sequence<Int>) -> String { digits.map(String.init).joined() }

  /// Tax numbers of region 00, which there is none, with valid check digits.
  static let inns: [String] = (0..<8).map { index in
    var digits = [0, 0, 0, 1, 9, 9, 9, 0, index, 5]
    for weights in [[7, 2, 4, 10, 3, 5, 9, 4, 6, 8], [3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8]] {
      digits.append(zip(weights, digits).reduce(0) { $0 + $1.0 * $1.1 } % 11 % 10)
    }
    return text(digits)
  }
}
