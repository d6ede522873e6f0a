/// What the editor knows beyond the text: the menu, the walk through history, the search.
///
/// Pure: it takes the buffer before a key and says what the buffer is after it. The terminal below
/// only carries that out, so all of this is tested without one.
struct EditingSession {
  var assistance: LineAssistance
  let history: History
  /// The lines of an unfinished command that were entered before, each with its line feed.
  var held = ""
  private(set) var search: HistorySearch?
  private var menu: CompletionMenu?
  private var walk: HistoryWalk?

  init(assistance: LineAssistance, history: History) {
    self.assistance = assistance
    self.history = history
  }

  // MARK: What is seen

  /// The styles of the buffer, by index of scalar.
  func spans(for buffer: LineBuffer) -> [(range: Range<Int>, style: TextStyle)] {
    if let search {
      return search.match.map { [($0, TextStyle(bold: true, underlined: true))] } ?? []
    }
    var offsets: [Int] = [held.utf8.count]
    for scalar in buffer.scalars { offsets.append(offsets[offsets.count - 1] + UTF8.width(scalar)) }
    var result: [(range: Range<Int>, style: TextStyle)] = []
    var index = 0
    for span in assistance.highlight(held + buffer.text) {
      while index < buffer.scalars.count, offsets[index] < span.range.lowerBound { index += 1 }
      let start = index
      while index < buffer.scalars.count, offsets[index] < span.range.upperBound { index += 1 }
      if start < index { result.append((start..<index, span.style)) }
    }
    return result
  }

  /// What may follow the buffer; empty when the cursor is not at its end.
  func ghost(for buffer: LineBuffer) -> String {
    guard search == nil, menuShown(for: buffer) == nil, buffer.isAtEnd, !buffer.scalars.isEmpty
    else { return "" }
    return assistance.suggest(held + buffer.text)
  }

  /// The menu, while the buffer is as the menu left it.
  func menuShown(for buffer: LineBuffer) -> CompletionMenu? {
    menu?.expected == buffer ? menu : nil
  }

  // MARK: Keys

  /// Tab: completes what is certain, shows the candidates, then goes through them. Nil: nothing.
  mutating func complete(_ buffer: LineBuffer, backwards: Bool = false) -> LineBuffer? {
    if var menu = menuShown(for: buffer) {
      let count = menu.candidates.count
      let next = menu.selected.map { ($0 + (backwards ? count - 1 : 1)) % count }
      let selected = next ?? (backwards ? count - 1 : 0)
      menu.selected = selected
      menu.expected = apply(
        menu.candidates[selected].text, menu.candidates[selected].range, menu.base)
      self.menu = menu
      return menu.expected
    }
    menu = nil
    let text = held + buffer.text
    let cursor = held.utf8.count + buffer.textBeforeCursor.utf8.count
    let candidates = assistance.complete(text, cursor).filter {
      $0.range.lowerBound >= held.utf8.count && $0.range.upperBound <= text.utf8.count
    }
    guard let first = candidates.first else { return nil }
    if candidates.count == 1 { return applyOnly(first, to: text) }
    var result = buffer
    if candidates.allSatisfy({ $0.range == first.range }) {
      let prefix = candidates.commonPrefix
      if prefix.utf8.count > first.range.count { result = apply(prefix, first.range, text) }
    }
    menu = CompletionMenu(candidates: candidates, selected: nil, base: text, expected: result)
    return result
  }

  /// Up: a row higher in the buffer, or the command before that begins like this one.
  mutating func previous(_ buffer: LineBuffer) -> LineBuffer? {
    if walk?.expected != buffer {
      if let higher = buffer.movedUp() { return higher }
      walk = HistoryWalk(from: buffer)
    }
    return walk?.older(in: history)
  }

  /// Down: a row lower in the buffer, or the command after.
  mutating func next(_ buffer: LineBuffer) -> LineBuffer? {
    guard walk?.expected == buffer else { return buffer.movedDown() }
    return walk?.newer(in: history)
  }

  /// Right: takes the ghost text at the end, else a step to the right.
  func forward(_ buffer: LineBuffer) -> LineBuffer? {
    if buffer.isAtEnd { return accept(ghost(for: buffer), in: buffer) }
    return LineBuffer(scalars: buffer.scalars, cursor: buffer.cursor + 1)
  }

