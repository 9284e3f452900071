/// Makes the keys under which invented pupils and staff stand: 26 base32 characters, as a school's own tool
/// would make from 128 bits of a keyed hash. Nobody stands behind them, so a plain mixing function will do.
struct PseudonymKey {
  enum Kind: UInt64 {
    case pupil = 1
    case staff = 2
  }

  let seed: UInt64
  let school: Int

  func callAsFunction(_ kind: Kind, _ number: Int) -> String {
    var dice = Dice(seed, UInt64(school), kind.rawValue, UInt64(number), 0x6B65_79)
    var high = dice.next()
    var low = dice.next()
    let alphabet = Array("abcdefghijklmnopqrstuvwxyz234567".utf8)
    var characters = [UInt8](repeating: 0, count: 26)
    for index in characters.indices.reversed() {
      characters[index] = alphabet[Int(low & 31)]
      low = (low >> 5) | (high << 59)
      high >>= 5
    }
    return String(decoding: characters, as: UTF8.self)
  }
}
