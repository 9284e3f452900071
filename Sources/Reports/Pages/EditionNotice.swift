import Postgres
import Schools

/// What a page says above all of the publication it shows: that it is not the one in force, or that a later one was withdrawn.
struct EditionNotice {
  let text: String
  /// The same page of the publication in force, where another is shown.
  let inForce: Choice?

  fileprivate struct Found: Decodable {
    let current: Int?
    let state: String?
    let publishedAt: String?
    let withdrawn: Int?
    let because: String?
  }

  /// - Parameter shown: the publication of the page.
  static func find(
    _ shown: Publication?, for request: PageRequest, _ db: Database
  ) throws -> [EditionNotice] {
    guard PageRequest.hasEditions(request.path) else { return [] }
    let run = shown?.run
    guard
      let found = try db.first(
        """
        select
            (select run from report_v1.publication_history where state = 'current') as current,
            shown.state,
            \(raw: isoMoment("shown.published_at")) as published_at,
            withdrawn.run as withdrawn,
            withdrawn.withdrawn_because as because
        from (values (1)) as one (n)
        left join report_v1.publication_history as shown on shown.run = \(run)
        left join lateral (
            select run, withdrawn_because from report_v1.publication_history
            where state = 'withdrawn' and run >= coalesce(\(run), 0)
            order by run desc limit 1
        ) as withdrawn on true
        """, as: Found.self)
    else { return [] }
    return found.notices(shown: run, request)
  }
}

extension EditionNotice.Found {
  fileprivate func notices(shown: Int?, _ request: PageRequest) -> [EditionNotice] {
    let words = Wording(request.language)
    var notices: [EditionNotice] = []
    let link = current.map { _ in
      Choice(
        text: words("toInForce"), href: request.link(changing: ["run": nil, "asOf": nil]),
        isCurrent: false)
    }
    if let shown, let state, let publishedAt, state == "preview" || state == "past" {
      let moment = Figure(request.language).moment(publishedAt)
      notices.append(
        EditionNotice(
          text: words.edition(shown, isPreview: state == "preview", moment), inForce: link))
    }
    if let withdrawn, let because {
      notices.append(
        EditionNotice(
          text: words.withdrawal(withdrawn, because: because),
          inForce: shown == withdrawn ? link : nil))
    }
    return notices
  }
}

extension Wording {
  static let editionWords: [String: Words] = [
    "toInForce": Words(ru: "К действующей публикации", en: "To the publication in force")
  ]

  fileprivate func edition(_ run: Int, isPreview: Bool, _ moment: String) -> String {
    if isPreview {
      return language == .ru
        ? "Расчёт № \(run) для просмотра: он ещё не опубликован, его видит только оператор."
        : "Run No. \(run), for a look: it is not published yet, and only the operator sees it."
    }
    return language == .ru
      ? "Прежняя публикация № \(run) от \(moment): числа в ней такие, какими были тогда."
      : "An earlier publication, No. \(run) of \(moment): its figures are as they were then."
  }

  fileprivate func withdrawal(_ run: Int, because reason: String) -> String {
    language == .ru
      ? "Публикация № \(run) отозвана: \(reason)" : "Publication No. \(run) is withdrawn: \(reason)"
  }
}
