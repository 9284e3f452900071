import Hummingbird

extension Response {
  /// A whole text of a media type; pages and rows change with every publication, so they are asked for anew.
  static func text(
    _ text: String, type: String, status: HTTPResponse.Status = .ok, caching: String = "no-cache"
  ) -> Response {
    let buffer = ByteBuffer(string: text)
    return Response(
      status: status,
      headers: [
        .contentType: type, .cacheControl: caching, .contentLength: String(buffer.readableBytes),
      ],
      body: ResponseBody(byteBuffer: buffer))
  }
}
