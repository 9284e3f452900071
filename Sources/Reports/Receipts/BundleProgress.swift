import Postgres
import Schools

/// How far a bundle has come, for whoever waits for it.
struct BundleProgress: Decodable {
  /// What happens to a bundle that meets nothing on its way, in order.
  static let way = [
    "received", "reading", "checking", "merging", "loaded", "computing", "published",
  ]

  let stage: String
  /// The stage of the analysis at hand, while figures are computed.
  let runStage: String?
  /// Which table of the bundle, or which stage of the analysis, is at hand.
  let position: Int?
  let total: Int?
  let recordTable: String?
  /// Seconds since it came, or was loaded.
  let age: Int

  /// Nil when there is none that the reader may see.
  static func find(_ bundle: Int, _ db: Database) throws -> BundleProgress? {
    try db.first(
      """
      select progress.stage, progress.run_stage, progress.position::bigint as position,
          progress.total::bigint as total, progress.record_table,
          greatest(
              extract(epoch from now() - coalesce(bundle.finished_at, bundle.received_at)), 0
          )::bigint as age
      from report_v1.bundle_progress as progress
      inner join report_v1.bundle on bundle.bundle = progress.bundle
      where progress.bundle = \(bundle)
      """, as: BundleProgress.self)
  }

  /// Whether something more is to be seen soon: a bundle that waits for a register may wait for weeks.
  var isMoving: Bool { Self.way.dropLast().contains(stage) }

  /// After how many seconds a page is to be asked for again; nil where it is not.
  ///
  /// The longer nothing happens the more seldom; after half an hour not at all, so that a page that was left open keeps
  /// nobody logged in.
  var refresh: Int? {
    if ["reading", "checking", "merging", "computing"].contains(stage) { return 5 }
    return isMoving && age < 1800 ? min(60, max(5, age / 10)) : nil
  }
}

/// The same as a page shows it: the steps, and a sentence on the one at hand.
struct ProgressBox {
  struct Step {
    let name: String
    let isDone: Bool
    let isCurrent: Bool
  }

  let steps: [Step]
  let sentence: String
  /// For a bar: of how many, and how many are behind.
  let total: String?
  let done: String?
  let refreshNote: String?
  /// Nil where the page is not asked for again by itself anyway.
  let refreshSwitch: Choice?

  /// Nil where nothing more happens by itself.
  init?(_ progress: BundleProgress, refresh: Int?, _ request: PageRequest) {
    guard progress.isMoving, let place = BundleProgress.way.firstIndex(of: progress.stage) else {
      return nil
    }
    let (words, figure) = (Wording(request.language), Figure(request.language))
    steps = BundleProgress.way.enumerated().map { index, stage in
      Step(name: words.progressStep(stage), isDone: index < place, isCurrent: index == place)
    }
    sentence = words.progress(progress)
    total = progress.total.map(String.init)
    done = progress.position.map { String($0 - 1) }
    let isOff = request.text("refresh") == "off"
    refreshNote = refresh.map { seconds in
      request.language == .ru
        ? "Страница обновляется сама каждые \(figure.integer(seconds)) с."
        : "The page is asked for again every \(figure.integer(seconds)) s."
    }
    refreshSwitch =
      progress.refresh == nil
      ? nil
      : Choice(
        text: words(isOff ? "refreshOn" : "refreshOff"),
        href: request.link(changing: ["refresh": isOff ? nil : "off"]), isCurrent: false)
  }
}

extension PageRequest {
  /// After how many seconds the page of a bundle is to be asked for again: its reader may stop that.
  func refresh(_ progress: BundleProgress?) -> Int? {
    text("refresh") == "off" ? nil : progress?.refresh
  }
}
