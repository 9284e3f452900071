import Reports
import Synchronization

/// What an answer gives away, noted on its way for the log of reading.
final class ReadingTrail: Sendable {
  struct Note: Sendable {
    /// Whether the request is one for the log at all.
    var isBegun = false
    var report: String?
    /// The publication.
    var run: Int?
    /// Nil of a page.
    var rows: Int?
  }

  private let held = Mutex(Note())

  var note: Note { held.withLock { $0 } }

  func begin() { held.withLock { $0.isBegun = true } }

  func gives(_ report: String, run: Int?, rows: Int?) {
    held.withLock { note in
      note.report = report
      note.run = run
      note.rows = rows
    }
  }
}
