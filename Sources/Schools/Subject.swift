/// A school subject under the code that records use.
package struct Subject: Hashable, Sendable {
  package let code: String
  /// The Russian name.
  package let name: String

  package init(_ code: String, _ name: String) {
    self.code = code
    self.name = name
  }

  /// The subjects of an installation to which none were added: what a template without a database lists.
  package static let all: [Subject] = [
    Subject("rus", "Русский язык"), Subject("mat", "Математика"),
    Subject("mat_prof", "Математика (профильный уровень)"),
    Subject("mat_base", "Математика (базовый уровень)"), Subject("alg", "Алгебра"),
    Subject("geom", "Геометрия"), Subject("phy", "Физика"), Subject("che", "Химия"),
    Subject("bio", "Биология"), Subject("geo", "География"), Subject("soc", "Обществознание"),
    Subject("his", "История"), Subject("lit", "Литература"), Subject("inf", "Информатика"),
    Subject("eng", "Английский язык"), Subject("deu", "Немецкий язык"),
    Subject("fra", "Французский язык"), Subject("spa", "Испанский язык"),
    Subject("zho", "Китайский язык"), Subject("native", "Родной язык"), Subject("read", "Чтение"),
    Subject("world", "Окружающий мир"), Subject("art", "Изобразительное искусство"),
    Subject("music", "Музыка"), Subject("tech", "Труд (технология)"),
    Subject("pe", "Физическая культура"), Subject("obzr", "ОБЗР"),
    Subject("meta", "Метапредметные результаты"), Subject("general", "Без предмета"),
  ]
}
