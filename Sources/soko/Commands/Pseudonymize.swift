import ArgumentParser
import Foundation
import Intake
import Schools

extension BundleCommand {
  struct NewKey: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "new-key",
      abstract: "Make a school's key of pseudonyms.",
      discussion: """
        Writes 32 random bytes to a file that only its owner may read, and never
        over a file that is there. The key stays in the school.

        EXAMPLES
          soko bundle new-key --out school.key
        """)

    @Option(help: "The file to make.") var out: String

    func run() async throws {
      let key = try SchoolKey.create(path: out)
      Console.data(key.fingerprint)
      Console.message(
        """
        Ключ записан в \(out); его отпечаток: \(key.fingerprint).
        Храните файл только в школе и сделайте копию на отдельном носителе.
        Потерян ключ — псевдонимы изменятся, и динамику учеников между годами не посчитать.
        Никому не отправляйте ключ: с ним и со списком класса псевдонимы раскрываются.
        """)
    }
  }

  struct Pseudonymize: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "pseudonymize",
      abstract: "Make a bundle of a school's own files, with pseudonyms for pupils and staff.",
      discussion: """
        Runs at the school, without a network or a database. IN is a bundle, a zip
        of CSV files named after the tables, or a folder of them. Identifiers become
        keyed hashes; columns that no table has are left out unread; the result is
        checked for personal data before it is written. Exit 3 when it is refused.

        Identifiers are taken from student_key and staff_key, or from the columns
        that --map-columns names; several columns with + between them make one.

        EXAMPLES
          soko bundle pseudonymize export/ --out s001-2025.zip --key school.key \\
            --school s001 --year 2025 --as-of 2025-06-21
          soko bundle pseudonymize export/ --out s001-2025.zip --key school.key \\
            --map-columns "student_key=ФИО+Дата рождения" \\
            --map-columns "class_code=Класс"
        """)

    @Argument(help: "A bundle, a zip of CSV files, or a folder of them.") var input: String
    @Option(help: "The bundle to write (.zip).") var out: String
    @Option(help: "The key file, as `soko bundle new-key` makes it.") var key: String
    @Option(
      name: .customLong("map-columns"),
      help: "FIELD=COLUMN, FIELD=COLUMN+COLUMN or TABLE.FIELD=…; repeat for several.")
    var mapColumns: [String] = []
    @Option(help: "The school's code, when there is no datapackage.json.") var school: String?
    @Option(help: "The year in which the academic year ends, likewise.") var year: Int?
    @Option(name: .customLong("as-of"), help: "The day the rows describe, YYYY-MM-DD, likewise.")
    var asOf: String?
    @Option(help: "full or amend, likewise.") var mode: String = "full"
    @Option(help: "Language of messages: ru or en.") var language = "ru"

    func validate() throws {
      guard Language(rawValue: language) != nil else {
        throw ValidationError("--language is ru or en")
      }
      guard BundleMode(rawValue: mode) != nil else {
        throw ValidationError("--mode is full or amend")
      }
      guard ColumnMap(mapColumns) != nil else {
        throw ValidationError(
          "--map-columns is FIELD=COLUMN; only student_key and staff_key take several columns")
      }
    }

    func run() async throws {
      let language = Language(rawValue: language) ?? .ru
      if SchoolKey.isOpenToOthers(path: key) {
        Console.message("\(key): файл ключа могут читать другие; выполните chmod 600.")
      }
      let secret = try SchoolKey(path: key)
      let outcome = try Pseudonymizer(key: secret, map: ColumnMap(mapColumns) ?? ColumnMap()).write(
        input, to: out,
        origin: .init(
          schoolCode: school, academicYear: year, asOf: asOf, mode: BundleMode(rawValue: mode)))
      print(outcome, secret.fingerprint, language)
      guard outcome.isWritten else { throw Outcome.rejected }
    }

    private func print(
      _ outcome: Pseudonymizer.Outcome, _ fingerprint: String, _ language: Language
    ) {
      for table in outcome.tables {
        var line =
          language == .ru
          ? "\(table.name): строк \(table.rows)" : "\(table.name): \(table.rows) rows"
        if !table.dropped.isEmpty {
          line +=
            (language == .ru ? "; не взяты столбцы: " : "; left out: ")
            + table.dropped.joined(separator: ", ")
        }
        Console.data(line)
      }
      if !outcome.others.isEmpty {
        Console.data(
          (language == .ru ? "не взяты файлы: " : "files left out: ")
            + outcome.others.joined(separator: ", "))
      }
      for (code, total) in outcome.problems.totals.sorted(by: { $0.key < $1.key }) {
        Console.data("  \(total) × \(code)")
      }
      for problem in outcome.problems.problems {
        Console.data("    " + ProblemText.line(problem, language))
      }
      switch (outcome.isWritten, language) {
      case (true, .ru): Console.data("\(out) записан; отпечаток ключа \(fingerprint)")
      case (true, .en): Console.data("\(out) is written; key fingerprint \(fingerprint)")
      case (false, .ru): Console.data("пакет не записан")
      case (false, .en): Console.data("no bundle was written")
      }
    }
  }
}
