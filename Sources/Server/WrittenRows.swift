import Crypto
import Foundation
import Hummingbird
import Reports

/// A report as it was written, with what its answer says of it.
struct WrittenRows: KeptAnswer {
  let body: ByteBuffer
  let written: ReportQuery.Written
  /// SHA-256 of the body, as the header Content-Digest has it (RFC 9530).
  let digest: String

  init(_ body: ByteBuffer, _ written: ReportQuery.Written) {
    self.body = body
    self.written = written
    let sum = SHA256.hash(data: body.readableBytesView)
    digest = "sha-256=:\(Data(sum).base64EncodedString()):"
  }

  var byteCount: Int { body.readableBytes }
}
