/// Up and Down through the commands that begin with what was typed.
struct HistoryWalk {
  /// What was there before the first step.
  private let original: LineBuffer
  private let prefix: String
  /// The number of the entry shown, counted like the history's; nil when the original is shown.
  private var number: Int?
  /// The buffer the last step made; any other means that the person went on typing.
  private(set) var expected: LineBuffer

  init(from buffer: LineBuffer) {
    original = buffer
    prefix = buffer.textBeforeCursor
    expected = buffer
  }

  /// The next older command that differs from the one shown; nil if there is none.
  mutating func older(in history: History) -> LineBuffer? {
    let end = number ?? history.dropped + history.entries.count
    for candidate in stride(from: end - 1, through: history.dropped, by: -1) {
      if let buffer = take(candidate, in: history) { return buffer }
    }
    return nil
  }

  /// The next newer command, at last what was typed; nil when that is shown already.
  mutating func newer(in history: History) -> LineBuffer? {
    guard let number else { return nil }
    let end = history.dropped + history.entries.count
    for candidate in stride(from: number + 1, to: end, by: 1) {
      if let buffer = take(candidate, in: history) { return buffer }
    }
    self.number = nil
    expected = original
    return original
  }

  private mutating func take(_ candidate: Int, in history: History) -> LineBuffer? {
    let index = candidate - history.dropped
    guard history.entries.indices.contains(index) else { return nil }
    let text = history.entries[index].text
    guard text.utf8.starts(with: prefix.utf8), text != expected.text else { return nil }
    number = candidate
    expected = LineBuffer(text)
    return expected
  }
}
