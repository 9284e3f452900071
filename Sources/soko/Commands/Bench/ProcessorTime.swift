import Foundation

/// Seconds of the processor: what else the machine does counts for little in them.
enum ProcessorTime {
  /// Of this process, all of its threads.
  static var own: Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  /// Of the children of this process that have ended, such as a `psql`.
  static var children: Double {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_CHILDREN.rawValue), &usage)
    return [usage.ru_utime, usage.ru_stime].reduce(0) {
      $0 + Double($1.tv_sec) + Double($1.tv_usec) / 1e6
    }
  }

  /// Of a server and every process that it has begun, those that have ended too; nil when the system does not tell.
  static func ofServer(_ server: Int32) -> Double? {
    guard let own = ticks(of: server, 11...14) else { return nil }
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    let living = names.compactMap { Int32($0) }.filter { parent(of: $0) == server }
      .compactMap { ticks(of: $0, 11...12) }
    return (own + living.reduce(0, +)) / Double(sysconf(Int32(_SC_CLK_TCK)))
  }

  private static func parent(of process: Int32) -> Int32? {
    fields(of: process).flatMap { $0.count > 1 ? Int32($0[1]) : nil }
  }

  /// A sum of fields, counted from the one after the name.
  private static func ticks(of process: Int32, _ range: ClosedRange<Int>) -> Double? {
    guard let fields = fields(of: process), fields.count > range.upperBound else { return nil }
    return fields[range].compactMap { Double($0) }.reduce(0, +)
  }

  private static func fields(of process: Int32) -> [Substring]? {
    guard let text = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8),
      let name = text.lastIndex(of: ")")
    else { return nil }
    return text[name...].dropFirst().split(separator: " ")
  }
}
