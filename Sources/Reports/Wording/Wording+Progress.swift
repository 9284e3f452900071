import Schools

extension Wording {
  /// Words of how far a bundle is.
  static let progressWords: [String: Words] = [
    "refreshOff": Words(ru: "Не обновлять", en: "Stop that"),
    "refreshOn": Words(ru: "Обновлять самой", en: "Ask again by itself"),
    "progressTitle": Words(ru: "Как далеко пакет", en: "How far the bundle is"),
    "progressPublished": Words(
      ru: "Показатели с этими данными опубликованы.",
      en: "Indicators with these data are published."),
    "progressDone": Words(ru: "пройдено", en: "passed"),
  ]

  /// A step on a bundle's way.
  func progressStep(_ stage: String) -> String { word(stage, in: Self.progressSteps) }

  private static let progressSteps: [String: Words] = [
    "received": Words(ru: "принят", en: "taken in"),
    "reading": Words(ru: "чтение", en: "reading"),
    "checking": Words(ru: "проверка", en: "checking"),
    "merging": Words(ru: "запись", en: "writing"),
    "loaded": Words(ru: "загружен", en: "loaded"),
    "computing": Words(ru: "расчёт показателей", en: "indicators"),
    "published": Words(ru: "опубликовано", en: "published"),
  ]

  /// What is done with the bundle now.
  func progress(_ progress: BundleProgress) -> String {
    let isRussian = language == .ru
    let words: Words =
      switch progress.stage {
      case "received":
        Words(
          ru: "Пакет принят и ждёт загрузки.", en: "The bundle is taken in and waits to be loaded.")
      case "reading": Words(ru: "Файлы читаются", en: "The files are read")
      case "checking": Words(ru: "Данные проверяются", en: "The data are checked")
      case "merging": Words(ru: "Данные записываются", en: "The data are written")
      case "computing":
        Words(ru: "Показатели пересчитываются", en: "The indicators are computed anew")
      default:
        Words(
          ru: "Данные загружены и ждут расчёта показателей.",
          en: "The data are loaded and wait for the indicators to be computed.")
      }
    var sentence = words[language]
    guard !sentence.hasSuffix(".") else { return sentence }
    if let position = progress.position, let total = progress.total {
      let figure = Figure(language)
      let (place, all) = (figure.integer(position), figure.integer(total))
      let isOfRun = progress.runStage != nil
      sentence +=
        isRussian
        ? ": \(isOfRun ? "этап" : "таблица") \(place) из \(all)"
        : ": \(isOfRun ? "stage" : "table") \(place) of \(all)"
    }
    let name =
      progress.runStage.map(stage)
      ?? progress.recordTable.map { isRussian ? RecordTable.shortTitle(of: $0) : $0 }
    return sentence + (name.map { " (\($0))" } ?? "") + "."
  }
}
