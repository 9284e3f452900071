import Foundation
import Intake
import Pipeline
import Postgres
import SQLFiles
import Sample
import TestSupport

@testable import Server

/// The synthetic region of `soko bundle sample` (40 schools, seed 1) as an installation of its own, served, with a browser before
/// it. All is loaded and computed; a bundle of a school waits in two files, one of them with defects.
struct SampleSite: Sendable {
  static let seed: UInt64 = 1
  /// The school whose secretary sits before the browser, and another one that is told a link.
  static let school = "s012"
  static let linked = "s014"
  static let silent = "s005"
  static let indicator = "int.marks.quality45_share"

  let browser: Browser
  /// What steps name in braces: `{good}`, `{bad}` and `{linked}` are files to send, `{link}` is the path of a link, `{folder}` takes what is
  /// downloaded, `{school}` and `{indicator}` are whom and what to look at.
  let values: [String: String]
  private let worker: Pool
  private let loader: Loader
  private let queue: Queue

  /// - Parameter years: how many years the schools have sent: 3 are the default region, 1 is loaded in seconds.
  static func make(years: Int) async throws -> SampleSite {
    let files = ProgramFiles()
    let database = try await installation(files)
    let worker = Running.pool(database, as: "soko_worker", size: 2)
    let loading = Loader.pool(
      database.connecting(as: "soko_worker"), size: 2, logger: Running.logger)
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("soko-screens-\(ProcessInfo.processInfo.processIdentifier)")
    let written = try SampleFiles(years: years, in: folder)
    let web = Running.pool(database, as: "soko_web")
    let queue = Queue(pool: web)
    let address = try await Running.address { onRunning in
      try WebService(
        pool: web, rereading: try ProblemRereading(pool: loading, files: files), queue: queue,
        templates: InventedRegion.templates, port: 0, passwordCost: Person.cost,
        logger: Running.logger, onRunning: onRunning)
    }
    var site = SampleSite(
      browser: try Browser(address: address), values: written.waiting, worker: worker,
      loader: try Loader(pool: loading, files: files, logger: Running.logger),
      queue: Queue(pool: worker))
    for path in written.sent { _ = try await site.queue.store(path) }
    try await site.night()
    let owner = Running.pool(database, as: "soko_owner", size: 1)
    let plan = try MonitoringPlan.read(path: written.plan)
    try await worker.transaction { db in try plan.load(db) }
    let link = try await owner.transaction { db in
      // All places of the guides' rankings are in sight of the region alone.
      try Person.enter(school: Self.school, municipality: nil, db)
      return try UploadLink.add(school: Self.linked, hours: 72, note: "пакет июня", db).path
    }
    await owner.close()
    site = SampleSite(
      browser: site.browser,
      values: site.values.merging(
        [
          "link": link, "folder": folder.path, "school": Self.school, "indicator": Self.indicator,
        ]) { $1 }, worker: worker,
      loader: site.loader, queue: site.queue)
    for person in Person.allCases { _ = try await site.browser.logIn(person) }
    return site
  }

  /// Everything that was sent, loaded; then the analysis.
  func night() async throws {
    try await load()
    _ = try await Analysis(pool: worker, version: Version.current).perform()
  }

  func load() async throws { _ = try await loader.loadAll { _ in } }

  private static func installation(_ files: ProgramFiles) async throws -> Address {
    try await TestDatabase.make(template: "screens") { address in
      let installation = Installation(files: files)
      try await installation.prepare(cluster: address, database: "soko_roles_only")
      let owner = Pool(address, size: 1, name: "own", logger: Running.logger)
      try await owner.session { db in
        let name = try db.value("select current_database()::text", as: String.self)
        try db.execute(SQL(raw: "alter database \(name) owner to soko_owner"))
      }
      await owner.close()
      _ = try await installation.migrate(address.connecting(as: "soko_owner"))
    }
  }
}

/// The bundles of the region on disk.
private struct SampleFiles {
  /// Those that were sent, the register first.
  private(set) var sent: [String] = []
  /// Those that wait, by the names steps have for them.
  private(set) var waiting: [String: String] = [:]
  let plan: String

