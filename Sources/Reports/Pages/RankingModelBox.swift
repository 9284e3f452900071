import Foundation
import Postgres
import Schools

/// What a ranking rests on and what would move it, for the box that prints with it.
struct RankingModelBox {
  struct Shift {
    let name: String
    let mean: String
    let largest: String
    let tau: String
  }

  struct Importance {
    let name: String
    let weight: String
    let importance: String
  }

  let sentence: String
  /// Said where the score mostly goes with the conditions schools work in.
  let context: String?
  let shifts: [Shift]
  let importance: [Importance]
  let notes: [String]

  private struct Model: Decodable {
    struct Shift: Decodable {
      let choice: String
      let mean: Double
      let largest: Int
      let tau: Double?
    }

    struct Importance: Decodable {
      let criterion: Int
      let weight: Double
      let importance: Double?
    }

    struct Pair: Decodable {
      let first: String
      let second: String
      let correlation: Double
    }

    let schools: Int
    let draws: Int
    let constant: [String]
    let sensitivity: [Shift]
    let mostInfluential: String?
    let removal: [Shift]
    let importance: [Importance]
    let redundant: [Pair]
    let conflicts: [Pair]
    let alpha: Double?
    let firstComponent: Double?
    let comparisonFactor: Double?
  }

  private struct Context: Decodable {
    let indicator: String
    let schools: Int
    let correlation: Double
    let isStrong: Bool
  }

  /// Nil before a ranking of the scope has a model: it has none for few schools.
  static func find(
    _ db: Database, year: Int?, municipality: String?, _ language: Language
  ) throws -> RankingModelBox? {
    struct Row: Decodable {
      let model: String
      let context: String
    }
    guard let year else { return nil }
    let scope: SQL =
      municipality.map { "scope = 'municipality' and territory = \($0)" } ?? "scope = 'region'"
    let row = try db.first(
      "select model::text as model, context::text as context from report_v1.ranking_model where year = \(year) and"
        + " " + scope + " order by territory limit 1", as: Row.self)
    guard let row else { return nil }
    let decoder = JSONDecoder()
    return RankingModelBox(
      try decoder.decode(Model.self, from: Data(row.model.utf8)),
      try decoder.decode([Context].self, from: Data(row.context.utf8)),
      try Names(db, language), language)
  }

  private init(_ model: Model, _ context: [Context], _ names: Names, _ language: Language) {
    let figure = Figure(language)
    let words = ChoiceWords(names: names, language: language)
    func shift(_ shift: Model.Shift, _ name: String) -> Shift {
      Shift(
        name: name, mean: figure.decimal(shift.mean, 2), largest: String(shift.largest),
        tau: shift.tau.map { figure.decimal($0, 3) } ?? Figure.absent)
    }
    shifts =
      model.sensitivity.map { shift($0, words.choice($0.choice)) }
      + model.removal.map { shift($0, words.without($0.choice)) }
    importance = model.importance.map { item in
      Importance(
        name: String(item.criterion),
        weight: figure.decimal(item.weight * 100, 1) + "\u{00A0}%",
        importance: item.importance.map { figure.decimal($0, 2) } ?? Figure.absent)
    }
    let strongest = model.mostInfluential.map(words.choice)
    let moved = model.sensitivity.first { $0.choice == model.mostInfluential }?.mean ?? 0
    let places = figure.decimal(moved, 2)
    sentence =
      switch (language, strongest) {
      case (.ru, let choice?):
        "Сильнее всего места меняет выбор «\(choice)»: в среднем на \(places) места."
      case (.ru, nil): "Ни один другой выбор метода мест не меняет."
      case (.en, let choice?):
        "The most influential choice is “\(choice)”: it moves a school by \(places) places on average."
      case (.en, nil): "No other choice of the method moves a place."
      }
    let strong = context.filter(\.isStrong)
    let list = strong.map {
      "\(names.short($0.indicator)) (ρ = \(figure.decimal($0.correlation, 2, signed: true)))"
    }.joined(separator: ", ")
    self.context =
      strong.isEmpty
      ? nil
      : language == .ru
        ? "Рейтинг в основном отражает контекст: \(list)."
        : "The ranking mostly reflects context: \(list)."
    notes = Self.notes(model, words, figure, language)
  }

