import Foundation
import Postgres
import Schools

/// A bundle's reversal on its page: what became of it, and the form by which an operator asks for one.
struct RevertBox {
  /// Why, when, and what changed or stood in the way; nil where nobody asked.
  let sentence: String?
  /// Whether the reader may ask for it.
  let canAsk: Bool
  let action: String
  /// What the form brings back.
  let seal: String
  let number: String

  private struct Row: Decodable {
    let state: String
    let kind: String
    let asked: String?
    let revertReason: String?
    let revertOutcome: Outcome?
  }

  private struct Outcome: Decodable {
    struct Table: Decodable {
      let added: Int
      let changed: Int
      let removed: Int
    }

    struct Refusal: Decodable {
      let code: String
      let arguments: [String: String]
    }

    let tables: [Table]?
    let refusal: Refusal?
  }

  /// Nil where there is nothing to say or to ask.
  static func find(_ bundle: Int, _ request: PageRequest, _ db: Database) throws -> RevertBox? {
    let row = try db.first(
      SQL(
        raw: """
          select state, kind, \(isoMoment("revert_asked_at")) as asked, revert_reason,
              revert_outcome
          from report_v1.bundle where
          """) + " bundle = \(bundle)", as: Row.self)
    guard let row else { return nil }
    let box = RevertBox(row, bundle, request)
    return box.canAsk || box.sentence != nil ? box : nil
  }

  private init(_ row: Row, _ bundle: Int, _ request: PageRequest) {
    let figure = Figure(request.language)
    sentence = row.asked.map { asked in
      "\(figure.moment(asked)): «\(row.revertReason ?? "")». "
        + Self.told(row.revertOutcome, figure, request.language)
    }
    number = String(bundle)
    action = PageRequest.address("/admin/bundles/revert", [], request.language)
    seal = request.seal
    canAsk =
      request.visitor?.isOperator == true && row.kind == "school"
      && ["done", "superseded"].contains(row.state)
  }

  private static func told(_ outcome: Outcome?, _ figure: Figure, _ language: Language) -> String {
    guard let outcome else {
      return language == .ru
        ? "Ждёт загрузчика: до него действуют данные этого пакета."
        : "It waits for the worker; until then the data of this bundle hold."
    }
    if let refusal = outcome.refusal {
      guard ProblemCatalog.contains(refusal.code) else { return refusal.code }
      let problem = Problem(refusal.code, refusal.arguments)
      return "\(problem.message(language)) \(problem.hint(language))"
    }
    func sum(_ count: (Outcome.Table) -> Int) -> String {
      figure.integer((outcome.tables ?? []).reduce(0) { $0 + count($1) })
    }
    let (added, changed, removed) = (sum(\.added), sum(\.changed), sum(\.removed))
    return language == .ru
      ? "Строк возвращено \(added), изменено \(changed), убрано \(removed). Показатели — со следующим расчётом."
      : "Rows brought back \(added), changed \(changed), taken away \(removed). Figures follow with the next run."
  }
}
