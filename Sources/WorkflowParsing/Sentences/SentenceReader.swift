package import WorkflowLanguage
package import WorkflowModel
package import WorkflowSource

/// Reads one sentence of notation B, such as `Execute prompt "name" with k="v"`.
///
/// Each action has a file `SentenceReader+….swift` of its own.
package struct SentenceReader {
  var text: SentenceText
  let setting: SentenceSetting
  var result = SentenceReading()

  /// Takes time in proportion to the text, whatever it holds.
  package static func read(
    _ sentence: String, places: TextPlaces = TextPlaces(), in setting: SentenceSetting = .action
  ) -> SentenceReading {
    let (bare, bareRange) = unwrapped(sentence)
    let text = SentenceText(
      bare, places: bareRange.lower == 0 ? places : places.dropping(bareRange.lower))
    if setting != .rendered, let reading = runTime(bare, text, in: setting) { return reading }
    var reader = SentenceReader(text: text, setting: setting)
    reader.read()
    return reader.result
  }

  private init(text: SentenceText, setting: SentenceSetting) {
    self.text = text
    self.setting = setting
  }

  /// Without blanks, a period at the end, and backticks around it.
  private static func unwrapped(_ sentence: String) -> (String, SourceRange) {
    let bytes = Array(sentence.utf8)
    var range = sentence.trimmedRange
    if range.count > 1, bytes[range.upper - 1] == UInt8(ascii: "."),
      bytes[range.upper - 2] == UInt8(ascii: "\"") || bytes[range.upper - 2] == UInt8(ascii: "`")
    {
      range.upper -= 1
    }
    if range.count > 1, bytes[range.lower] == UInt8(ascii: "`"),
      bytes[range.upper - 1] == UInt8(ascii: "`")
    {
      range = SourceRange(range.lower + 1, range.upper - 1)
    }
    return (String(decoding: bytes[range.lower..<range.upper], as: UTF8.self), range)
  }

  private mutating func read() {
    do throws(SentenceProblem) {
      guard let kind = try action() else { return }
      text.skipBlanks()
      if !text.isAtEnd {
        throw SentenceProblem(
          "nothing is expected here", range: text.restRange, hint: "put texts in quotes")
      }
      result.action = ActionCall(
        kind, range: text.range, stored: stored)
    } catch {
      result.action = nil
      result.problem = error
    }
  }

  /// The variable that `result=` names.
  var stored: StoredResult?

  /// Nil when the text does not begin like an action.
  private mutating func action() throws(SentenceProblem) -> ActionCall.Kind? {
    switch text.word() {
    case "execute":
      if text.take("prompt") { return try executePrompt() }
      if text.take("command") { return try shell() }
      throw SentenceProblem(
        "'Execute' is followed by 'prompt' or 'command'", range: text.restRange)
    case "prompt": return try executePrompt()
    case "log": return try log()
    case "set": return try setVariables()
    case "wait": return try wait()
    case "run":
      if text.take("workflow") { return try runWorkflow() }
      throw SentenceProblem("'Run' is followed by 'workflow'", range: text.restRange)
    case "delegate":
      _ = text.take("to")
      return try runWorkflow()
    case "abort": return try abort()
    case "shell": return try shell()
    default: return nil
    }
  }

  // MARK: Sentences of the run

  /// A sentence with templates outside its quotes is rendered when it runs, and read then.
  ///
  /// Nil for others, and for shell commands: nothing that was rendered may become a command.
  private static func runTime(
    _ sentence: String, _ text: SentenceText, in setting: SentenceSetting
  ) -> SentenceReading? {
    guard text.hasBareTemplate, !isShell(text) else { return nil }
    var reading = SentenceReading()
    guard mayBecomeAction(text, in: setting) else { return reading }
    let (template, problems) = Template.parse(sentence, places: text.places, dollarNames: true)
    reading.diagnostics = problems + template.problemsInState
    reading.action = ActionCall(
      .sentence(SentenceCall(template: template, read: { Self.rendered($0) })), range: text.range)
    return reading
  }

  private static func isShell(_ text: SentenceText) -> Bool {
    var text = text
    return text.take("shell") || (text.take("execute") && text.take("command"))
  }

  /// Whether a sentence that is not known yet is taken for one: in a title, which may be mere
  /// words, only if it is one with a number or a word for each template.
  private static func mayBecomeAction(_ text: SentenceText, in setting: SentenceSetting) -> Bool {
    guard setting == .title else {
      return SentenceMarks.isTemplate(in: text.bytes, at: 0)
        || SentenceReader(text: text, setting: .action).beginsLikeAction
    }
    return ["1", "x"].contains { other in
      let text = SentenceText(text.replacingTemplates(with: other), places: TextPlaces())
      var reader = SentenceReader(text: text, setting: .action)
      reader.read()
      return reader.result.action != nil
    }
  }

  private var beginsLikeAction: Bool {
    var reader = self
    reader.read()
    return reader.result.action != nil || reader.result.problem != nil
  }

  private static func rendered(_ sentence: String) -> Result<ActionCall, LanguageError> {
    let reading = read(sentence, in: .rendered)
    if let action = reading.action, reading.diagnostics.isEmpty {
      guard case .shell = action.kind else { return .success(action) }
      return .failure(
        LanguageError(
          LanguageError.syntax, "a sentence that was rendered cannot be a shell command",
          hint: "begin it with 'Shell', and put templates in quotes"))
    }
    let problem = reading.problem
    return .failure(
      LanguageError(
        LanguageError.syntax,
        "'\(sentence)' is no action\(problem.map { ": \($0.message)" } ?? "")",
        hint: problem?.hint))
  }
}
