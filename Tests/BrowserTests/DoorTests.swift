import Testing

extension BrowserTests {
  /// Coming in and leaving, by the forms.
  @Suite(.serialized) struct DoorTests {
    @Test func `a wrong password is said, the right one leads on, and leaving ends it`()
      async throws
    {
      let browser = try await ServedPages.shared.value.browser
      let refused = try await browser.act(
        [
          .open("/clusters"), .see("Логин рабочего места"),
          .fill("Логин рабочего места", "uo-analyst"),
          .fill("Пароль", "не тот пароль"), .press("Войти"), .see("Пароль"),
        ], as: .everybody)
      #expect(refused.hasPrefix("/login"))
      let look = try await browser.look(as: .everybody, width: 1280)
      look.check("/login")
      #expect(look.text.contains("Логин или пароль не подходит"), "\(look.text)")
      let inside = try await browser.act(
        [
          .fill("Логин рабочего места", "uo-analyst"), .fill("Пароль", Person.password),
          .press("Войти"), .see("Выйти"),
        ], as: .everybody)
      #expect(inside == "/clusters")
      _ = try await browser.act([.press("Выйти"), .see("Войти")], as: .everybody)
      let outside = try await browser.act([.open("/clusters")], as: .everybody)
      #expect(outside.hasPrefix("/login"))
    }
  }
}
