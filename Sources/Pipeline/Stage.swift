/// The verbs of the pipeline, in order.
///
/// `read` to `merge` work on one bundle and share one transaction; `indicate` to `publish` work on a run,
/// one transaction each. Every stage can be repeated and gives the same rows.
package enum Stage: String, CaseIterable, Sendable {
  case read, check, merge
  case indicate, match, disclose, compare, gather, sift, cluster, rank, model, publish

  /// Whether the stage works on a bundle rather than on a run.
  package var isOfBundle: Bool {
    switch self {
    case .read, .check, .merge: true
    case .indicate, .match, .disclose, .compare, .gather, .sift, .cluster, .rank, .model, .publish:
      false
    }
  }
}