  /// End: to the end of the row, at the end of all takes the ghost text.
  func end(_ buffer: LineBuffer) -> LineBuffer? {
    if buffer.isAtEnd { return accept(ghost(for: buffer), in: buffer) }
    let end = buffer.lineEnd
    return LineBuffer(
      scalars: buffer.scalars, cursor: end > buffer.cursor ? end : buffer.scalars.count)
  }

  /// Home: to the start of the row, there to the start of all.
  func home(_ buffer: LineBuffer) -> LineBuffer? {
    let start = buffer.lineStart
    return LineBuffer(scalars: buffer.scalars, cursor: start < buffer.cursor ? start : 0)
  }

  /// Delete: the scalar under the cursor goes.
  func delete(_ buffer: LineBuffer) -> LineBuffer? {
    guard !buffer.isAtEnd else { return nil }
    var shorter = buffer
    shorter.scalars.remove(at: buffer.cursor)
    return shorter
  }

  /// Alt-Enter: a new row at the cursor.
  func insertRow(_ buffer: LineBuffer) -> LineBuffer? {
    var longer = buffer
    longer.insert("\n")
    return longer
  }

  /// Alt-F: a word further, of the ghost text at the end.
  func forwardWord(_ buffer: LineBuffer) -> LineBuffer? {
    func wordEnd(_ scalars: [Unicode.Scalar], from start: Int) -> Int {
      var index = start
      while index < scalars.count, !Self.isWord(scalars[index]) { index += 1 }
      while index < scalars.count, Self.isWord(scalars[index]) { index += 1 }
      return index
    }
    guard buffer.isAtEnd else {
      return LineBuffer(
        scalars: buffer.scalars, cursor: wordEnd(buffer.scalars, from: buffer.cursor))
    }
    let ghost = LineBuffer(ghost(for: buffer))
    let word = LineBuffer(
      scalars: Array(ghost.scalars[..<wordEnd(ghost.scalars, from: 0)]), cursor: 0)
    return accept(word.text, in: buffer)
  }

  /// Enter in a buffer of several rows that is not whole: a new row. Nil: the line is entered.
  func newRow(_ buffer: LineBuffer) -> LineBuffer? {
    guard buffer.scalars.contains("\n"), !assistance.isComplete(held + buffer.text) else {
      return nil
    }
    var longer = buffer
    longer.insert("\n")
    return longer
  }

  mutating func beginSearch(_ buffer: LineBuffer) { search = HistorySearch(from: buffer) }

  /// A key while searching.
  mutating func searchKey(_ scalar: Unicode.Scalar) -> HistorySearch.Outcome? {
    guard let outcome = search?.key(scalar, in: history) else { return nil }
    switch outcome {
    case .leave, .leaveAndPass: search = nil
    case .show, .beep: break
    }
    return outcome
  }

  /// A new line begins: forgets what belonged to the last one.
  mutating func reset() {
    search = nil
    menu = nil
    walk = nil
  }

  private func accept(_ text: String, in buffer: LineBuffer) -> LineBuffer? {
    guard !text.isEmpty else { return nil }
    var longer = buffer
    longer.insert(text)
    return longer
  }

  private func applyOnly(_ candidate: CompletionCandidate, to text: String) -> LineBuffer {
    let rest = Array(text.utf8.dropFirst(candidate.range.upperBound))
    let needsSuffix = !rest.starts(with: candidate.suffix.utf8)
    return apply(candidate.text + (needsSuffix ? candidate.suffix : ""), candidate.range, text)
  }

  /// The buffer of a whole text in which a range was replaced; the cursor after the new part.
  private func apply(_ new: String, _ range: Range<Int>, _ text: String) -> LineBuffer {
    let bytes = Array(text.utf8)
    let before = String(decoding: bytes[held.utf8.count..<range.lowerBound], as: UTF8.self)
    let after = String(decoding: bytes[range.upperBound...], as: UTF8.self)
    var result = LineBuffer(before + new)
    result.scalars += Array(after.unicodeScalars)
    return result
  }

  private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic || scalar.properties.numericType != nil || scalar == "_"
  }
}
