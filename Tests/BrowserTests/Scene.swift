/// A picture of the guides: who comes to it, by which steps, and which part of the page is drawn.
struct Scene: Sendable {
  enum Act: Sendable {
    /// Steps of the person of the scene.
    case person([Step])
    /// What was sent is loaded.
    case load
    /// What was sent is loaded, and everything computed.
    case night
  }

  /// The name of the file, without `.png`.
  let name: String
  let who: Person
  let acts: [Act]
  /// What follows when the picture is drawn.
  let afterwards: [Act]
  /// CSS selectors: the picture reaches from the first to the last of them, and a screen at most.
  let parts: [String]

  private init(_ name: String, _ who: Person, steps: [Step], parts: [String]) {
    self.init(name, who, acts: [.person(steps)], parts: parts)
  }

  private init(
    _ name: String, _ who: Person, acts: [Act], parts: [String], afterwards: [Act] = []
  ) {
    self.name = name
    self.who = who
    self.acts = acts
    self.parts = parts
    self.afterwards = afterwards
  }

  private static let file = "Пакет школы (.zip), книга (.xlsx) или таблица (.csv)"

  /// In the order in which they are played; what is sent in one is there in the next.
  static let all: [Scene] = sending + running + reading

  private static let sending: [Scene] = [
    Scene(
      "school-send", .secretary,
      steps: [
        .open("/schools"), .follow("Пакеты"), .unfold("Файл не называет школу и год"),
        .choose(file, file: "{bad}"), .see("шаблон пакета для заполнения (XLSX)"),
      ], parts: ["h1", "form.upload"]),
    Scene(
      "school-queued", .secretary, steps: [.press("Отправить"), .see("В очереди")],
      parts: ["h1", "main > p >> nth=-1"]),
    Scene(
      "school-rejected", .secretary,
      acts: [
        .load,
        .person([
          .reload, .see("Исправьте ошибки и отправьте пакет снова"),
          .download("ваш файл с пометками (XLSX)", to: "{folder}/annotated.xlsx"),
          .download("все замечания (CSV)", to: "{folder}/problems.csv"),
        ]),
      ], parts: ["h1", "table.receipt"]),
    Scene(
      "operator-morning", .operator,
      steps: [.open("/"), .see("Отклонены и отложены"), .see("Сроки плана"), .see("Не прислали")],
      parts: ["h1", "main table >> nth=1"]),
    Scene(
      "school-loaded", .secretary,
      acts: [
        .person([
          .open("/bundles"), .choose(file, file: "{good}"), .press("Отправить"), .see("В очереди"),
        ]),
        .load, .person([.reload, .see("Данные загружены")]),
      ], parts: ["h1", "main table >> nth=-1"]),
    Scene(
      "school-link", .everybody,
      acts: [
        .person([
          .open("{link}"), .see("отправляет один пакет"), .choose(file, file: "{linked}"),
        ])
      ], parts: ["h1", "form.upload"],
      afterwards: [
        .person([.press("Отправить"), .see("Пакет принят"), .see("в очереди")]), .load,
        .person([.reload, .see("Данные загружены")]),
      ]),
  ]

  private static let running: [Scene] = [
    Scene(
      "operator-plan", .operator, steps: [.open("/"), .follow("План"), .see("Кто опаздывает")],
      parts: ["h1", "table"]),
    Scene(
      "operator-access", .operator,
      steps: [.open("/"), .follow("Администрирование"), .see("Новая учётная запись")],
      parts: ["h1", "#a-oktmo"]),
  ]

  private static let reading: [Scene] = [
    Scene(
      "school-passport", .secretary,
      acts: [
        .night, .person([.open("/schools/{school}"), .see("Выше"), .see("Не сопоставимо")]),
      ], parts: ["h1", "table.comparison"]),
    Scene(
      "analyst-comparison", .analyst,
      steps: [
        .open("/schools/{school}/indicators/{indicator}"), .see("Что это"), .see("Школа и аналоги"),
      ], parts: ["h1", "main table"]),
    Scene(
      "analyst-funnel", .analyst,
      steps: [
        .open("/indicators/{indicator}?school={school}"), .see("Воронка: величина школы и случай"),
      ], parts: ["h2:has-text('Воронка')", "h2:has-text('Воронка') ~ .chart"]),
    Scene(
      "analyst-similar", .analyst,
      steps: [.open("/schools/{school}"), .follow("Похожие школы"), .see("Чем отличается")],
      parts: ["h1", "main table"]),
    Scene(
      "analyst-ranking", .analyst,
      steps: [
        .open("/schools"), .follow("Рейтинг"), .see("Школы одной группы статистически неразличимы"),
      ], parts: ["h1", "table.ranking"]),
    Scene(
      "analyst-clusters", .analyst,
      steps: [.open("/schools"), .follow("Кластеры"), .see("Профили кластеров")],
      parts: ["h1", "table.heat"]),
  ]
}
