import Postgres
import Schools

/// The crosswalks of the catalog as rows: a file that has changed is a new crosswalk, and the one before stays for the
/// publications that used it.
struct CrosswalkRows {
  let db: Database

  /// Returns how many files are new or gone.
  func record(_ files: [Catalog.CrosswalkFile]) throws -> Int {
    var changed = try db.execute(
      """
      update result.crosswalk set is_current = false
      where is_current and not fingerprint = any(\(files.map(\.fingerprint)))
      """)
    for file in files {
      let code = file.crosswalk.code
      let known = try db.execute(
        """
        update result.crosswalk set is_current = true
        where code = \(code) and fingerprint = \(file.fingerprint)
        """)
      guard known == 0 else { continue }
      let id = try db.value(
        """
        insert into result.crosswalk (code, version, fingerprint)
        values (\(code), \(file.crosswalk.version), \(file.fingerprint))
        returning crosswalk_id
        """, as: Int.self)
      for (index, entry) in file.crosswalk.lines.enumerated() {
        try insert(entry, ordinal: index + 1, of: id)
      }
      changed += 1
    }
    return changed
  }

  private func insert(_ entry: Crosswalk.Entry, ordinal: Int, of crosswalk: Int) throws {
    let measure = entry.measure
    let marks = measure.marks.map { "{\($0.map(String.init).joined(separator: ","))}" }
    try db.execute(
      """
      insert into result.crosswalk_entry (
          crosswalk_id, ordinal, indicator_code, indicator_version, cut, published_indicator,
          published_code, published_cut, exam_code, subject_code, grade, scale, figure, marks,
          class, conversion, as_of_year, as_of_from, as_of_until, note_ru, note_en
      )
      values (
          \(crosswalk), \(ordinal), \(entry.indicator), \(entry.version), \(entry.cut),
          \(measure.indicator), \(measure.publishedCode), \(measure.cut), \(measure.exam),
          \(measure.subject), \(measure.grade), \(measure.scale),
          \(marks == nil ? "mean" : "marks"), \(marks)::text::integer[],
          \(entry.match.rawValue), \(entry.conversion.rawValue),
          \(entry.asOf.map { $0.year == .end ? 0 : -1 }), \(entry.asOf?.from),
          \(entry.asOf?.until), \(entry.note?.ru), \(entry.note?.en)
      )
      """)
  }
}
