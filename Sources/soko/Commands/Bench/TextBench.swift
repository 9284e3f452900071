import Foundation
import Intake
import Schools

/// CSV text to typed cells on one core, beside Python's readers of the same file.
///
/// Seconds are of the processor, so that what else the machine does counts for neither.
struct TextBench {
  let runs: Int
  private static let rows = 2_000_000

  func run() throws {
    let table = RecordTable.examResult
    let text = Self.text()
    let megabytes = Double(text.count) / 1e6
    var seconds: [Double] = []
    for _ in 1...runs {
      let started = Self.processorSeconds
      var problems = ProblemList()
      var cells = 0
      let read = try TableText.read(text, as: table, problems: &problems) { cells += $0.count }
      guard read.count == Self.rows, problems.isEmpty, cells == Self.rows * table.fields.count
      else {
        throw BenchFailure.commandFailed("reading \(Self.rows) rows")
      }
      seconds.append(Self.processorSeconds - started)
    }
    let own = BenchText.median(seconds)
    Console.data(
      String(
        format:
          "text: %.0f MB, %d rows of nine columns: %.0f MB/s typed, one core, of processor time",
        megabytes,
        Self.rows, megabytes / own))
    let file = FileManager.default.temporaryDirectory
      .appendingPathComponent("soko-bench-\(UUID().uuidString).csv")
    try Data(text).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    for (name, script) in Self.yardsticks {
      guard let taken = try Yardstick.python(script, [file.path])?["seconds"] else {
        Console.data("text: \(name): not installed here, left out")
        continue
      }
      Console.data(
        String(
          format: "text: %@: %.0f MB/s; soko is %.1f times as fast", name, megabytes / taken,
          taken / own))
    }
  }

  /// Of this thread.
  static var processorSeconds: Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  /// Rows of `exam_result`: keys of 26 characters, codes, a date, numbers.
  private static func text() -> [UInt8] {
    var text = Array(
      "student_key,exam_kind,subject_code,held_on,primary_score,score100,mark5,status,is_final\r\n"
        .utf8)
    text.reserveCapacity(rows * 76)
    let subjects = ["rus", "mat_prof", "phy", "soc", "bio"]
    var state: UInt64 = 1
    for row in 0..<rows {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let score = Int(state >> 33) % 101
      let key = String(state, radix: 32)
      text.append(contentsOf: "k\(key)".utf8)
      text.append(contentsOf: repeatElement(UInt8(ascii: "x"), count: max(0, 25 - key.utf8.count)))
      text.append(
        contentsOf:
          ",ege,\(subjects[row % subjects.count]),2025-06-\(10 + row % 20),\(score / 2),\(score),\(2 + score % 4),valid,1\r\n"
          .utf8)
    }
    return text
  }

  private static let yardsticks = [
    (
      "Python csv, rows of strings, nothing typed",
      """
      import csv, sys, time
      t = time.process_time()
      n = 0
      for row in csv.reader(open(sys.argv[1], encoding="utf-8", newline="")): n += 1
      print("seconds", time.process_time() - t)
      """
    ),
    (
      "pandas, C engine, typed",
      """
      import sys, time, pandas
      t = time.process_time()
      pandas.read_csv(sys.argv[1])
      print("seconds", time.process_time() - t)
      """
    ),
    (
      "pyarrow, one thread, typed",
      """
      import sys, time, pyarrow.csv as c
      t = time.process_time()
      c.read_csv(sys.argv[1], read_options=c.ReadOptions(use_threads=False))
      print("seconds", time.process_time() - t)
      """
    ),
  ]
}
