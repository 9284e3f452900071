import ArgumentParser

struct MethodCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "method",
    abstract: "Run a method on any table and print JSON; needs no database.",
    discussion: """
      Anyone can check a published figure: the methods are those of the nightly run,
      the table is a CSV file (.csv or .csv.gz, UTF-8, commas, a header). Empty
      cells are missing; a row that misses a needed cell is left out and counted.
      The same table, options and seed give the same bytes, in any order of rows
      and on any number of threads.

      EXAMPLES
        soko method value-added --input exam.csv.gz --group school \\
          --outcome normexam --predictors standLRT
        soko method rank --input schools.csv --id school --indicators math,absence \\
          --directions higher,lower --standard-errors math_se,absence_se
        soko method cluster --input schools.csv --id school --columns math,russian \\
          --standardize robust --k 2-6

      EXIT CODES
        0   done
        1   the file cannot be read
        2   usage: an option, or a column that the file does not have
        3   the table was rejected
      """,
    subcommands: [
      ValueAddedMethod.self, RankMethod.self, ClusterMethod.self, SimilarMethod.self,
      CompareMethod.self, ForecastCommand.self,
    ])
}
