internal import JSONText
internal import WorkflowLanguage
internal import WorkflowModel
internal import WorkflowSource

extension SentenceReader {
  /// The text behind an action's words: quoted, or one word; of a rendered sentence, all the rest.
  mutating func message(of what: String) throws(SentenceProblem) -> SentenceText.Piece {
    text.skipBlanks()
    guard !text.isAtEnd else {
      throw SentenceProblem("\(what) is missing", range: text.restRange, hint: "add it in quotes")
    }
    if text.isAtQuote {
      let start = text
      if let piece = text.quoted() {
        text.skipBlanks()
        if setting != .rendered || text.isAtEnd { return piece }
        // What was rendered may begin with a quote of its own.
        text = start
      } else if setting != .rendered {
        throw SentenceProblem("this text is never closed", range: text.restRange)
      }
    }
    if setting == .rendered, let rest = text.rest() { return rest }
    let start = text
    guard let word = text.unquoted(), setting == .action else {
      throw SentenceProblem(
        "\(what) must be in quotes", range: start.restRange, hint: "put it in double quotes")
    }
    text.skipBlanks()
    if !text.isAtEnd {
      throw SentenceProblem(
        "\(what) must be in quotes", range: start.restRange, hint: "put it in double quotes")
    }
    return word
  }

  /// The name of a prompt or workflow: quoted, or one word.
  mutating func target(of what: String) throws(SentenceProblem) -> Template {
    text.skipBlanks()
    let start = text
    let isWord = text.peekWord() == "with" && text.take("with")
    guard !isWord, !start.isAtEnd else {
      throw SentenceProblem(
        "\(what) is not named", range: start.restRange, hint: "add its name in quotes")
    }
    guard start.isAtQuote || setting != .title, let piece = text.value() else {
      throw SentenceProblem(
        "\(what) must be named in quotes", range: start.restRange,
        hint: start.isAtQuote ? "close the quote" : nil)
    }
    return template(piece)
  }

  /// `with name="value" …`: each option once; commas and `and` may stand between.
  mutating func options() throws(SentenceProblem) -> [SentenceText.Option] {
    var options: [SentenceText.Option] = []
    let hasWith = text.take("with")
    while true {
      _ = text.take(UInt8(ascii: ","))
      guard let option = text.option() else { break }
      if options.contains(where: { $0.name == option.name }) {
        throw SentenceProblem("'\(option.name)' is given twice", range: option.nameRange)
      }
      options.append(option)
    }
    text.skipBlanks()
    if hasWith, options.isEmpty || !text.isAtEnd {
      throw SentenceProblem(
        "'name=\"value\"' is expected here", range: text.restRange,
        hint: "put values with blanks in quotes")
    }
    return options
  }

  /// Takes `result="variable"` out of the options.
  mutating func takeResult(_ options: inout [SentenceText.Option]) throws(SentenceProblem) {
    guard let index = options.firstIndex(where: { $0.name == "result" }) else { return }
    let value = options.remove(at: index).value
    guard let name = Self.variableName(value.text) else {
      throw SentenceProblem("'result' must be the name of a variable", range: value.range)
    }
    stored = StoredResult(name: name, range: value.range)
  }

  /// Takes `timeout="2m"` out of the options.
  mutating func takeTimeout(
    _ options: inout [SentenceText.Option]
  ) throws(SentenceProblem) -> Property<TimeSpan>? {
    guard let index = options.firstIndex(where: { $0.name == "timeout" }) else { return nil }
    return try duration(options.remove(at: index).value)
  }

  mutating func duration(_ piece: SentenceText.Piece) throws(SentenceProblem) -> Property<TimeSpan>
  {
    if isTemplate(piece) { return .template(template(piece)) }
    guard let span = DurationText.read(piece.text) else {
      throw SentenceProblem(
        "'\(piece.text)' is no duration", range: piece.range,
        hint: "write 30s, 5 minutes, 1h, or seconds")
    }
    return .value(span)
  }

  // MARK: Templates

  func isTemplate(_ piece: SentenceText.Piece) -> Bool {
    guard setting != .rendered else { return false }
    return SentenceMarks.isTemplate(in: piece.text)
  }

  /// A text that may have templates in it; of a rendered sentence, just text.
  mutating func template(_ piece: SentenceText.Piece) -> Template {
    guard isTemplate(piece) else {
      // Text of a run that looks like a template is none.
      let literal =
        TemplateMarks.areIn(piece.text) ? "{% raw %}\(piece.text){% endraw %}" : piece.text
      return Template.parse(literal, places: piece.places).template
    }
    let (template, problems) = Template.parse(
      piece.text, places: piece.places, dollarNames: true)
    result.diagnostics += problems + template.problemsInState
    return template
  }

  /// A text, or a template that yields a value.
  mutating func textValue(_ piece: SentenceText.Piece) -> TemplateValue {
    isTemplate(piece) ? .template(template(piece)) : .literal(.string(piece.text), piece.range)
  }

  /// A value read as JSON, else a text.
  mutating func jsonValue(_ piece: SentenceText.Piece) -> TemplateValue {
    if isTemplate(piece) { return .template(template(piece)) }
    do throws(JSONError) {
      return .literal(Value(json: try JSONReader.read(piece.text)), piece.range)
    } catch {
      return .literal(.string(piece.text), piece.range)
    }
  }

  mutating func members(_ options: [SentenceText.Option]) -> [TemplateMember] {
    options.map {
      TemplateMember(name: $0.name, nameRange: $0.nameRange, value: textValue($0.value))
    }
  }

  /// The name of a variable, or nil for any other text.
  static func variableName(_ text: String) -> String? {
    guard let first = text.utf8.first, !(0x30...0x39).contains(first) else { return nil }
    let isName = text.utf8.allSatisfy { byte in
      byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A || byte >= 0x30 && byte <= 0x39
        || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
    }
    return isName ? text : nil
  }
}

extension SentenceMarks {
  /// Whether a text has `{{`, `{%` or `${` in it.
  static func isTemplate(in text: String) -> Bool {
    if TemplateMarks.areIn(text) { return true }
    var wasDollar = false
    for byte in text.utf8 {
      if wasDollar, byte == UInt8(ascii: "{") { return true }
      wasDollar = byte == UInt8(ascii: "$")
    }
    return false
  }
}
