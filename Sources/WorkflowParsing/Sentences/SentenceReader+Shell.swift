internal import JSONText
internal import WorkflowLanguage
internal import WorkflowModel
internal import WorkflowSource

extension SentenceReader {
  private static let optionNames = ["timeout", "result", "working_dir", "env"]

  /// `Shell "command" [with timeout=N result="variable" working_dir="path" env={"K":"V"}]`,
  /// `Execute command "command"`.
  mutating func shell() throws(SentenceProblem) -> ActionCall.Kind {
    text.skipBlanks()
    guard text.isAtQuote else {
      throw SentenceProblem(
        text.isAtEnd ? "the command is missing" : "the command must be in quotes",
        range: text.restRange, hint: "put it in double quotes")
    }
    guard let command = text.quoted() else {
      throw SentenceProblem("this text is never closed", range: text.restRange)
    }
    var options = try options()
    try takeResult(&options)
    result.timeout = try takeTimeout(&options)
    var call = ShellCall(command: [.text(command.text)], commandRange: command.range)
    if setting != .rendered {
      let reading = ShellCommandReader.read(
        command.text, places: command.places, dollarNames: true)
      result.diagnostics += reading.diagnostics
      call.command = reading.pieces
    }
    for option in options {
      switch option.name {
      case "working_dir": call.workingDirectory = template(option.value)
      case "env": call.environment = try environment(option.value)
      default:
        throw SentenceProblem(
          "unknown option '\(option.name)' of a command", range: option.nameRange,
          hint: Suggestion.hint(for: option.name, among: Self.optionNames)
            ?? "options here are \(Self.optionNames.joined(separator: ", "))")
      }
    }
    return .shell(call)
  }

  /// A JSON object whose texts may be templates.
  private mutating func environment(
    _ piece: SentenceText.Piece
  ) throws(SentenceProblem) -> [TemplateMember] {
    guard let json = try? JSONReader.read(piece.text), case .object(let object) = json else {
      throw SentenceProblem(
        "'env' must be a JSON object", range: piece.range, hint: "write env={\"NAME\":\"value\"}")
    }
    return object.members.map { name, value in
      var text = piece
      text.places = TextPlaces(startingAt: piece.range.lower)
      if case .string(let string) = value {
        text.text = string
        return TemplateMember(name: name, nameRange: piece.range, value: textValue(text))
      }
      return TemplateMember(
        name: name, nameRange: piece.range, value: .literal(Value(json: value), piece.range))
    }
  }
}
