import Reports
import Synchronization

/// What an answer gives away, noted on its way for the log of reading.
final class ReadingTrail: Sendable {
  struct Note: Sendable {
    /// Whether the request is one for the log at all.
    var isBegun = false
    /// Whether its line stands in the log already: a change is logged with what it changes.
    var isWritten = false
    /// The link by which somebody sends, where there is neither account nor token.
    var link: Int?
    /// Parameters that the address does not have, such as what a form decided; codes and numbers only.
    var told: [String: String] = [:]
    var report: String?
    /// The publication.
    var run: Int?
    /// Nil of a page.
    var rows: Int?
  }

  private let held = Mutex(Note())

  var note: Note { held.withLock { $0 } }

  /// Whoever asks holds a link.
  func isBy(_ link: UploadLink) {
    held.withLock { note in
      note.isBegun = true
      note.link = link.number
    }
  }

  func begin() { held.withLock { $0.isBegun = true } }

  func isWritten() { held.withLock { $0.isWritten = true } }

  func tells(_ name: String, _ value: String) {
    held.withLock { $0.told[name] = value }
  }

  func gives(_ report: String, run: Int?, rows: Int?) {
    held.withLock { note in
      note.report = report
      note.run = run
      note.rows = rows
    }
  }
}
