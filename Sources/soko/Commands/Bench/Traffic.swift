import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1

/// Requests to a service, and how long each was waited for.
struct Traffic: Sendable {
  let address: String
  let token: String
  private let client: HTTPClient

  private init(address: String, token: String) {
    self.address = address
    self.token = token
    var configuration = HTTPClient.Configuration()
    configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = 16
    client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
  }

  /// Made for `body` and closed, whatever becomes of it.
  static func with(
    _ address: String, token: String, _ body: (Traffic) async throws -> Void
  ) async throws {
    let traffic = Traffic(address: address, token: token)
    do { try await body(traffic) } catch {
      await traffic.close()
      throw error
    }
    await traffic.close()
  }

  private func close() async { try? await client.shutdown() }

  /// Waits in milliseconds, and the bytes of an answer.
  struct Waits {
    let milliseconds: [Double]
    let bytes: Int

    var text: String {
      let sorted = milliseconds.sorted()
      func at(_ share: Double) -> Double { sorted[Int(Double(sorted.count - 1) * share)] }
      return String(
        format: "p50 %.1f ms, p99 %.1f ms, most %.1f ms (%d requests, %d KiB each)", at(0.5),
        at(0.99), at(1), sorted.count, bytes / 1024)
    }
  }

  /// So many requests a second, whatever becomes of those before, the paths in turn.
  func steady(_ paths: [String], rate: Int, seconds: Int) async throws -> Waits {
    let start = ContinuousClock.now + .milliseconds(100)
    return try await withThrowingTaskGroup(of: (Double, Int).self) { group in
      for index in 0..<rate * seconds {
        let due = start + .seconds(1) * index / rate
        group.addTask {
          try await Task.sleep(until: due, tolerance: .zero, clock: .continuous)
          let bytes = try await ask(paths[index % paths.count])
          return ((ContinuousClock.now - due).inSeconds * 1000, bytes)
        }
      }
      var waits: [Double] = []
      var bytes = 0
      for try await (wait, count) in group {
        waits.append(wait)
        bytes += count
      }
      return Waits(milliseconds: waits, bytes: bytes / max(1, waits.count))
    }
  }

  /// Each path once, one after the other.
  func oneByOne(_ paths: [String]) async throws -> Waits {
    var waits: [Double] = []
    var bytes = 0
    for path in paths {
      let start = ContinuousClock.now
      bytes += try await ask(path)
      waits.append((ContinuousClock.now - start).inSeconds * 1000)
    }
    return Waits(milliseconds: waits, bytes: bytes / max(1, paths.count))
  }

  /// Answers a second, from eight that ask without a pause.
  func full(_ path: String, tag: String?, seconds: Int) async throws -> Double {
    let start = ContinuousClock.now
    let end = start + .seconds(seconds)
    let count = try await withThrowingTaskGroup(of: Int.self) { group in
      for _ in 0..<8 {
        group.addTask {
          var count = 0
          while ContinuousClock.now < end {
            _ = try await ask(path, tag: tag)
            count += 1
          }
          return count
        }
      }
      return try await group.reduce(0, +)
    }
    return Double(count) / (ContinuousClock.now - start).inSeconds
  }

  /// The mark of the rows at `path`.
  func tag(of path: String) async throws -> String {
    let response = try await send(path, tag: nil)
    _ = try await response.body.collect(upTo: 64 << 20)
    return response.headers.first(name: "ETag") ?? ""
  }

  private func ask(_ path: String, tag: String? = nil) async throws -> Int {
    let response = try await send(path, tag: tag)
    guard response.status == (tag == nil ? .ok : .notModified) else {
      throw BenchFailure.commandFailed("asking for \(path) (\(response.status.code))")
    }
    return try await response.body.collect(upTo: 64 << 20).readableBytes
  }

  private func send(_ path: String, tag: String?) async throws -> HTTPClientResponse {
    var request = HTTPClientRequest(url: address + path)
    request.headers.add(name: "Authorization", value: "Bearer \(token)")
    if let tag { request.headers.add(name: "If-None-Match", value: tag) }
    return try await client.execute(request, timeout: .seconds(60))
  }
}
