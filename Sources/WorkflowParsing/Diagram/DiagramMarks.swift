/// Places that rules of the grammar look for further on in a line, found in one pass so that the
/// lexer need not search at every token.
struct DiagramMarks {
  enum Kind: Hashable {
    /// `direction LR`
    case orientation(Diagram.Orientation)
    /// `<<fork>>` or `[[fork]]`
    case stateKind(Diagram.StateKind, isBracketed: Bool)
  }

  struct Mark {
    var kind: Kind
    var lower: Int
    var upper: Int
    /// Where the line begins that the mark stands on.
    var line: Int
  }

  private(set) var orientations: [Mark] = []
  private(set) var stateKinds: [Mark] = []
  /// Where `end note` begins on a line of its own, and the line feed before it.
  private(set) var noteEnds: [(lineFeed: Int, lower: Int)] = []

  init(_ text: DiagramBytes, dialect: DiagramDialect) {
    var line = 0
    var index = 0
    // Whether only white space was met since the last line feed, and where that was.
    var blankSince: Int?
    while index < text.count {
      let byte = text.bytes[index]
      switch DiagramBytes.lower(byte) {
      case 0x0A, 0x0D:
        line = index + 1
        if byte == 0x0A { blankSince = index }
      case UInt8(ascii: "d"):
        if let (orientation, end) = Self.orientation(text, index) {
          orientations.append(
            Mark(kind: .orientation(orientation), lower: index, upper: end, line: line))
        }
      case UInt8(ascii: "<"), UInt8(ascii: "["):
        if let (kind, end) = Self.stateKind(text, index, knowsEnd: dialect == .workflow) {
          stateKinds.append(Mark(kind: kind, lower: index, upper: end, line: line))
        }
      case UInt8(ascii: "e"):
        if let lineFeed = blankSince, text.hasWord("end note", at: index) {
          noteEnds.append((lineFeed, index))
        }
      default: break
      }
      let white = text.whiteLength(index)
      if white == 0 { blankSince = nil }
      index += max(1, white)
    }
  }

  private static func orientation(
    _ text: DiagramBytes, _ index: Int
  ) -> (Diagram.Orientation, Int)? {
    guard let value = text.hasSpaced("direction", at: index) else { return nil }
    if text.has("tb", at: value) { return (.topToBottom, value + 2) }
    if text.has("bt", at: value) { return (.bottomToTop, value + 2) }
    if text.has("rl", at: value) { return (.rightToLeft, value + 2) }
    if text.has("lr", at: value) { return (.leftToRight, value + 2) }
    return nil
  }

  private static func stateKind(
    _ text: DiagramBytes, _ index: Int, knowsEnd: Bool
  ) -> (Kind, Int)? {
    let isBracketed = text.byte(index) == UInt8(ascii: "[")
    guard text.has(isBracketed ? "[[" : "<<", at: index) else { return nil }
    let kind: Diagram.StateKind
    let word = index + 2
    if text.has("fork", at: word) {
      kind = .fork
    } else if text.has("join", at: word) {
      kind = .join
    } else if text.has("choice", at: word) {
      kind = .choice
    } else if knowsEnd, text.has("end", at: word) {
      kind = .end
    } else {
      return nil
    }
    let end = word + (kind == .choice ? 6 : kind == .end ? 3 : 4)
    guard text.has(isBracketed ? "]]" : ">>", at: end) else { return nil }
    return (.stateKind(kind, isBracketed: isBracketed), end + 2)
  }
}
