import HTTPTypes
import Hummingbird

extension Response {
  /// A whole text of a media type; pages and rows change with every publication, so they are asked for anew.
  static func text(
    _ text: String, type: String, status: HTTPResponse.Status = .ok, caching: String = "no-cache"
  ) -> Response {
    bytes(ByteBuffer(string: text), type: type, status: status, caching: caching)
  }

  /// Bytes of a media type; with a file name, of ASCII letters, a browser saves them.
  static func bytes(
    _ buffer: ByteBuffer, type: String, fileName: String? = nil,
    status: HTTPResponse.Status = .ok, caching: String = "no-cache"
  ) -> Response {
    var headers: HTTPFields = [
      .contentType: type, .cacheControl: caching, .contentLength: String(buffer.readableBytes),
    ]
    if let fileName { headers[.contentDisposition] = "attachment; filename=\"\(fileName)\"" }
    return Response(
      status: status, headers: headers, body: ResponseBody(byteBuffer: buffer))
  }
}
