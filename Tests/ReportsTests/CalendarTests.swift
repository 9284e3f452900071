import Foundation
import Postgres
import Schools
import Testing

@testable import Reports

/// The deadlines as a calendar, read by the rules of RFC 5545 and not by what wrote them.
@Suite struct CalendarTests {
  /// A component with its properties and the components in it.
  final class Component {
    let name: String
    var properties: [(name: String, parameters: [String], value: String)] = []
    var inner: [Component] = []

    init(_ name: String) { self.name = name }

    func value(_ name: String) -> String? { properties.first { $0.name == name }?.value }

    /// TEXT (3.3.11) as it was before it was escaped; nil for an escape there is not.
    func words(_ name: String) -> String? {
      guard let value = value(name) else { return nil }
      var (text, isEscaped) = ("", false)
      for character in value {
        if isEscaped {
          switch character {
          case "n", "N": text += "\n"
          case "\\", ";", ",": text.append(character)
          default: return nil
          }
          isEscaped = false
        } else if character == "\\" {
          isEscaped = true
        } else if character == ";" || character == "," {
          return nil
        } else {
          text.append(character)
        }
      }
      return isEscaped ? nil : text
    }
  }

  /// Parses what `text` holds, or records what is against the rules.
  private func parse(_ text: String) throws -> Component {
    let bytes = Array(text.utf8)
    try #require(text.hasSuffix("\r\n"))
    var lines: [[UInt8]] = [[]]
    for (index, byte) in bytes.enumerated() {
      // Neither of the two stands alone.
      if byte == 0x0D { #expect(index + 1 < bytes.count && bytes[index + 1] == 0x0A) }
      if byte == 0x0A {
        #expect(index > 0 && bytes[index - 1] == 0x0D)
        lines[lines.count - 1].removeLast()
        lines.append([])
      } else {
        #expect(byte >= 0x20 && byte != 0x7F || byte == 0x0D || byte == 0x09)
        lines[lines.count - 1].append(byte)
      }
    }
    lines.removeLast()
    var unfolded: [[UInt8]] = []
    for line in lines {
      #expect(line.count <= 75)
      // A fold may not part a character, since what stands in a line is read before it is unfolded.
      #expect(String(validating: line, as: UTF8.self) != nil)
      if line.first == 0x20 {
        unfolded[unfolded.count - 1] += line.dropFirst()
      } else {
        unfolded.append(line)
      }
    }
    var open: [Component] = []
    var root: Component?
    for line in unfolded.map({ String(decoding: $0, as: UTF8.self) }) {
      let place = try #require(line.firstIndex(of: ":"))
      let parts = line[..<place].split(separator: ";").map(String.init)
      let (name, value) = (parts[0], String(line[line.index(after: place)...]))
      #expect(name.wholeMatch(of: /[A-Z0-9-]+/) != nil)
      switch name {
      case "BEGIN":
        let component = Component(value)
        open.last?.inner.append(component)
        open.append(component)
        root = root ?? component
      case "END":
        let closed = open.popLast()
        #expect(closed?.name == value)
      default: open.last?.properties.append((name, Array(parts.dropFirst()), value))
      }
    }
    #expect(open.isEmpty)
    return try #require(root)
  }

  private func calendar(
    _ query: [String: String] = [:], _ scope: Scope = .operator
  ) async throws -> PlanCalendar {
    let request = try PageRequest(path: "/plan.ics", query: query)
    return try await Region.read(scope) { db in
      try PlanCalendar(request, at: Date(timeIntervalSince1970: 1_781_000_000), db)
    }
  }

  @Test func `each deadline is an event of its day, with what a calendar must have`() async throws {
    let root = try parse(try await calendar().text)
    #expect(root.name == "VCALENDAR" && root.value("VERSION") == "2.0")
    #expect(root.value("PRODID") != nil && root.value("METHOD") == "PUBLISH")
    let events = root.inner
    #expect(events.map(\.name) == ["VEVENT", "VEVENT", "VEVENT"])
    #expect(events.map { $0.value("DTSTART") } == ["20250618", "20250625", "29990201"])
    #expect(
      events.allSatisfy { event in
        event.properties.first { $0.name == "DTSTART" }?.parameters == ["VALUE=DATE"]
      })
    // 9 June 2026, 10:13:20: 1 781 000 000 s are 20 613 days and 36 800 s.
    #expect(events.allSatisfy { $0.value("DTSTAMP") == "20260609T101320Z" })
    #expect(Set(events.compactMap { $0.value("UID") }).count == 3)
    #expect(
      events.compactMap { $0.words("SUMMARY") } == [
        "Качество <b>: 1 из 1; с опозданием 1", "Контингент: 1 из 2; не сдали 1", "Классы: 0 из 1",
      ])
    let told = try #require(events[1].words("DESCRIPTION"))
    #expect(told.contains("Ответственный: заместитель директора\n"))
    #expect(told.contains("Кто опаздывает: Гимназия\n"), "\(told)")
  }

  @Test func `only what is ahead and unanswered reminds: a week before and on the day, at nine`()
    async throws
  {
    let events = try parse(try await calendar().text).inner
    #expect(events.map(\.inner.count) == [0, 0, 2])
    #expect(events[2].inner.allSatisfy { $0.name == "VALARM" && $0.value("ACTION") == "DISPLAY" })
    #expect(events[2].inner.allSatisfy { $0.words("DESCRIPTION") == "Классы: 0 из 1" })
    // Seven days before less nine hours: six days and fifteen hours.
    #expect(events[2].inner.compactMap { $0.value("TRIGGER") } == ["PT9H", "-P6DT15H"])
  }

  @Test func `a calendar has what its reader may see, and names an event always the same`()
    async throws
  {
    let all = try parse(try await calendar().text).inner
    let own = try await calendar([:], .school("B"))
    let events = try parse(own.text).inner
    #expect(own.count == 1 && events.count == 1)
    // Of another reader, in another language, with other numbers: still the same event.
    #expect(events[0].value("UID") == all[1].value("UID"))
    let english = try parse(try await calendar(["lang": "en"]).text).inner
    #expect(english.map { $0.value("UID") } == all.map { $0.value("UID") })
    #expect(try await calendar([:], .public).count == 0)
    #expect(try await calendar(["year": "2026"]).count == 1)
    #expect(try await calendar(["municipality": "90101"]).count == 2)
    await #expect(throws: ReportError.self) { try await calendar(["school": "Z"]) }
    await #expect(throws: ReportError.self) { try await calendar(["run": "1"]) }
  }

  @Test(arguments: [
    "", "a;b,c\\d", "one\ntwo\r\nthree\rfour", "BEGIN:VEVENT\nEND:VCALENDAR", "\\n", "x:y=\"z\"",
    String(repeating: "ж", count: 200), String(repeating: "a", count: 75),
    String(repeating: "👩‍👧‍👦", count: 30), "a" + String(repeating: "€", count: 100),
  ])
  func `words come back as they were, whatever they are`(_ words: String) throws {
    var calendar = CalendarText()
    calendar.add("BEGIN", "VEVENT")
    calendar.add("SUMMARY", words: words)
    calendar.add("END", "VEVENT")
    let event = try parse(calendar.text)
    #expect(event.properties.count == 1 && event.inner.isEmpty)
    let expected = words.replacing("\r\n", with: "\n").replacing("\r", with: "\n")
    #expect(event.words("SUMMARY") == expected)
  }

  @Test func `control characters are left out`() throws {
    var calendar = CalendarText()
    calendar.add("BEGIN", "VEVENT")
    calendar.add("SUMMARY", words: "a\u{0}b\u{1B}c\u{7F}d\te")
    calendar.add("END", "VEVENT")
    #expect(try parse(calendar.text).words("SUMMARY") == "abcde")
  }
}
