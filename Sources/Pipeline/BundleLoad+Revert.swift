import Postgres
import Schools

extension BundleLoad {
  private struct Reverted: Decodable {
    let schoolCode: String?
    let academicYear: Int?
  }

  /// Of a queued bundle: whether it is to be taken back, and not to be loaded.
  static let isReverting = "revert_asked_at is not null and revert_outcome is null"

  /// Does what somebody asked for: takes the bundle back, or says why that cannot be, and leaves it as it was.
  func revert() throws {
    let told = try db.first(
      "select school_code, academic_year from intake.bundle where bundle_id = \(bundle)",
      as: Reverted.self)
    guard let code = told?.schoolCode, let year = told?.academicYear else { return }
    let load = SchoolLoad(db: db, bundle: bundle, check: check, merges: merges)
    switch try load.revert(school: code, year: year) {
    case .success(let tables):
      try db.execute(
        """
        update intake.bundle
        set state = 'reverted', finished_at = now(),
            receipt = jsonb_set(receipt, '{state}', '"reverted"'),
            revert_outcome = \(json: try Self.json(RevertOutcome(tables: tables)))
        where bundle_id = \(bundle)
        """)
    case .failure(let refusal): try keep(refusal)
    }
  }

  /// Puts the bundle back to where it stood before it was asked about; its receipt is as it was.
  func keep(_ refusal: RevertRefusal) throws {
    try db.execute(
      """
      update intake.bundle
      set state = receipt ->> 'state',
          revert_outcome = \(json: try Self.json(RevertOutcome(refusal: refusal)))
      where bundle_id = \(bundle) and state = 'queued'
      """)
  }
}
