import Schools

extension Wording {
  /// Words of rows that are taken along.
  static let exportWords: [String: Words] = [
    "partOfRows": Words(
      ru: "часть строк; дальше есть ещё", en: "a part of the rows; there are more"),
    "lastPart": Words(ru: "последние строки", en: "the last rows"),
    "firstRows": Words(ru: "← С начала", en: "← From the beginning"),
    "nextRows": Words(ru: "Дальше →", en: "Next →"),
    "withChart": Words(
      ru: "рядом с муниципалитетом, в XLSX с диаграммой",
      en: "beside the municipality, in XLSX with a chart"),
    // What rows have that the table beside them does not.
    "moreRows": Words(ru: "все строки отбора", en: "all rows of the choice"),
    "moreAnalogues": Words(
      ru: "строка на каждый аналог и разрез", en: "a row for each analogue and cut"),
    "moreOrFewer": Words(ru: "часть показателей", en: "some of the indicators"),
    "moreUnranked": Words(ru: "и школы без места", en: "schools without a place too"),
    "moreRanked": Words(ru: "и школы с местом", en: "schools with a place too"),
    "moreUnclustered": Words(ru: "и школы без кластера", en: "schools without a cluster too"),
    "moreClustered": Words(ru: "и школы в кластерах", en: "schools in clusters too"),
    "morePerCluster": Words(
      ru: "строка на показатель и кластер", en: "a row for each indicator and cluster"),
    "moreSchools": Words(ru: "строка на школу", en: "a row for each school"),
    "moreOthers": Words(ru: "рядом со всеми школами", en: "beside all schools"),
    "moreRegions": Words(ru: "все регионы", en: "all regions"),
    "moreRegionsOrCuts": Words(
      ru: "все разрезы и регионы", en: "all cuts and regions"),
    "onlyInForce": Words(
      ru: "без определений, которые больше не действуют",
      en: "without definitions that are no longer in force"),
    "moreCuts": Words(ru: "и все разрезы", en: "all cuts too"),
    "moreLines": Words(ru: "строка на соответствие", en: "a row for each line"),
    "moreModels": Words(
      ru: "строка на школу или член модели, экзамен и вариант",
      en: "a row for each school or term, exam and variant"),
    "moreIndicators": Words(ru: "строка на показатель", en: "a row for each indicator"),
    "morePlaces": Words(
      ru: "строка на место, до ста одного вида",
      en: "a row for each place, up to a hundred of a kind"),
    "moreProblems": Words(
      ru: "и те, что не поместились здесь", en: "those that had no room here too"),
    "moreBundles": Words(ru: "все пакеты отбора", en: "all bundles of the choice"),
    "moreDeadlines": Words(ru: "весь план по школам", en: "the whole plan by school"),
    "moreChanges": Words(ru: "все изменения", en: "all changes"),
    "moreReadings": Words(ru: "весь журнал", en: "the whole log"),
    "moreLate": Words(ru: "все, кто опаздывает", en: "all who are late"),
    "moreUnsearched": Words(
      ru: "все школы муниципалитета или региона", en: "all schools of the municipality or region"),
    "moreInColumn": Words(ru: "в столбце balance", en: "in the column balance"),
  ]
}
