import ArgumentParser
import Foundation
import Pipeline
import Postgres

struct Erase: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Remove on request what is kept of a pupil, a member of staff or a school.",
    discussion: """
      A pupil or member of staff is told by the pseudonym the school sends, which
      is read from stdin, so that it stands in no list of commands. Removed are the
      records and the bytes of every bundle that holds them. The log keeps a salted
      digest of whom it was about, and its number is the answer to the request.

      EXAMPLES
        soko erase pupil --school s001 --ground "request 12 of 2025-10-01" < key.txt
        soko erase school --school s001 --ground "order 7" --dry-run
      """)

  enum Kind: String, ExpressibleByArgument, CaseIterable {
    case pupil, staff, school
  }

  @OptionGroup var home: HomeOptions
  @Argument(help: "pupil, staff or school.") var kind: Kind
  @Option(help: "The school's code.") var school: String
  @Option(help: "On what ground: the request's number and day; it names no person.")
  var ground: String
  @Option(name: .customLong("by"), help: "Who removes, for the log (default: the login).")
  var author: String?
  @Flag(help: "Print what would go, and remove nothing.") var dryRun = false
  @Option(help: "text, json or csv.") var format = OutputFormat.text

  func validate() throws {
    if ground.allSatisfy(\.isWhitespace) { throw ValidationError("--ground is empty") }
  }

  func run() async throws {
    let subject = try subject()
    let order = Removal.Order(
      by: author ?? ProcessInfo.processInfo.userName, ground: ground, isDryRun: dryRun)
    let removal = try await Site.with(home) { site in
      try await site.workerPool(size: 1).whileOpen {
        try await Erasure.perform(subject, order, in: $0)
      }
    }
    try RemovalText(removal: removal, isDryRun: dryRun).print(format)
    if format == .text { Console.message(Self.remains) }
  }

  private func subject() throws -> Erasure.Subject {
    if kind == .school { return .school(school) }
    let key = readLine()?.trimmingCharacters(in: .whitespacesAndNewlines) ?? ""
    guard !key.isEmpty else {
      throw ValidationError("the pseudonym is read from stdin, and nothing came")
    }
    return kind == .pupil
      ? .pupil(key: key, school: school) : .staff(key: key, school: school)
  }

  private static let remains = """
    Остаются: показатели, сопоставления и места (они не о человеке), квитанции и контрольные суммы пакетов, запись школы в
    реестре; резервные копии — до конца своего срока. Школа должна убрать человека из своих выгрузок.
    What remains: values, comparisons and ranks, which tell of no person; receipts and checksums of bundles; the school's
    entry in the register; backups until their time is over. The school must leave the person out of what it sends.
    """
}
