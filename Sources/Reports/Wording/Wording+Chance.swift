import Schools

/// What pages say of chance: funnels and families of verdicts.
extension Wording {
  static let positions: [String: Words] = [
    "within": Words(ru: "в пределах случайного", en: "within the limits of chance"),
    "above95": Words(ru: "выше предела 95 %", en: "above the 95 % limit"),
    "below95": Words(ru: "ниже предела 95 %", en: "below the 95 % limit"),
    "above998": Words(ru: "выше предела 99,8 %", en: "above the 99.8 % limit"),
    "below998": Words(ru: "ниже предела 99,8 %", en: "below the 99.8 % limit"),
  ]

  /// The letter of an effect size, by the kind of the indicator.
  func effect(_ kind: String) -> String {
    switch kind {
    case "share": "h"
    case "mean": "d"
    default: "ln"
    }
  }

  static let chance: [String: Words] = [
    "funnel": Words(ru: "Воронка: величина школы и случай", en: "Funnel: size and chance"),
    "funnelTable": Words(ru: "Воронка таблицей", en: "The funnel as a table"),
    "units": Words(ru: "n — учеников или единиц наблюдения", en: "n, pupils or units"),
    "limits95": Words(ru: "Пределы 95 %", en: "95 % limits"),
    "limits998": Words(ru: "Пределы 99,8 %", en: "99.8 % limits"),
    "position": Words(ru: "Положение", en: "Position"),
    "funnelNote": Words(
      ru:
        "По горизонтали — величина школы, по вертикали — значение; «выше» и «ниже» здесь о величине, не о качестве. Штриховая линия — пределы 95 %, сплошная — 99,8 %; они шире, если школы различаются больше, чем случайно. ○ внутри, ● за 95 %, ◆ за 99,8 %. Пределы каждой школы посчитаны без неё самой. Порядка школ воронка не задаёт.",
      en:
        "Size to the right, value upward; “above” and “below” speak of size here, not of quality. The dashed line is the 95 % limit, the whole one 99.8 %; they are wider where schools differ by more than chance. ○ inside, ● beyond 95 %, ◆ beyond 99.8 %. Each school's limits leave the school itself out. A funnel is no order of schools."
    ),
  ]
}
