/// Splits SQL into statements as SQLite does: at semicolons outside of literals, comments and the
/// bodies of triggers.
struct SQLScanner {
  /// How many tokens of a statement are kept.
  private static let keptTokens = 400

  private let bytes: [UInt8]
  private var index = 0

  static func statements(of bytes: [UInt8]) -> [SQLStatement] {
    var scanner = SQLScanner(bytes: bytes)
    return scanner.statements()
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  /// How far a trigger's definition is; a body ends with `; END ;`.
  private enum Trigger { case start, create, none, body, afterSemicolon, afterEnd }

  private mutating func statements() -> [SQLStatement] {
    var found: [SQLStatement] = []
    var start: Int?
    var tokens: [SQLToken] = []
    var names: Set<String> = []
    var trigger = Trigger.start

    func end(at end: Int) {
      if let start, !tokens.isEmpty {
        found.append(
          SQLStatement(
            offset: start, bytes: Array(bytes[start..<end]), tokens: tokens, names: names))
      }
    }

    while true {
      skipBlanksAndComments()
      guard index < bytes.count else { break }
      let from = index
      let token = nextToken()
      if token.text == ";" && token.kind == .sign {
        if trigger == .body || trigger == .afterSemicolon {
          trigger = .afterSemicolon
          continue
        }
        end(at: index)
        (start, tokens, names, trigger) = (nil, [], [], .start)
        continue
      }
      if start == nil { start = from }
      trigger = Self.next(trigger, token)
      if token.kind == .word || token.kind == .quotedName { names.insert(token.name.lowercased()) }
      if tokens.count < Self.keptTokens { tokens.append(token) }
    }
    end(at: bytes.count)
    return found
  }

  private static func next(_ state: Trigger, _ token: SQLToken) -> Trigger {
    let word = token.kind == .word ? token.text : ""
    switch state {
    case .start:
      if word == "EXPLAIN" || word == "QUERY" || word == "PLAN" { return .start }
      return word == "CREATE" ? .create : .none
    case .create:
      if word == "TEMP" || word == "TEMPORARY" { return .create }
      return word == "TRIGGER" ? .body : .none
    case .none: return .none
    case .body: return .body
    case .afterSemicolon: return word == "END" ? .afterEnd : .body
    case .afterEnd: return .body
    }
  }

  private mutating func skipBlanksAndComments() {
    while index < bytes.count {
      let byte = bytes[index]
      if byte <= 0x20 {
        index += 1
      } else if byte == UInt8(ascii: "-"), peek(1) == UInt8(ascii: "-") {
        while index < bytes.count, bytes[index] != 0x0A { index += 1 }
      } else if byte == UInt8(ascii: "/"), peek(1) == UInt8(ascii: "*") {
        index += 2
        while index < bytes.count {
          if bytes[index] == UInt8(ascii: "*"), peek(1) == UInt8(ascii: "/") {
            index += 2
            break
          }
          index += 1
        }
      } else {
        return
      }
    }
  }

  private func peek(_ ahead: Int) -> UInt8? {
    index + ahead < bytes.count ? bytes[index + ahead] : nil
  }

  private mutating func nextToken() -> SQLToken {
    let start = index
    switch bytes[index] {
    case UInt8(ascii: "'"):
      let text = quoted(until: UInt8(ascii: "'"))
      return SQLToken(kind: .string, text: text, name: text)
    case UInt8(ascii: "\""), UInt8(ascii: "`"):
      let name = quoted(until: bytes[index])
      return SQLToken(kind: .quotedName, text: name, name: name)
    case UInt8(ascii: "["):
      let name = quoted(until: UInt8(ascii: "]"))
      return SQLToken(kind: .quotedName, text: name, name: name)
    case let byte where Self.isNamePart(byte):
      while index < bytes.count, Self.isNamePart(bytes[index]) { index += 1 }
      let name = String(decoding: bytes[start..<index], as: UTF8.self)
      return SQLToken(kind: .word, text: name.uppercased(), name: name)
    default:
      index += 1
      let sign = String(decoding: bytes[start..<index], as: UTF8.self)
      return SQLToken(kind: .sign, text: sign, name: sign)
    }
  }

  /// The text between quotes; a doubled quote is one of the text.
  private mutating func quoted(until quote: UInt8) -> String {
    var text: [UInt8] = []
    index += 1
    while index < bytes.count {
      if bytes[index] == quote {
        guard quote != UInt8(ascii: "]"), peek(1) == quote else {
          index += 1
          break
        }
        index += 1
      }
      text.append(bytes[index])
      index += 1
    }
    return String(decoding: text, as: UTF8.self)
  }

  private static func isNamePart(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "$"), 0x80...:
      true
    default: false
    }
  }
}
