/// Finds the class of an error in free text: a SQLSTATE, the name of a SQLite code, the engine's own
/// words, or a well-known phrase.
enum ErrorClassifier {
  static func classify(_ text: String) -> ErrorClass {
    for word in ["handler_exit", "handler_signal", "handler_protocol"] where text.contains(word) {
      return .crash
    }
    if let code = SQLiteErrors.code(named: text) { return SQLiteErrors.classify(code) }
    if let state = sqlState(in: text) { return classify(sqlState: state) }
    let lower = text.lowercased()
    let phrases: [(String, ErrorClass)] = [
      ("timeout", .cancelled), ("timed out", .cancelled), ("cancelled", .cancelled),
      ("is at work on this database", .lock), ("lock wait", .lock), ("no space left", .disk),
      ("file too large", .disk), ("permission denied", .permission),
      ("connection refused", .connection), ("server closed the connection", .connection),
    ]
    return phrases.first { lower.contains($0.0) }?.1 ?? .unknown
  }

  static func classify(sqlState state: String) -> ErrorClass {
    switch state {
    case "55P03": return .lock
    case "40001", "40P01": return .serialization
    case "57P01", "57P02", "57P03": return .connection
    case "53300", "53200": return .capacity
    case "57014": return .cancelled
    case "53100", "58030": return .disk
    case "55P04", "25001": return .syntax
    case "42501", "25006": return .permission
    case "XX001", "XX002": return .corruption
    default: break
    }
    switch state.prefix(2) {
    case "08": return .connection
    case "42", "0A": return .syntax
    case "22", "23": return .data
    case "28": return .permission
    default: return .unknown
    }
  }

  /// A word of five capitals and digits that begins with a digit or `XX`.
  private static func sqlState(in text: String) -> String? {
    let words = text.utf8.split { byte in
      !((0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
        || (0x61...0x7A).contains(byte) || byte == 0x5F)
    }
    for word in words where word.count == 5 {
      let plain = word.allSatisfy { (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) }
      guard plain, let text = String(word) else { continue }
      if text.hasPrefix("XX") || classify(sqlState: text) != .unknown { return text }
    }
    return nil
  }
}
