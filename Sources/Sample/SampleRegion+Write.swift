import Intake

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

extension SampleRegion {
  /// Writes every bundle as a zip file into `folder`, and beside them `truth.csv`: what is planted.
  ///
  /// The folder and those above it are made when missing; files of the same names are replaced. The names
  /// in order are an order in which everything can be loaded, the register (`00-register.zip`) first.
  package func write(to folder: String) throws {
    try Self.makeFolder(folder)
    try forEachBundle { bundle in
      var writer = BundleWriter(descriptor: bundle.descriptor)
      for table in bundle.tables { writer.add(table: table.name, csv: table.csv) }
      try Self.write(try writer.zip(), to: "\(folder)/\(bundle.fileName)")
    }
    try Self.write(Array(truth.csv.utf8), to: "\(folder)/truth.csv")
  }

  private static func makeFolder(_ path: String) throws(SampleError) {
    var prefix = path.hasPrefix("/") ? "" : "."
    for part in path.split(separator: "/") {
      prefix += "/\(part)"
      guard mkdir(prefix, 0o777) == 0 || errno == EEXIST else {
        throw .notWritable(path: prefix, errno: errno)
      }
    }
  }

  private static func write(_ bytes: [UInt8], to path: String) throws(SampleError) {
    guard let file = fopen(path, "wb") else { throw .notWritable(path: path, errno: errno) }
    let written = fwrite(bytes, 1, bytes.count, file)
    let reason = errno
    guard fclose(file) == 0, written == bytes.count else {
      throw .notWritable(path: path, errno: reason)
    }
  }
}
