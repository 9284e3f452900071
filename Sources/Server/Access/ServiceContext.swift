import Foundation
import Hummingbird
import Reports

/// What is known of a request beside what it says itself.
struct ServiceContext: RequestContext {
  var coreContext: CoreRequestContextStorage
  /// Set at the door; before it, nobody.
  var caller = Caller.everybody
  /// What the answer gives away, for the log of reading.
  let trail = ReadingTrail()
  /// The address at the other end of the connection; nil where there is no network between.
  let peer: String?

  init(source: ApplicationRequestContextSource) {
    coreContext = CoreRequestContextStorage(source: source)
    peer = source.channel.remoteAddress?.ipAddress
  }

  /// Whether the other end is on this machine.
  var isFromHere: Bool { peer.map(Loopback.contains) ?? true }

  /// What the path says in a part, such as the code of a school; empty where it has no such part.
  ///
  /// - Throws: `ReportError` when it is no text: no code is, and the log of reading must be able to hold what was read.
  func named(_ part: String) throws -> String {
    guard let said = parameters.get(part) else { return "" }
    guard let text = said.removingPercentEncoding, !text.utf8.contains(0) else {
      throw ReportError.notFound(.page)
    }
    return text
  }

  /// The number of the bundle that the address names.
  ///
  /// - Throws: `ReportError` when it is none.
  var bundle: Int {
    get throws {
      guard let id = Int(parameters.get("id") ?? ""), id > 0 else {
        throw ReportError.notFound(.bundle)
      }
      return id
    }
  }

  /// Lets the request go on when the caller is of the audience; from here on the request is one for the log.
  func admit(_ audience: Audience) throws {
    trail.begin()
    try caller.check(audience)
  }
}
