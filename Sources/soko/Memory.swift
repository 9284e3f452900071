#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What this process has taken of the machine's memory.
enum Memory {
  /// The most that was resident at once, in bytes.
  static var peak: Double {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return Double(usage.ru_maxrss) * 1024
  }
}
