import ArgumentParser
import Pipeline
import Schools
import Statistics

struct VerifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Compute a publication again from its inputs and compare; needs no database.",
    discussion: """
      Takes the file of `soko report publication`. Every published figure of the
      rankings and clusters is computed anew, with the parameters and the seed that
      stand in it, and compared to the last digit; so are the checksums of the files.
      Correlations with conditions rest on values that are not published: they are
      not in the file.

      EXAMPLES
        soko report publication --out publication.zip
        soko verify publication.zip

      EXIT CODES
        0   everything agrees
        1   the file cannot be read, or is no publication
        3   something differs
      """)

  @Argument(help: "The publication: a zip.") var path: String
  @Option(help: "Threads to work on; what comes out is the same (default: all).") var threads: Int?

  func validate() throws {
    guard threads.map({ $0 > 0 }) ?? true else { throw ValidationError("--threads is 1 or more") }
  }

  func run() async throws {
    let check = try Parallel.$threads.withValue(threads) { try PublicationCheck(path: path) }
    let manifest = check.manifest
    Console.data(
      "run \(manifest.run), seed \(manifest.seed), key set \(manifest.keySet.code), "
        + "program \(manifest.codeVersion) (this one: \(Version.current)), "
        + "definitions \(manifest.catalogFingerprint.prefix(12))")
    for finding in check.findings {
      var line = "\(finding.file): \(finding.agreeing) lines agree"
      if finding.differingCount > 0 { line += ", \(finding.differingCount) differ" }
      if !finding.isIntact { line += ", not the file that was published (SHA-256)" }
      Console.data(line)
      for item in finding.differing {
        Console.data("  line \(item.line)")
        Console.data("    published  \(item.published)")
        Console.data("    computed   \(item.computed)")
      }
    }
    guard check.isRight else {
      Console.message("the publication is not what its inputs give")
      throw Outcome.rejected
    }
    Console.message("everything agrees to the last digit")
  }
}