  private static func notes(
    _ model: Model, _ words: ChoiceWords, _ figure: Figure, _ language: Language
  ) -> [String] {
    func pairs(_ list: [Model.Pair]) -> String {
      list.map {
        "\(words.indicator($0.first)) — \(words.indicator($0.second)) "
          + "(ρ = \(figure.decimal($0.correlation, 2, signed: true)))"
      }.joined(separator: "; ")
    }
    let isRussian = language == .ru
    var notes: [String] = []
    if !model.redundant.isEmpty {
      notes.append(
        (isRussian ? "Говорят одно и то же: " : "These say the same twice: ")
          + pairs(model.redundant) + ".")
    }
    if !model.conflicts.isEmpty {
      notes.append(
        (isRussian ? "Противоречат друг другу внутри критерия: " : "These contradict each other: ")
          + pairs(model.conflicts) + ".")
    }
    if !model.constant.isEmpty {
      notes.append(
        (isRussian ? "Не различают школ: " : "These tell no schools apart: ")
          + model.constant.map(words.indicator).joined(separator: ", ") + ".")
    }
    if let alpha = model.alpha, let share = model.firstComponent {
      let (alpha, share) = (figure.decimal(alpha, 2), figure.decimal(share * 100, 0))
      notes.append(
        isRussian
          ? "α Кронбаха \(alpha); на первую главную компоненту приходится \(share) % разброса."
          : "Cronbach's α \(alpha); the first principal component holds \(share) % of the variance."
      )
    }
    if let factor = model.comparisonFactor {
      let factor = figure.decimal(factor, 2)
      notes.append(
        isRussian
          ? "Баллы двух школ различимы, когда не пересекаются интервалы ±\(factor) стандартной ошибки балла."
          : "Two scores differ when their intervals of ±\(factor) standard errors do not overlap.")
    }
    return notes
  }
}

/// A choice of the method, and an indicator with its cut, in words.
struct ChoiceWords {
  let names: Names
  let language: Language

  private static let fixed: [String: Words] = [
    "scale:zscore": Words(ru: "шкала: z-оценки", en: "scale: z-scores"),
    "scale:percentile": Words(ru: "шкала: процентили", en: "scale: percentiles"),
    "scale:minmax": Words(ru: "шкала: минимум — максимум", en: "scale: minimum to maximum"),
    "scale:best": Words(ru: "шкала: лучший = 100", en: "scale: best is 100"),
    "between:arithmetic": Words(
      ru: "среднее между критериями: арифметическое", en: "mean between criteria: arithmetic"),
    "between:geometric": Words(
      ru: "среднее между критериями: геометрическое", en: "mean between criteria: geometric"),
    "unshrunk": Words(
      ru: "значения малых школ не стягивать", en: "values of small schools left as they are"),
    "untreated": Words(ru: "выбросы не трогать", en: "extreme values left as they are"),
  ]

  func choice(_ choice: String) -> String {
    if let words = Self.fixed[choice] { return words[language] }
    let parts = choice.split(separator: ":", maxSplits: 1).map(String.init)
    let criterion = parts.count > 1 ? parts[1] : ""
    let isRussian = language == .ru
    return switch parts[0] {
    case "weight_up":
      isRussian ? "вес критерия \(criterion): +25 %" : "weight of criterion \(criterion): +25 %"
    case "weight_down":
      isRussian ? "вес критерия \(criterion): −25 %" : "weight of criterion \(criterion): −25 %"
    case "without_criterion":
      isRussian ? "без критерия \(criterion)" : "without criterion \(criterion)"
    default: choice
    }
  }

  func without(_ key: String) -> String {
    (language == .ru ? "без показателя «" : "without “") + indicator(key)
      + (language == .ru ? "»" : "”")
  }

  func indicator(_ key: String) -> String {
    let parts = key.split(separator: " ", maxSplits: 1).map(String.init)
    let cut = parts.count > 1 ? names.cut(parts[1]) : ""
    return names.short(parts[0]) + (cut.isEmpty ? "" : " (\(cut))")
  }
}
