internal import Synchronization

/// A compiled regular expression in the syntax of RE2.
///
/// Matching takes time that grows with the text and the pattern, never faster: there is no
/// backtracking, and so neither look-around nor back references.
package struct RegularExpression: Sendable {
  /// The pattern as it was given.
  package let pattern: String
  /// The names of the capturing groups, in order; nil for one without name.
  package let groupNames: [String?]

  private let program: RegexProgram
  private let states: RegexStates?

  /// Compiles a pattern.
  package init(_ pattern: String) throws(RegexError) {
    var parser = RegexParser(pattern)
    let node = try parser.parse()
    self.pattern = pattern
    groupNames = parser.names
    program = try RegexCompiler.compile(node, groups: parser.names.count)
    states = program.allowsStateCache ? RegexStates(program) : nil
  }

  /// The same pattern, compiled at most once while it is in use; for patterns that are values.
  package static func cached(_ pattern: String) throws(RegexError) -> RegularExpression {
    if let known = cache.withLock({ $0[pattern] }) { return known }
    let fresh = try RegularExpression(pattern)
    cache.withLock { table in
      if table.count >= mostCached { table.removeAll(keepingCapacity: true) }
      table[pattern] = fresh
    }
    return fresh
  }

  private static let mostCached = 128
  private static let cache = Mutex<[String: RegularExpression]>([:])

  /// Whether the pattern is found anywhere in the text.
  package func matches(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
      let text = RegexText(bytes: bytes)
      if let answer = states?.matches(text) { return answer }
      var threads = RegexThreads(program, text: text, slotCount: 2)
      return threads.run(from: 0) != nil
    }
  }

  /// The first match that begins at or after byte `start`.
  package func firstMatch(in text: String, from start: Int = 0) -> RegexMatch? {
    var text = text
    return text.withUTF8 { bytes in
      guard start <= bytes.count else { return nil }
      return match(RegexText(bytes: bytes), from: start)
    }
  }

  /// All matches that do not overlap, in order, at most `limit`.
  package func allMatches(in text: String, limit: Int = .max) -> [RegexMatch] {
    var text = text
    return text.withUTF8 { bytes in
      let text = RegexText(bytes: bytes)
      var found: [RegexMatch] = []
      var offset = 0
      var lastEnd = -1
      while found.count < limit, offset <= bytes.count, let next = match(text, from: offset) {
        let isRepeatedEmpty = next.range.isEmpty && next.range.lowerBound == lastEnd
        if !isRepeatedEmpty { found.append(next) }
        lastEnd = next.range.upperBound
        offset = next.range.upperBound
        if next.range.isEmpty {
          offset += offset < bytes.count ? text.scalar(at: offset).width : 1
        }
      }
      return found
    }
  }

  private func match(_ text: RegexText, from start: Int) -> RegexMatch? {
    var threads = RegexThreads(program, text: text, slotCount: program.slotCount)
    return threads.run(from: start).map(RegexMatch.init(slots:))
  }
}

/// Where a pattern was found, in bytes of the text.
package struct RegexMatch: Hashable, Sendable {
  private let slots: [Int]

  fileprivate init(slots: [Int]) { self.slots = slots }

  /// The whole match.
  package var range: Range<Int> { slots[0]..<slots[1] }

  /// Group `index`, counted from 1 (0 is the whole); nil when it took no part or is not there.
  package func group(_ index: Int) -> Range<Int>? {
    guard index >= 0, 2 * index + 1 < slots.count, slots[2 * index] >= 0, slots[2 * index + 1] >= 0
    else { return nil }
    return slots[2 * index]..<slots[2 * index + 1]
  }
}
