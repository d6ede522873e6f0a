import JSONText
import Testing
import WorkflowLanguage
import WorkflowModel
import WorkflowParsing
import WorkflowSource

@Suite struct FrontMatterReaderTests {
  private func read(
    _ text: String, environment: (@Sendable (String) -> String?)? = nil
  ) -> FrontMatter {
    let source = SourceText(name: "test.md", text: text)
    return FrontMatterReader(environment: environment).read(source.range, in: source)
  }

  @Test func readsWhatIsForPeople() {
    let front = read(
      """
      name: deploy
      title: Deploy it
      description: >
        All of
        it
      category: ops
      tags: [a, "b c", 3]
      version: 1.10
      author: Ann
      mode: guided
      parameter_groups: []
      """)
    #expect(front.diagnostics == [])
    #expect(front.name == "deploy")
    #expect(front.about.title == "Deploy it")
    #expect(front.about.description == "All of it\n")
    #expect(front.about.tags == ["a", "b c", "3"])
    #expect(front.about.version == "1.10")
    #expect(front.about.author == "Ann")
  }

  @Test func typesAreEnforced() {
    let front = read(
      """
      parameters:
        - {name: s, default: 1.10}
        - {name: b, type: boolean, default: "true"}
        - {name: n, type: number, default: "42"}
        - {name: d, type: number, default: 0.5, min: 0, max: 1}
        - {name: c, type: choice, choices: [x, y], default: y}
        - {name: m, type: multi_choice, choices: [x, y, z], default: [x, z]}
        - {name: t, type: multi_choice, choices: [x, y, z], default: "x, z"}
        - {name: j, type: multi_choice, choices: [x, y, z], default: '["x", "z"]'}
        - {name: h, type_hint: boolean, default: false}
        - {name: k, type_hint: path, default: /tmp, required: true, secret: true}
      """)
    #expect(front.diagnostics == [])
    let defaults = front.arguments.map(\.defaultValue)
    #expect(
      defaults == [
        "1.10", true, 42, 0.5, "y", ["x", "z"], ["x", "z"], ["x", "z"], false, "/tmp",
      ] as [Value])
    #expect(front.arguments.map(\.kind.rawValue).suffix(2) == ["boolean", "string"])
    #expect(front.arguments.last?.isRequired == true)
    #expect(front.arguments.last?.isSecret == true)
  }

  @Test(arguments: [
    ("type: boolean", "perhaps", "'x' must be true or false, not 'perhaps'"),
    ("type: number", "ten", "'x' must be a number, not 'ten'"),
    ("type: number, min: 2", "1", "'x' must be at least 2, not 1"),
    ("type: number, max: 0.5", "1", "'x' must be at most 0.5, not 1"),
    ("type: choice, choices: [red, green]", "gren", "'x' must be one of red, green, not 'gren'"),
    ("pattern: 'v[0-9]+'", "v2x", "'x' must match 'v[0-9]+', which 'v2x' does not"),
  ])
  func valuesThatDoNotFitAreRefused(type: String, text: String, message: String) throws {
    let argument = try #require(read("arguments: [{name: x, \(type)}]").arguments.first)
    #expect(throws: Argument.Problem.self) { try argument.value(from: text) }
    do throws(Argument.Problem) {
      _ = try argument.value(from: text)
    } catch {
      #expect(error.message == message)
    }
    let front = read("arguments: [{name: x, \(type), default: \(text)}]")
    #expect(front.diagnostics.map(\.message) == ["the default of \(message)"])
  }

  @Test func whatOnlyOneTypeHasSaysWhichItIs() {
    let front = read(
      "arguments: [{name: a, choices: [x, y]}, {name: b, min: 1}, {name: c, type_hint: word}]")
    #expect(front.diagnostics == [])
    #expect(front.arguments.map(\.kind) == [.choice, .number, .string])
  }

  @Test func whatHasNoEffectIsSaid() {
    let front = read(
      "arguments: [{name: a, type: string, min: 1, choices: [x]}, {name: b, type: number, pattern: x}]"
    )
    #expect(
      front.diagnostics.map(\.message) == [
        "'min' is for numbers and has no effect here",
        "'choices' is for the types choice and multi_choice and has no effect here",
        "'pattern' is for strings and has no effect here",
      ])
    #expect(front.diagnostics.allSatisfy { $0.severity == .warning })
  }

  @Test func theOlderMapKeepsTextsAsWritten() {
    let front = read(
      "variables: {version: 1.10, build: 007, name: ann, on: true, list: [1], none: null}")
    #expect(front.diagnostics == [])
    #expect(front.arguments.map(\.name) == ["version", "build", "name", "on", "list", "none"])
    #expect(
      front.arguments.map(\.defaultValue) == ["1.10", "007", "ann", true, [1], nil] as [Value?])
  }

  @Test func allThreeSpellingsAreOneList() {
    let front = read(
      """
      arguments: [{name: a}]
      variables: [{name: b}]
      parameters: [{name: c}, {name: a}]
      """)
    #expect(front.arguments.map(\.name) == ["a", "b", "c"])
    #expect(front.diagnostics.map(\.code) == ["duplicate-argument"])
    #expect(front.diagnostics.first?.notes.count == 1)
  }

  @Test func theEnvironmentIsReadOnlyWhereAllowed() {
    let text = "arguments: [{name: user, default: \"${USER}@${HOST_2}/$x\"}]"
    let allowed = read(text) { $0 == "USER" ? "ann" : nil }
    #expect(allowed.arguments[0].defaultValue == "ann@/$x")
    #expect(allowed.diagnostics == [])
    let refused = read(text)
    #expect(refused.arguments[0].defaultValue == "${USER}@${HOST_2}/$x")
    #expect(refused.diagnostics.map(\.code) == ["environment-not-read"])
  }

  @Test func handlersAreBindings() {
    let front = read(
      """
      handlers:
        "database/*": [wfsh-db, --quiet]
        notify: {command: [curl], scope: true, env: [TOKEN]}
      """)
    #expect(front.diagnostics == [])
    #expect(front.bindings.map(\.glob) == ["database/*", "notify"])
    #expect(front.bindings[0].definition == ["wfsh-db", "--quiet"])
    #expect(front.bindings[1].definition["scope"] == true)
  }

  @Test(arguments: [
    "- a", "text", "arguments: text", "arguments: [1]", "name: [x]", "name: ''",
    "arguments: [{name: x, type: choice}]", "arguments: [{name: x, required: maybe}]",
    "arguments: [{name: x, min: low}]", "arguments: [{name: x, choices: y}]",
    "arguments: [{name: x, pattern: '('}]", "arguments: [{name: x, min: 2, max: 1}]",
    "handlers: [x]", "handlers: {a: b}",
  ])
  func everythingElseIsAnError(_ text: String) {
    let front = read(text)
    #expect(front.diagnostics.map(\.severity) == [.error], "\(front.diagnostics)")
    #expect(front.diagnostics.allSatisfy { $0.range != nil })
  }
}
