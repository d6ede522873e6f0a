/// The text of a bracketed paste, taken character by character up to its end mark.
///
/// Line ends of all kinds become line feeds and those at the very end go, so that nothing runs
/// before Enter; NUL becomes U+FFFD. What exceeds the limit is left out.
struct PastedText {
  /// The most characters that are taken.
  static let limit = 1 << 20
  private static let endMark = Array("\u{1B}[201~".unicodeScalars)

  private var scalars: [Unicode.Scalar] = []
  private(set) var isComplete = false
  /// Whether something was left out.
  private(set) var isCut = false
  /// The last characters when the limit is reached, to see the end mark still.
  private var tail: [Unicode.Scalar] = []

  mutating func take(_ scalar: Unicode.Scalar) {
    tail.append(scalar)
    if tail.count > Self.endMark.count { tail.removeFirst() }
    if scalars.count < Self.limit + Self.endMark.count {
      scalars.append(scalar)
    } else {
      isCut = true
    }
    guard tail == Self.endMark else { return }
    isComplete = true
    if !isCut { scalars.removeLast(Self.endMark.count) }
    if scalars.count > Self.limit {
      isCut = true
      scalars.removeLast(scalars.count - Self.limit)
    }
  }

  var text: String {
    var result: [Unicode.Scalar] = []
    var wasReturn = false
    for scalar in scalars {
      switch scalar {
      case "\r": result.append("\n")
      case "\n": if !wasReturn { result.append("\n") }
      case "\0": result.append("\u{FFFD}")
      default: result.append(scalar)
      }
      wasReturn = scalar == "\r"
    }
    while result.last == "\n" { result.removeLast() }
    return LineBuffer(scalars: result, cursor: 0).text
  }
}
