/// Texts with `${NAME}` in them.
enum EnvironmentText {
  /// The text with each `${NAME}` answered (unknown ones by nothing), and the names that it has.
  ///
  /// Without an environment the text stays as it is. Nil when there is no such name in it.
  static func expand(
    _ text: String, with environment: ((String) -> String?)?
  ) -> (text: String, names: [String])? {
    guard text.utf8.contains(UInt8(ascii: "$")) else { return nil }
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    var names: [String] = []
    var index = 0
    while index < bytes.count {
      if let end = nameEnd(in: bytes, at: index) {
        let name = String(decoding: bytes[(index + 2)..<end], as: UTF8.self)
        names.append(name)
        if let environment {
          result += (environment(name) ?? "").utf8
        } else {
          result += bytes[index...end]
        }
        index = end + 1
      } else {
        result.append(bytes[index])
        index += 1
      }
    }
    return names.isEmpty ? nil : (String(decoding: result, as: UTF8.self), names)
  }

  /// Where the `}` of a `${NAME}` stands that begins at `index`.
  private static func nameEnd(in bytes: [UInt8], at index: Int) -> Int? {
    guard bytes[index] == UInt8(ascii: "$"), index + 1 < bytes.count,
      bytes[index + 1] == UInt8(ascii: "{")
    else { return nil }
    var end = index + 2
    while end < bytes.count {
      switch bytes[end] {
      case UInt8(ascii: "_"), 0x41...0x5A, 0x61...0x7A: end += 1
      case 0x30...0x39 where end > index + 2: end += 1
      case UInt8(ascii: "}"): return end > index + 2 ? end : nil
      default: return nil
      }
    }
    return nil
  }
}
