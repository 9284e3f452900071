import HTTPTypes
import Schools

/// Why a request is not answered as it was asked: told to whoever asked.
protocol ServiceRefusal: Error, Sendable {
  /// A stable code, for machines.
  var code: String { get }
  var status: HTTPResponse.Status { get }
  /// What the answer has beside the words.
  var headers: HTTPFields { get }
  var message: Words { get }
}

extension ServiceRefusal {
  var headers: HTTPFields { [:] }
}
