internal import CLibpq

/// Where a server is and as whom to enter it: anything libpq reads as a connection string.
///
/// Parts that a string leaves out come from libpq's own variables, service file and password file.
public struct Address: Sendable, Hashable, CustomStringConvertible {
  /// The connection string as libpq takes it; it may hold a password, so it is for libpq alone.
  public let conninfo: String

  /// - Parameter conninfo: `postgresql://…`, or `host=… dbname=…`, or empty for libpq's defaults.
  public init(_ conninfo: String) {
    self.conninfo = conninfo
  }

  /// - Parameter settings: libpq's keywords and their values, whatever characters those hold.
  public init(_ settings: [String: String]) {
    conninfo = settings.sorted { $0.key < $1.key }
      .map { "\($0.key)='\(Self.escaped($0.value))'" }
      .joined(separator: " ")
  }

  /// The same server as another role, without the first role's password.
  public func connecting(as user: String) -> Address {
    replacing(["user": user], dropping: ["password"])
  }

  /// Another database of the same server.
  public func database(_ name: String) -> Address {
    replacing(["dbname": name], dropping: [])
  }

  /// The same address with what libpq's variables and service file add to it written out.
  ///
  /// Without a name the database is that of the user, so it must be settled before the user changes.
  public var resolved: Address {
    let kept = ["host", "hostaddr", "port", "dbname", "user", "service"]
    let given = options
    // The service file is read by libpq at the connection, and what is written out would stand before it.
    guard given["service"] == nil else { return self }
    var all = Self.defaults.filter { kept.contains($0.key) }
    all.merge(given) { $1 }
    if all["dbname"] == nil { all["dbname"] = all["user"] }
    return replacing(all, dropping: [])
  }

  /// Host, port, database and user; never the password.
  public var description: String {
    let shown = ["host", "port", "dbname", "user", "service"]
    let known = options.filter { shown.contains($0.key) }
    return shown.compactMap { key in known[key].map { "\(key)=\($0)" } }.joined(separator: " ")
  }

  private func replacing(_ values: [String: String], dropping: Set<String>) -> Address {
    var all = options.filter { !dropping.contains($0.key) }
    all.merge(values) { $1 }
    return Address(all)
  }

  private static func escaped(_ value: String) -> String {
    value.replacing("\\", with: "\\\\").replacing("'", with: "\\'")
  }

  /// The settings the string names; a string that libpq cannot read has none.
  private var options: [String: String] {
    var error: UnsafeMutablePointer<CChar>?
    guard let first = PQconninfoParse(conninfo, &error) else {
      PQfreemem(error)
      return [:]
    }
    return Self.settings(first)
  }

  /// What libpq takes from the environment and the service file.
  private static var defaults: [String: String] { PQconndefaults().map(settings) ?? [:] }

  /// The settings that have a value, of a list that is freed.
  private static func settings(_ first: UnsafeMutablePointer<PQconninfoOption>) -> [String: String]
  {
    defer { PQconninfoFree(first) }
    var found: [String: String] = [:]
    var option = first
    while let keyword = option.pointee.keyword {
      if let value = option.pointee.val { found[String(cString: keyword)] = String(cString: value) }
      option += 1
    }
    return found
  }
}
