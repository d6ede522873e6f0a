/// Finds where a JSON object ends, without reading it.
///
/// An object over many lines is then read once, when it is whole, instead of again at each line.
struct ObjectEnd {
  enum Step {
    case inside, end
    /// A line break in a text, which no JSON may have.
    case broken
  }

  private var depth = 0
  private var isInText = false
  private var isEscaped = false

  /// Takes the next byte; the first is the `{` that begins the object.
  mutating func take(_ byte: UInt8) -> Step {
    if isInText {
      if byte == 0x0A { return .broken }
      if isEscaped {
        isEscaped = false
      } else if byte == UInt8(ascii: "\\") {
        isEscaped = true
      } else if byte == UInt8(ascii: "\"") {
        isInText = false
      }
      return .inside
    }
    switch byte {
    case UInt8(ascii: "\""): isInText = true
    case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
    case UInt8(ascii: "}"), UInt8(ascii: "]"):
      depth -= 1
      if depth == 0 { return .end }
    default: break
    }
    return .inside
  }
}
