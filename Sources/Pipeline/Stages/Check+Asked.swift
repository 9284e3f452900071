import Intake
import Postgres
import Schools
internal import Synchronization

extension Check {
  /// All questions of a table as one statement.
  struct Asked: Sendable {
    /// What decides which questions there are, and how they are put.
    struct Occasion: Hashable {
      let table: String
      let isEmpty: Bool
      let mode: BundleMode
      let staged: Set<String>
      let broken: Set<String>
      let hasPast: Bool
      let limit: Int?
    }

    let questions: [Question]
    private let text: String
    /// Names of the tables whose staged rows it reads.
    private let reads: [String]

    /// - Parameter limit: complaints of each question; without one nothing is counted, and every one comes.
    init(_ questions: [Question], limit: Int?) {
      self.questions = questions
      let selects = questions.enumerated().map { index, question in
        """
        (
        select \(index) as question, row_number::integer as row_number,
            column_name::text as column_name, arguments::text as arguments,
            \(limit == nil ? "null::bigint" : "count(*) over ()") as total
        from (
        \(question.select)
        ) as found
        order by row_number, column_name\(limit.map { " limit \($0)" } ?? "")
        )
        """
      }
      let body = selects.joined(separator: "\nunion all\n")
      let tables = Self.tables(of: Self.words(body))
      let expressions = tables.now.map(\.nowExpression)
      text = (expressions.isEmpty ? "" : "with \(expressions.joined(separator: ", "))\n") + body
      reads = tables.all.map(\.name)
    }

    /// The statement, planned for bundles of about the size of this one.
    func statement(for staged: [Read.Staged], _ mode: BundleMode) -> SQL {
      let rows = Dictionary(uniqueKeysWithValues: staged.map { ($0.table.name, $0.rows) })
      guard let size = Magnitude.text(of: reads.map { rows[$0] }) else { return SQL(raw: text) }
      return SQL(raw: text).planned(for: "\(mode.rawValue) \(size)")
    }

    static func words(_ text: String) -> Set<Substring> {
      Set(text.split { !($0.isLetter || $0.isNumber || $0 == "_") })
    }

    /// Tables of which a text with these words reads `<table>_now`, and all that it reads.
    static func tables(of words: Set<Substring>) -> (now: [RecordTable], all: [RecordTable]) {
      let now = RecordTable.all.filter { words.contains("\($0.name)_now") }
      return (
        now, now + RecordTable.all.filter { words.contains("\($0.staging)") && !now.contains($0) }
      )
    }

    /// Statements made before: they are long, and most bundles are asked the same.
    final class Book: Sendable {
      private static let limit = 1024
      private let known = Mutex<[Occasion: Asked]>([:])

      subscript(_ occasion: Occasion, questions: () -> [Question]) -> Asked {
        if let asked = known.withLock({ $0[occasion] }) { return asked }
        let asked = Asked(questions(), limit: occasion.limit)
        known.withLock { known in
          if known.count >= Self.limit { known.removeAll() }
          known[occasion] = asked
        }
        return asked
      }
    }
  }
}

/// How many rows there are, roughly: what decides between plans.
enum Magnitude {
  /// Beyond so many rows a plan of one's own costs next to nothing.
  private static let greatest = 1 << 15

  /// Orders of magnitude, of tables that are there; nil when one of them is large.
  static func text(of rows: [Int?]) -> String? {
    guard rows.allSatisfy({ ($0 ?? 0) < greatest }) else { return nil }
    return rows.map { $0.map(letter) ?? "-" }.joined()
  }

  /// One letter for each factor of eight.
  private static func letter(_ count: Int) -> String {
    count == 0 ? "0" : String((Int.bitWidth - count.leadingZeroBitCount + 2) / 3)
  }
}
