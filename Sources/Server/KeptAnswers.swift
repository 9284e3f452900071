import Reports
import Synchronization

/// What may be kept to be given again.
protocol KeptAnswer: Sendable {
  var byteCount: Int { get }
}

/// Answers about the publication in force as they were made for a scope, kept while nothing changes that they rest on.
///
/// They were read under the policies of the scope they are kept for, and go to that scope only. The least recently asked
/// for goes when they take more than ``limit``; one that takes more than a sixteenth of that is not kept.
final class KeptAnswers<Answer: KeptAnswer>: Sendable {
  /// What an answer is the answer to.
  struct Question: Hashable, Sendable {
    let ground: PublicationWatch.Ground
    let scope: Scope
    /// The question as it was understood.
    let words: [String]
  }

  private struct Shelf: Sendable {
    var answers: [Question: (answer: Answer, asked: Int)] = [:]
    var bytes = 0
    var clock = 0
    var ground: PublicationWatch.Ground?
  }

  private let shelf = Mutex(Shelf())
  private let limit: Int

  /// - Parameter limit: bytes of all bodies together.
  init(limit: Int = 64 << 20) { self.limit = limit }

  /// The answer as it is kept, or else as it is made, which is kept then; without a question it is made.
  ///
  /// - Parameter isLasting: whether what was made is what the question is about, and not something newer.
  func answer(
    to question: Question?, isLasting: (Answer, PublicationWatch.Ground) -> Bool = { _, _ in true },
    _ make: () async throws -> Answer
  ) async rethrows -> Answer {
    guard let question else { return try await make() }
    if let kept = answer(to: question) { return kept }
    let made = try await make()
    if isLasting(made, question.ground) { keep(made, to: question) }
    return made
  }

  func answer(to question: Question) -> Answer? {
    shelf.withLock { shelf in
      guard let kept = shelf.answers[question] else { return nil }
      shelf.clock += 1
      shelf.answers[question]?.asked = shelf.clock
      return kept.answer
    }
  }

  func keep(_ answer: Answer, to question: Question) {
    let size = answer.byteCount
    guard size <= limit / 16 else { return }
    shelf.withLock { shelf in
      if shelf.ground != question.ground {
        shelf = Shelf(clock: shelf.clock, ground: question.ground)
      }
      shelf.clock += 1
      shelf.bytes += size - (shelf.answers[question]?.answer.byteCount ?? 0)
      shelf.answers[question] = (answer, shelf.clock)
      // Half of them at once, so that making room is seldom.
      guard shelf.bytes > limit else { return }
      for (old, entry) in shelf.answers.sorted(by: { $0.value.asked < $1.value.asked }) {
        guard shelf.bytes > limit / 2 else { return }
        shelf.answers[old] = nil
        shelf.bytes -= entry.answer.byteCount
      }
    }
  }
}
