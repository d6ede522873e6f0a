import Testing
import WorkflowLanguage
import WorkflowModel
import WorkflowParsing
import WorkflowSource

/// What one sentence becomes.
@Suite struct SentenceReaderTests {
  /// The action's word with its parts, timeout and result; `-` for what is no sentence, and what is
  /// wrong with it behind.
  private func read(_ sentence: String, _ setting: SentenceSetting = .action) -> String {
    let reading = SentenceReader.read(sentence, in: setting)
    guard let action = reading.action else {
      return "-" + (reading.problem.map { " \($0.range.lower): \($0.message)" } ?? "")
    }
    var words = [action.word]
    for part in action.parts {
      switch part.content {
      case .text(let template): words.append("\(part.name)=<\(template.text)>")
      case .word(let word): words.append("\(part.name)=\(word)")
      case .condition(let condition): words.append("\(part.name)=\(condition.text)")
      case .value(.literal(let value, _)): words.append("\(part.name)=\(value.shown())")
      case .value(.template(let template)): words.append("\(part.name)=template <\(template.text)>")
      case .value: words.append("\(part.name)=?")
      }
    }
    if let stored = action.stored { words.append("-> \(stored.name)") }
    if let timeout = reading.timeout?.value { words.append("timeout \(timeout)") }
    return (words + reading.diagnostics.map(\.message)).joined(separator: " ")
  }

