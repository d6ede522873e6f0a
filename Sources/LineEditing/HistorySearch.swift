/// Ctrl-R: the newest command that contains what is typed, then older ones.
///
/// Letters match either case unless a capital is typed.
struct HistorySearch {
  /// What a key did.
  enum Outcome: Hashable {
    /// The search goes on and shows this.
    case show(LineBuffer)
    /// The search is over and leaves this; the key is used up.
    case leave(LineBuffer)
    /// The search is over and leaves this; the key does what it always does.
    case leaveAndPass(LineBuffer)
    /// Nothing found: the search goes on.
    case beep
  }

  private let original: LineBuffer
  private var pattern = ""
  /// The number of the entry shown, counted like the history's.
  private var number: Int?
  private(set) var shown: LineBuffer
  private(set) var hasFailed = false

  init(from buffer: LineBuffer) {
    original = buffer
    shown = buffer
  }

  /// What stands in the prompt's place. Plain: libedit redraws only what changed, and takes an
  /// escape in a prompt for unchanged when only what it says has changed.
  var prompt: StyledText {
    StyledText("(\(hasFailed ? "nothing found" : "search") '\(pattern)') ")
  }

  /// The part of the command shown that matches, in indexes of scalars.
  var match: Range<Int>? { Self.find(pattern, in: shown.text) }

  mutating func key(_ scalar: Unicode.Scalar, in history: History) -> Outcome {
    switch scalar {
    case "\u{12}": return step(older: true, in: history)
    case "\u{13}": return step(older: false, in: history)
    case "\u{07}", "\u{1B}": return .leave(original)
    case "\u{08}", "\u{7F}":
      guard !pattern.isEmpty else { return .beep }
      pattern.unicodeScalars.removeLast()
      number = nil
      return pattern.isEmpty ? restart() : step(older: true, in: history)
    case "\u{09}": return .leave(shown)
    case _ where scalar.value < 0x20: return .leaveAndPass(shown)
    default:
      pattern.unicodeScalars.append(scalar)
      if let number, matches(number, in: history) { return show(number, in: history) }
      return step(older: true, in: history)
    }
  }

  private mutating func restart() -> Outcome {
    hasFailed = false
    shown = original
    return .show(original)
  }

  private mutating func step(older: Bool, in history: History) -> Outcome {
    guard !pattern.isEmpty else { return .beep }
    let first = history.dropped
    let end = first + history.entries.count
    let numbers =
      older
      ? stride(from: (number ?? end) - 1, through: first, by: -1)
      : stride(from: (number ?? end - 1) + 1, through: end - 1, by: 1)
    for candidate in numbers
    where matches(candidate, in: history)
      && history.entries[candidate - first].text != shownText
    {
      return show(candidate, in: history)
    }
    hasFailed = true
    return .beep
  }

  /// The command found last, so that the same one is not offered twice.
  private var shownText: String? { number == nil ? nil : shown.text }

  private func matches(_ candidate: Int, in history: History) -> Bool {
    let index = candidate - history.dropped
    guard history.entries.indices.contains(index) else { return false }
    return Self.find(pattern, in: history.entries[index].text) != nil
  }

  private mutating func show(_ candidate: Int, in history: History) -> Outcome {
    number = candidate
    hasFailed = false
    shown = LineBuffer(history.entries[candidate - history.dropped].text)
    return .show(shown)
  }

  /// Where the pattern first occurs, in indexes of scalars; nil if nowhere or empty.
  static func find(_ pattern: String, in text: String) -> Range<Int>? {
    let isExact = pattern.unicodeScalars.contains { $0.properties.isUppercase }
    func fold(_ text: String) -> [Unicode.Scalar] {
      text.unicodeScalars.map { scalar in
        let lower = scalar.properties.lowercaseMapping.unicodeScalars
        return isExact || lower.count != 1 ? scalar : lower[lower.startIndex]
      }
    }
    let wanted = fold(pattern)
    let scalars = fold(text)
    guard !wanted.isEmpty, wanted.count <= scalars.count else { return nil }
    for start in 0...(scalars.count - wanted.count)
    where scalars[start..<start + wanted.count].elementsEqual(wanted) {
      return start..<start + wanted.count
    }
    return nil
  }
}