  init(years: Int, in folder: URL) throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    plan = folder.appendingPathComponent("plan.csv").path
    try Self.planText.write(toFile: plan, atomically: true, encoding: .utf8)
    let region = try SampleRegion(years: years, seed: SampleSite.seed)
    func write(
      _ bundle: SampleBundle, _ descriptor: BundleDescriptor, as name: String,
      changing change: (String, [UInt8]) -> [UInt8] = { $1 }
    ) throws -> String {
      var writer = BundleWriter(descriptor: descriptor)
      for table in bundle.tables {
        writer.add(table: table.name, csv: change(table.name, table.csv))
      }
      let file = folder.appendingPathComponent(name)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(try writer.zip()).write(to: file)
      return file.path
    }
    try region.forEachBundle { bundle in
      let name = bundle.fileName
      // The default region has a school that sent nothing for its last year; so has a shorter one.
      if name != "\(SampleSite.silent)-2025.zip" {
        sent.append(try write(bundle, bundle.descriptor, as: name))
      }
      // What a school sends again is of a later day and has more books.
      let later = bundle.descriptor.later
      switch name {
      case "\(SampleSite.school)-2025.zip":
        // A secretary sends the same name again, so the two stand in folders of their own.
        waiting["good"] = try write(bundle, later, as: "good/\(name)", changing: Self.withBooks)
        waiting["bad"] = try write(bundle, later, as: "bad/\(name)", changing: Self.spoilt)
      case "\(SampleSite.linked)-2025.zip":
        waiting["linked"] = try write(bundle, later, as: "good/\(name)", changing: Self.withBooks)
      default: break
      }
    }
  }

  /// The table with marks that there are not: 7 in twelve rows of the marks, 9 in two rows of the exams.
  private static func spoilt(_ table: String, _ csv: [UInt8]) -> [UInt8] {
    switch table {
    case "period_mark": changing(csv, "mark", in: 17...28) { _ in "7" }
    case "exam_result": changing(csv, "mark5", in: 3...4) { _ in "9" }
    default: csv
    }
  }

  private static func withBooks(_ table: String, _ csv: [UInt8]) -> [UInt8] {
    table == "resource"
      ? changing(csv, "books_count", in: 2...2) { String((Int($0) ?? 0) + 300) } : csv
  }

  /// The table with other cells in a column of some rows; the header is row 1.
  private static func changing(
    _ csv: [UInt8], _ column: String, in rows: ClosedRange<Int>, _ change: (String) -> String
  ) -> [UInt8] {
    var lines = String(decoding: csv, as: UTF8.self).components(separatedBy: "\r\n")
    let place = lines[0].components(separatedBy: ",").firstIndex(of: column) ?? 0
    for row in rows {
      var cells = lines[row - 1].components(separatedBy: ",")
      cells[place] = change(cells[place])
      lines[row - 1] = cells.joined(separator: ",")
    }
    return Array(lines.joined(separator: "\r\n").utf8)
  }

  /// Deadlines around today: one done, one late, one ahead.
  private static var planText: String {
    func day(_ days: Double) -> String {
      Date(timeIntervalSinceNow: days * 86_400).formatted(.iso8601.year().month().day())
    }
    let header =
      "municipality,school,code,year,object,indicators,tables,periodicity,form,responsible,opens,due,note"
    let items = [
      "roll,2025,Контингент и движение,,student;enrolment,quarter,continuous,заместитель директора по УВР,2020-01-01,\(day(7)),",
      "exams,2025,Государственная итоговая аттестация,,exam_result,year,periodic,муниципальный координатор ГИА,2020-01-01,\(day(-3)),",
      "survey,2025,Удовлетворённость родителей,,survey_result,half_year,periodic,социальный педагог,\(day(-60)),\(day(30)),",
    ]
    let rows = ["99601000", "99602000", "99603000", "99604000"].flatMap { municipality in
      items.map { "\(municipality),,\($0)" }
    }
    return ([header] + rows).joined(separator: "\n") + "\n"
  }
}

extension BundleDescriptor {
  /// The same of the day after that of the sample.
  fileprivate var later: BundleDescriptor {
    var later = self
    later.asOf = "2025-10-06"
    later.created = "2025-10-06T06:00:00Z"
    return later
  }
}
