/// The names of this machine to itself.
enum Loopback {
  /// Whether `host`, a name or an address without a port, stays inside this machine.
  static func contains(_ host: String) -> Bool {
    let host = host.lowercased()
    if host == "localhost" || host == "::1" || host == "[::1]" { return true }
    let parts = host.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts[0] == "127"
      && parts.allSatisfy { UInt8($0) != nil && $0.allSatisfy(\.isNumber) }
  }

  /// Whether the authority of a request (`host` or `host:port`) is this machine.
  static func isAddressed(by authority: String) -> Bool {
    if authority.hasPrefix("[") {
      return contains(String(authority.prefix { $0 != "]" }) + "]")
    }
    return contains(String(authority.prefix { $0 != ":" }))
  }
}
