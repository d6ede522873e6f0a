internal import WorkflowLanguage
internal import WorkflowModel
package import WorkflowSource

/// Reads one label: a word for a class, a limit, a pattern, a condition, or prose.
///
/// `ExitClassifier` then looks at all exits of a state together.
package struct LabelReader {
  /// Names that are variables of the workflow: alone on an edge they are conditions.
  package var declaredNames: Set<String>

  package init(declaredNames: Set<String> = []) {
    self.declaredNames = declaredNames
  }

  /// - Parameter places: where each byte of `text` stands in the file.
  package func read(_ text: String, places: TextPlaces) -> LabelReading {
    let (text, skipped) = Self.trimmed(text)
    let places = skipped == 0 ? places : places.dropping(skipped)
    var reading = LabelReading(text: text, range: nil, form: .unlabelled)
    if text.isEmpty { return reading }
    reading.range = places.origin(of: SourceRange(0, text.utf8.count))
    if let exitClass = ClassWords.exitClass(of: text) {
      reading.form = .classWord(exitClass, word: text)
    } else if LimitWords.areIn(text) {
      reading.form = .limit
    } else if let pattern = Self.pattern(in: text) {
      reading.form = .pattern(pattern)
      check(pattern, in: &reading, places: places)
    } else {
      reading.form = .prose
      readCondition(into: &reading, places: places)
      reading.diagnostics += reading.guardExpression?.problems(isCondition: true) ?? []
    }
    return reading
  }

  // MARK: Patterns

  /// `"text"`, `/regex/`, `/regex/i`.
  private static func pattern(in text: String) -> LabelPattern? {
    let bytes = Array(text.utf8)
    guard bytes.count >= 3, let first = bytes.first else { return nil }
    if first == UInt8(ascii: "\""), bytes.last == first,
      !bytes[1..<(bytes.count - 1)].contains(first)
    {
      return .text(String(decoding: bytes[1..<(bytes.count - 1)], as: UTF8.self))
    }
    guard first == UInt8(ascii: "/"), let end = bytes.lastIndex(of: first), end > 1 else {
      return nil
    }
    let body = String(decoding: bytes[1..<end], as: UTF8.self)
    switch bytes[(end + 1)...] {
    case []: return .regularExpression(body)
    case [UInt8(ascii: "i")]: return .regularExpression("(?i)\(body)")
    default: return nil
    }
  }

  private func check(
    _ pattern: LabelPattern, in reading: inout LabelReading, places: TextPlaces
  ) {
    guard case .regularExpression(let text) = pattern else { return }
    do throws(RegexError) {
      _ = try RegularExpression.cached(text)
    } catch {
      // What was put before it, `(?i)`, is not in the file.
      let added = text.utf8.count > reading.text.utf8.count - 2 ? 4 : 0
      let place = places.origin(of: max(1, error.offset - added + 1))
      reading.diagnostics.append(
        .error(
          LanguageError.badPattern, error.message, range: SourceRange(place, place + 1),
          hint: error.hint))
    }
  }

  // MARK: Conditions

  private func readCondition(into reading: inout LabelReading, places: TextPlaces) {
    if let event = BracketedGuard(reading.text) {
      readBracketed(event, into: &reading, places: places)
      return
    }
    let signs = ConditionSigns(reading.text)
    guard signs.mayBeCondition || isVariable(reading.text) else { return }
    switch compile(reading.text, places: places) {
    case .success(let expression):
      reading.form = .condition
      reading.guardExpression = expression
    case .failure(let error):
      guard signs.isBroken(reading.text) else {
        if signs.hasNumberComparison { warnOfProse(in: &reading, error) }
        return
      }
      // Still a condition, so that its state's other exits keep their classes.
      reading.form = .condition
      reading.diagnostics.append(error.diagnostic)
    }
  }

  private func warnOfProse(in reading: inout LabelReading, _ error: LanguageError) {
    reading.diagnostics.append(
      .warning(
        "looks-like-condition", "this is read as words, not as a condition", range: error.range,
        hint: "a condition is an expression alone, without '%', units and words"))
  }

  /// `event [guard] / action`: the action behind the slash has no meaning here.
  private func readBracketed(
    _ event: BracketedGuard, into reading: inout LabelReading, places: TextPlaces
  ) {
    let eventClass = ClassWords.exitClass(of: event.event)
    if let exitClass = ClassWords.exitClass(of: event.condition) {
      // UML's `[else]`.
      reading.form = .classWord(exitClass, word: event.condition)
      return
    }
    let signs = ConditionSigns(event.condition)
    guard signs.mayBeCondition || isVariable(event.condition) || eventClass != nil else { return }
    switch compile(event.condition, places: places.dropping(event.offset)) {
    case .success(let expression):
      reading.guardExpression = expression
      reading.form = eventClass.map { .classWord($0, word: event.event) } ?? .condition
    case .failure(let error):
      let isUnfinished = signs.hasComparison && ConditionSigns.isUnfinished(event.condition)
      guard signs.isBroken(event.condition) || isUnfinished || eventClass != nil else { return }
      reading.form = eventClass.map { .classWord($0, word: event.event) } ?? .condition
      reading.diagnostics.append(error.diagnostic)
    }
  }

  private func compile(
    _ text: String, places: TextPlaces
  ) -> Result<CompiledExpression, LanguageError> {
    let (text, places) = GuardSpelling.normalised(text, places: places)
    do throws(LanguageError) {
      return .success(try CompiledExpression.parse(text, places: places))
    } catch {
      return .failure(error)
    }
  }

  /// Whether a text is one name that is declared, or that has an `_`.
  private func isVariable(_ text: String) -> Bool {
    guard let first = text.utf8.first, !(0x30...0x39).contains(first) else { return false }
    var hasUnderscore = false
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "_"): hasUnderscore = true
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: break
      default: return false
      }
    }
    return hasUnderscore || declaredNames.contains(text)
  }

  private static func trimmed(_ text: String) -> (text: String, skipped: Int) {
    let isBlank: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D || $0 == 0x0A }
    guard let first = text.utf8.first, let last = text.utf8.last, isBlank(first) || isBlank(last)
    else { return (text, 0) }
    let bytes = Array(text.utf8)
    let skipped = bytes.prefix(while: isBlank).count
    let end = bytes.lastIndex { !isBlank($0) }.map { $0 + 1 } ?? skipped
    return (String(decoding: bytes[skipped..<max(skipped, end)], as: UTF8.self), skipped)
  }
}
