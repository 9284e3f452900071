internal import Statistics

/// What is done to an installation, in which order and after which pauses: all of it drawn from the seed.
///
/// What each fault meets depends on the machine; which faults come, when, and to whom does not.
package struct FaultPlan: Sendable, Hashable {
  package enum Event: Sendable, Hashable {
    /// `kill -9` of a worker; `pick` in 0..<1 says which of all, or of those that have a bundle in hand.
    case killWorker(pick: Double, atWork: Bool)
    /// `kill -9` of a process that stores bundles.
    case killSender(pick: Double)
    /// The administrator ends a connection.
    case terminate(pick: Double)
    /// `kill -9` of a server process, after which PostgreSQL restarts itself.
    case crash(pick: Double)
    /// An immediate stop of the server, and its start.
    case stop
    /// Another number of workers.
    case crew(Int)
  }

  package struct Step: Sendable, Hashable {
    package let pause: Duration
    package let event: Event
  }

  package let kills: Int
  package let stops: Int
  package let workers: ClosedRange<Int>
  package let seed: UInt64
  /// Bundles written for the schools to send, more than they come to send while faults last.
  package let bundles: Int
  package let schools: Int
  /// The longest pause before a fault.
  package let longestPause: Duration

  package init(
    kills: Int = 1000, stops: Int = 100, workers: ClosedRange<Int> = 2...8, seed: UInt64 = 1,
    bundles: Int? = nil, schools: Int = 24, longestPause: Duration = .milliseconds(900)
  ) {
    self.kills = kills
    self.stops = stops
    self.workers = workers
    self.seed = seed
    self.bundles = bundles ?? max(120, 8 * kills)
    self.schools = schools
    self.longestPause = longestPause
  }

  /// The faults in order. A sixth of the kills meets senders, two thirds of the others a worker with a bundle
  /// in hand, if there is one; beside kills and stops come a tenth as many ended
  /// connections and server crashes, and changes of the number of workers.
  package var steps: [Step] {
    var dice = RandomSource(seed: seed).stream(named: "faults")
    var events: [Event] = []
    for number in 0..<kills {
      let pick = dice.uniform()
      events.append(
        number % 6 == 5
          ? .killSender(pick: pick) : .killWorker(pick: pick, atWork: number % 3 != 0))
    }
    for _ in 0..<stops { events.append(.stop) }
    for _ in 0..<(kills / 10) { events.append(.terminate(pick: dice.uniform())) }
    for _ in 0..<(stops / 10) { events.append(.crash(pick: dice.uniform())) }
    for _ in 0..<(kills / 25) { events.append(.crew(Int.random(in: workers, using: &dice))) }
    events.shuffle(using: &dice)
    return events.map { event in
      Step(pause: longestPause * (0.05 + 0.95 * dice.uniform()), event: event)
    }
  }
}