  @Test(arguments: [
    ("Execute prompt \"say-hello\"", "execute_prompt prompt=<say-hello>"),
    ("execute PROMPT \"a\" with x=\"1\" y=two", "execute_prompt prompt=<a> x=\"1\" y=\"two\""),
    (
      "Execute prompt \"a\" with name=\"{{ name }}\" result=\"greeting\"",
      "execute_prompt prompt=<a> name=template <{{ name }}> -> greeting"
    ),
    (
      "Execute prompt \"a\" with l=\"{{ l | default: \"English\" }}\" n=\"b\"",
      "execute_prompt prompt=<a> l=template <{{ l | default: \"English\" }}> n=\"b\""
    ),
    ("Execute prompt \"p-${x.y}\"", "execute_prompt prompt=<p-${x.y}>"),
    ("prompt \"check it\"", "execute_prompt prompt=<check it>"),
    ("Execute prompt hello", "execute_prompt prompt=<hello>"),
    ("Execute prompt \"a\" with x = \"1\", y=\"2\"", "execute_prompt prompt=<a> x=\"1\" y=\"2\""),
    ("`Execute prompt \"a\"`", "execute_prompt prompt=<a>"),
    ("Log \"text\"", "log level=info message=\"text\""),
    ("Log \"text\".", "log level=info message=\"text\""),
    (
      "log warning \"a \\\"b\\\" \\\\ c\\n\"",
      "log level=warning message=\"a \\\"b\\\" \\\\ c\\\\n\""
    ),
    ("Log error 'it is'", "log level=error message=\"it is\""),
    ("LOG CRITICAL \"x {{ y }}\"", "log level=critical message=template <x {{ y }}>"),
    ("Log debug \"x\"", "log level=debug message=\"x\""),
    ("Log hello", "log level=info message=\"hello\""),
    ("Log \"warning\"", "log level=info message=\"warning\""),
    ("Set x=\"v\"", "set_variable x=\"v\""),
    ("Set x=\"5\"", "set_variable x=5"),
    ("Set x=1.5", "set_variable x=1.5"),
    ("set x=true y=\"null\"", "set_variable x=true y=null"),
    ("Set x=\"{\\\"a\\\": [1]}\"", "set_variable x={\"a\": [1]}"),
    ("Set x={\"a\": [1, \"b c\"]}", "set_variable x={\"a\": [1, \"b c\"]}"),
    ("Set x=\"${y}\"", "set_variable x=template <${y}>"),
    ("Set x=\"1.10.0\"", "set_variable x=\"1.10.0\""),
    ("Wait 5 seconds", "wait duration=5s"),
    ("Wait 1 second", "wait duration=1s"),
    ("Wait 1s", "wait duration=1s"),
    ("wait 2 minutes", "wait duration=2m"),
    ("Wait for 1 hour 30 minutes", "wait duration=1h30m"),
    ("Wait 5", "wait duration=5s"),
    ("Wait for user", "wait_for_user prompt=\"Wait for user\""),
    ("Wait for user input", "wait_for_user prompt=\"Wait for user input\""),
    ("Wait for the user \"Look at it\"", "wait_for_user prompt=\"Look at it\""),
    ("Run workflow \"n\"", "run_workflow workflow=<n>"),
    (
      "Run workflow \"n\" with k=\"v\" result=\"r\" timeout=\"2m\"",
      "run_workflow workflow=<n> k=\"v\" timeout=2m -> r"
    ),
    ("Delegate to \"n\" with k=\"${data}\"", "run_workflow workflow=<n> k=template <${data}>"),
    ("Delegate \"n\"", "run_workflow workflow=<n>"),
    ("Abort \"stop\"", "abort message=\"stop\""),
    ("Abort with message \"stop\"", "abort message=\"stop\""),
    ("Abort", "abort"),
    ("Execute command \"ls\"", "shell command=ls"),
    (
      "Shell \"ls '*.txt'\" with timeout=5 result=\"files\" working_dir=\"/tmp\" env={\"K\":\"v w\"}",
      "shell command=ls '*.txt' K=\"v w\" working_dir=</tmp> -> files timeout 5s"
    ),
    (
      "Shell \"echo {{ x }} ${y} ${HOME}\"",
      "shell command=echo {{ x }} ${y} ${HOME} W1=template <{{ x }}> W2=template <${y}>"
    ),
    ("Shell \"echo \\\"$A\\\"\"", "shell command=echo \"$A\""),
    ("Shell \"x\" with env={\"K\":\"{{ v }}\"}", "shell command=x K=template <{{ v }}>"),
    ("Shell \"x\" with working_dir={{ dir }}", "shell command=x working_dir=<{{ dir }}>"),
  ])
  func becomesAnAction(_ sentence: String, _ action: String) {
    #expect(
      read(sentence)
        == action.replacing("W1=template <{{ x }}>", with: "W1=<{{ x }}>").replacing(
          "W2=template <${y}>", with: "W2=<${y}>"))
  }

  @Test(arguments: [
    ("", "-"), ("Some words", "-"), ("Logging \"x\"", "-"), ("- Log \"x\"", "-"),
    ("Log", "- 2: the message is missing"),
    ("Log error", "- 8: the message is missing"),
    ("Log two words", "- 4: the message must be in quotes"),
    ("Log \"open", "- 4: this text is never closed"),
    ("Log \"x\" and more", "- 8: nothing is expected here"),
    ("Execute \"x\"", "- 8: 'Execute' is followed by 'prompt' or 'command'"),
    ("Execute prompt", "- 13: the prompt is not named"),
    ("Execute prompt with x=\"1\"", "- 15: the prompt is not named"),
    ("Execute prompt \"x\" with", "- 22: 'name=\"value\"' is expected here"),
    ("Execute prompt \"x\" with a=\"1\" b", "- 30: 'name=\"value\"' is expected here"),
    ("Execute prompt \"x\" with a=\"1\" a=\"2\"", "- 30: 'a' is given twice"),
    ("Execute prompt \"x\" with result=\"1 2\"", "- 31: 'result' must be the name of a variable"),
    ("Set x", "- 4: 'name=\"value\"' is expected here"),
    ("Set x=two words", "- 10: nothing is expected here"),
    ("Wait", "- 3: the time is missing"),
    ("Wait a while", "- 5: 'a while' is no duration"),
    ("Run tests", "- 4: 'Run' is followed by 'workflow'"),
    ("Run workflow \"x\" with timeout=soon", "- 30: 'soon' is no duration"),
    ("Shell ls", "- 6: the command must be in quotes"),
    ("Shell \"ls\" with dir=\"x\"", "- 16: unknown option 'dir' of a command"),
    ("Shell \"ls\" with env=\"x\"", "- 20: 'env' must be a JSON object"),
  ])
  func saysWhyItIsNone(_ sentence: String, _ problem: String) {
    #expect(read(sentence) == problem)
  }

  @Test(arguments: [
    ("Log results", "-"), ("Execute Rollback", "-"), ("Abort", "-"), ("Run workflow tests", "-"),
    ("Log {{ x }}", "sentence sentence=<Log {{ x }}>"), ("Log the {{ x }}", "-"),
    ("{{ x }}", "-"), ("Run {{ x }} tests", "-"),
    ("Wait 5 seconds", "wait duration=5s"), ("Wait for {{ n }} replies", "-"),
    ("Wait {{ n }} seconds", "sentence sentence=<Wait {{ n }} seconds>"),
    ("Log \"x\"", "log level=info message=\"x\""), ("Set n=1", "set_variable n=1"),
  ])
  func titlesNeedMore(_ title: String, _ action: String) {
    let read = read(title, .title)
    #expect(read == action || (action == "-" && read.hasPrefix("-")))
  }

  @Test(arguments: [
    "{{ whole }}", "Log {{ level }} \"x\"", "Wait ${n} seconds", "Set {{ name }}=\"v\"",
    "Execute prompt {{ p }} with a=\"b\"", "{% if x %}Log \"a\"{% endif %}",
  ])
  func templatesOutsideQuotesWaitForTheRun(_ sentence: String) {
    #expect(read(sentence) == "sentence sentence=<\(sentence)>")
  }

  @Test(arguments: [
    ("Log \"x\"", "log"), ("Log hello world", "log"), ("Wait 5 seconds", "wait"),
    ("Execute prompt a b", "-"), ("Shell \"ls\"", "-"), ("nothing", "-"),
  ])
  func whatWasRenderedIsRead(_ rendered: String, _ word: String) throws {
    guard case .sentence(let call) = SentenceReader.read("{{ x }}").action?.kind else {
      Issue.record("no sentence")
      return
    }
    switch call.read(rendered) {
    case .success(let action): #expect(action.word == word)
    case .failure(let error):
      #expect(word == "-", "\(error.message)")
    }
  }

  @Test func whatWasRenderedHasNoTemplates() {
    let reading = SentenceReader.read("Log {{ secret }} \"x\"", in: .rendered)
    guard case .log(let call) = reading.action?.kind, case .literal(let value, _) = call.message
    else {
      Issue.record("no literal")
      return
    }
    #expect(value == .string("{{ secret }} \"x\""))
  }

  @Test func mistakesInTemplatesHaveTheirPlace() {
    let reading = SentenceReader.read(
      "Log \"a \\\"b\\\" {{ x + }}\"", places: TextPlaces(startingAt: 100))
    #expect(reading.diagnostics.count == 1)
    #expect(reading.diagnostics.first?.range?.lower == 120)
    let command = SentenceReader.read(
      "Shell \"echo '{{ x }}'\"", places: TextPlaces(startingAt: 100))
    #expect(command.diagnostics.map(\.code) == ["single-quoted-value"])
    #expect(command.diagnostics.first?.range?.lower == 113)
  }

  /// Whatever the bytes, reading ends soon and well.
  @Test(arguments: ["{{", "\"", "[", "a=[", "\\\"", "{\"", "${", "}}", "'{{ \"", "Log ", "%} {%"])
  func longTextsTakeLittleTime(_ piece: String) {
    let text = "Set x=" + String(repeating: piece, count: 20_000)
    let clock = ContinuousClock()
    for setting in [SentenceSetting.action, .title, .rendered] {
      let time = clock.measure { _ = SentenceReader.read(text, in: setting) }
      #expect(time < .seconds(5), "\(piece)")
    }
  }
}
