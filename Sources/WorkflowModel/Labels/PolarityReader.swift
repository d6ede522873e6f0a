/// Which way a label, a state's name or a title leans, by the words of `PolarityTable`.
///
/// A negative word wins over a positive one wherever it stands. A negator turns what follows within
/// three words of its clause. Alternatives (`Pass/Fail`, `approved or rejected`) that do not agree
/// lean nowhere.
package struct PolarityReader {
  /// A leaning, with the words that decided, in lower case.
  package struct Leaning: Hashable, Sendable {
    package var polarity: Polarity
    package var words: String

    package init(_ polarity: Polarity, words: String) {
      self.polarity = polarity
      self.words = words
    }
  }

  /// The leaning of a text; nil when it has none.
  ///
  /// - Parameter onConditional: whether the label leaves a `conditional`, where `no` and `not` are
  ///   negative beside any word: `No retry`.
  package static func leaning(of text: String, onConditional: Bool = false) -> Leaning? {
    var reader = PolarityReader(LabelWords(text).words, onConditional: onConditional)
    return reader.read()
  }

  /// The leaning of a label, and whether it mentions trouble, in one reading.
  package static func reading(
    of text: String, onConditional: Bool
  ) -> (leaning: Leaning?, mentionsTrouble: Bool) {
    var reader = PolarityReader(LabelWords(text).words, onConditional: onConditional)
    return (reader.read(), reader.mentionsTrouble)
  }

  /// The leaning of a place where a run ends: its edge's label, its state's name or title.
  ///
  /// Words of recovery are negative, however well it went; words that say only that something ends
  /// are silent.
  package static func endLeaning(of text: String) -> Leaning? {
    let words = LabelWords(text).words
    for (index, word) in words.enumerated() {
      if PolarityTable.recoveryStems.contains(where: word.text.hasPrefix) {
        return Leaning(.negative, words: word.text)
      }
      guard index + 1 < words.count else { continue }
      let next = words[index + 1].text
      if PolarityTable.recoveryPhrases.contains(where: { $0 == (word.text, next) }) {
        return Leaning(.negative, words: "\(word.text) \(next)")
      }
    }
    var reader = PolarityReader(words, onConditional: false)
    for index in words.indices where PolarityTable.endingWords.contains(words[index].text) {
      reader.meanings[index] = nil
    }
    return reader.read()
  }

  /// Whether any word speaks of trouble, whatever stands beside it: `Error caught`, `Cannot proceed`.
  package static func mentionsTrouble(_ text: String) -> Bool {
    PolarityReader(LabelWords(text).words, onConditional: false).mentionsTrouble
  }

  // MARK: Reading

  private let words: [LabelWords.Word]
  /// The meaning of each word; the second word of a phrase has none of its own.
  private var meanings: [PolarityTable.Meaning?]
  private let onConditional: Bool
  /// What each word adds to the whole; nil for nothing.
  private var hits: [Leaning?]
  private var usedNegators: Set<Int> = []

  private init(_ words: [LabelWords.Word], onConditional: Bool) {
    self.words = words
    self.onConditional = onConditional
    hits = Array(repeating: nil, count: words.count)
    meanings = words.map { PolarityTable.meaning(of: $0.text) }
    for index in words.indices.dropLast() {
      guard let phrase = PolarityTable.phrases[words[index].text],
        phrase.second == words[index + 1].text
      else { continue }
      meanings[index] = phrase.meaning
      meanings[index + 1] = nil
    }
  }

  private var mentionsTrouble: Bool {
    meanings.contains { meaning in
      switch meaning {
      case .negative, .graveTrouble, .bareNegator, .negator, .verbNegator: true
      case .positive, .trouble, .finder, .fixer, nil: false
      }
    }
  }

  private mutating func read() -> Leaning? {
    guard meanings.contains(where: { $0 != nil }) else { return nil }
    for index in words.indices { readWord(index) }
    for index in words.indices { readLoneNegator(index) }
    if alternativesDisagree { return nil }
    return hits.first { $0?.polarity == .negative } ?? hits.first { $0 != nil } ?? nil
  }

  private mutating func readWord(_ index: Int) {
    switch meanings[index] {
    case .negative: turnable(.negative, at: index)
    case .positive: turnable(.positive, at: index)
    case .trouble: readTrouble(index, isGrave: false)
    case .graveTrouble: readTrouble(index, isGrave: true)
    case .fixer(positiveAlone: true) where !hasTrouble: turnable(.positive, at: index)
    case .finder where !hasTrouble && index > 0 && words[index - 1].text == "not":
      hit(.negative, at: index, from: index - 1)
    case .finder, .fixer, .bareNegator, .negator, .verbNegator, nil: break
    }
  }

  /// A word that a negator turns into its opposite.
  private mutating func turnable(_ polarity: Polarity, at index: Int) {
    if let negator = negator(of: index, isNoun: false) {
      hit(polarity == .negative ? .positive : .negative, at: index, from: negator)
    } else {
      hit(polarity, at: index, from: index)
    }
  }

  private mutating func readTrouble(_ index: Int, isGrave: Bool) {
    let fixer = words.indices.first { if case .fixer = meanings[$0] { true } else { false } }
    let finder = words.indices.first { meanings[$0] == .finder }
    if let negator = negator(of: index, isNoun: true) {
      // `Not all issues resolved`: here the negator is about the mending.
      let isUnmended = words[negator].text == "not" && fixer != nil
      hit(isUnmended ? .negative : .positive, at: index, from: negator)
    } else if let fixer {
      if let negator = self.negator(of: fixer, isNoun: false) {
        hit(.negative, at: index, from: min(index, negator), to: fixer)
      } else {
        hit(.positive, at: index, from: min(index, fixer), to: max(index, fixer))
      }
    } else if let finder {
      let isAbsent = negator(of: finder, isNoun: false) != nil
      hit(
        isAbsent ? .positive : .negative, at: index, from: min(index, finder),
        to: max(index, finder))
    } else if isGrave {
      hit(.negative, at: index, from: index)
    }
  }

  private var hasTrouble: Bool {
    meanings.contains { $0 == .trouble || $0 == .graveTrouble }
  }

  /// A negator that turned nothing.
  private mutating func readLoneNegator(_ index: Int) {
    guard !usedNegators.contains(index) else { return }
    let isLast = index + 1 == words.count
    switch meanings[index] {
    case .negator:
      // `Exit code 0` counts nothing.
      if isLast, index > 0, words[index].text == "0" || words[index].text == "zero" { return }
      hit(.negative, at: index, from: index)
    case .verbNegator: hit(.negative, at: index, from: index)
    case .bareNegator:
      let isAnswer = words[index].beginsClause && (isLast || words[index + 1].beginsClause)
      let isAlternative = words[index].followsSlash || (!isLast && words[index + 1].followsSlash)
      if isAnswer || isAlternative || onConditional {
        hit(.negative, at: index, from: index, to: isLast ? index : index + 1)
      }
    default: break
    }
  }

  /// The negator that reaches a word: the nearest of its clause, at most three words before it.
  private mutating func negator(of index: Int, isNoun: Bool) -> Int? {
    var candidate = index
    for distance in 1...PolarityTable.reach {
      if words[candidate].beginsClause { return nil }
      candidate -= 1
      switch meanings[candidate] {
      case .bareNegator, .negator:
        usedNegators.insert(candidate)
        return candidate
      case .verbNegator:
        // `Cannot fail`, `unable to be verified`; but not `cannot resolve conflict`.
        let between = words[(candidate + 1)..<index].map(\.text)
        let isNext = between.allSatisfy { ["to", "be", "not"].contains($0) }
        guard !isNoun, isNext, distance <= PolarityTable.reach else { return nil }
        usedNegators.insert(candidate)
        return candidate
      default: continue
      }
    }
    return nil
  }

  private mutating func hit(_ polarity: Polarity, at index: Int, from: Int, to: Int? = nil) {
    var last = max(index, to ?? index)
    if PolarityTable.phrases[words[last].text]?.meaning == meanings[last],
      last + 1 < words.count, meanings[last + 1] == nil, meanings[last] != nil
    {
      last += 1
    }
    let text = words[min(from, index)...last].map(\.text).joined(separator: " ")
    hits[index] = Leaning(polarity, words: text)
  }

  // MARK: Alternatives

  /// Whether parts joined by `/` or `or` lean differently.
  ///
  /// Parts before the last may be silent when the last speaks for them: `Tests or lint failed`.
  private var alternativesDisagree: Bool {
    for index in words.indices where words[index].followsSlash {
      if hits[index - 1]?.polarity != hits[index]?.polarity { return true }
    }
    var parts: [Polarity?] = [nil]
    for index in words.indices {
      if words[index].text == "or", index > 0, index + 1 < words.count,
        !["more", "less", "fewer", "later"].contains(words[index + 1].text)
      {
        parts.append(nil)
      } else if let polarity = hits[index]?.polarity, parts[parts.count - 1] != .negative {
        parts[parts.count - 1] = polarity
      }
    }
    guard parts.count > 1 else { return false }
    let leaning = Set(parts.compactMap { $0 })
    return leaning.count > 1 || (!leaning.isEmpty && parts[parts.count - 1] == nil)
  }
}
