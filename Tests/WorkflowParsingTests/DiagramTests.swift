import Testing
import WorkflowParsing
import WorkflowSource

@Suite struct DiagramTests {
  /// Every element, as it comes out; the text of each statement's range stands in quotes.
  @Test(arguments: [
    ("A --> B", ["A -> B"]),
    ("[*]-->A : go on ", ["[*] -> A 'go on'"]),
    ("A-->[*]:x: y", ["A -> [*] 'x: y'"]),
    ("A:::c --> B:::d: t;", ["A.c -> B.d 't'"]),
    ("A", ["mention A"]),
    ("state A", ["state A"]),
    ("state \"Long; text\" as A", ["state A title 'Long; text'"]),
    ("state \"t\" as A : more", ["state A title 't' text 'more'"]),
    ("state \"t\" as A:::c", ["state A.c title 't'"]),
    ("state A:::c", ["state A.c"]),
    ("state A : x: y", ["A: ' x: y'"]),
    ("A : text", ["A: ' text'"]),
    ("A:   key: \"a; b\"  ", ["A: '   key: \"a; b\"  '"]),
    ("A: variables:", ["A: ' variables:'"]),
    ("A:", ["A: ''"]),
    ("A:::c : x", ["A.c: ' x'"]),
    (
      "state F <<fork>>\nstate J [[join]]\nstate C <<CHOICE>>\nstate E <<end>>",
      ["state F fork", "state J join", "state C choice", "state E end"]
    ),
    ("state A {\n  B --> C\n  --\n  D\n}", ["state A {", "B -> C", "--", "mention D", "}"]),
    ("state \"t\" as A {\n}\nB", ["state A title 't' {", "}", "mention B"]),
    ("note right of A : text: more", ["note right of A 'text: more'"]),
    ("note left of A\n  one\n  two\nend note\nB", ["note left of A 'one\n  two'", "mention B"]),
    ("note \"text\" as N", ["note floating N 'text'"]),
    ("direction LR", ["direction LR"]),
    ("classDef c fill:#f96,color:red;", ["classDef c 'fill:#f96,color:red;'"]),
    ("classDef default fill:red", ["classDef default 'fill:red'"]),
    ("class A, B c", ["class A,B 'c'"]),
    ("style A,B fill:#fff", ["style A,B 'fill:#fff'"]),
    ("click A \"http://x\" \"tip\"", ["click A 'http://x' 'tip'"]),
    ("click A href \"http://x\"", ["click A 'http://x'"]),
    ("accTitle: t: u", ["accTitle 't: u'"]),
    ("accDescr: d", ["accDescr 'd'"]),
    ("accDescr {\n a\n b\n}\nA", ["accDescr 'a\n b'", "mention A"]),
    (
      "title My flow\ntitle --> title\ntitle: t",
      ["title 'My flow'", "title -> title", "title: ' t'"]
    ),
    ("hide empty description", ["hide"]),
    ("scale 350 width", ["scale 350"]),
    ("%% comment\nA %% no comment\n  %% more\n", ["comment", "mention A", "comment"]),
    ("%%{init: {\"theme\": \"dark\"}}%%\nA", ["directive", "mention A"]),
    ("# hash\nA --> B", ["A -> B"]),
    ("A --> B : go direction LR", ["A -> B 'go direction LR'"]),
    ("Zürich --> 東京: naïve", ["Zürich -> 東京 'naïve'"]),
  ])
  func statements(_ body: String, _ expected: [String]) {
    let source = SourceText(name: "t", text: "stateDiagram-v2\n\(body)\n")
    let diagram = Diagram(source, in: source.range)
    #expect(diagram.diagnostics.map(\.message) == [])
    #expect(lines(diagram.statements) == expected)
  }

  @Test(arguments: [
    ("stateDiagram\nA", 1), ("stateDiagram-v2\nA", 2), ("\n  \u{FEFF}\nSTATEDIAGRAM-V2 A", 2),
    ("%% c\n\nstateDiagram\n", 1), ("---\ntitle: x\n---\nstateDiagram-v2", 2),
    ("%%{init: {}}%% stateDiagram\n", 1),
  ])
  func header(_ text: String, _ version: Int) {
    let source = SourceText(name: "t", text: text)
    let diagram = Diagram(source, in: source.range)
    #expect(diagram.header?.version == version)
    #expect(diagram.diagnostics.isEmpty)
    let range = diagram.header?.range ?? SourceRange(0, 0)
    #expect(source.text(in: range).lowercased().hasPrefix("statediagram"))
  }

  /// In a fence, indented, with every way to end a line: ranges are those of the file.
  @Test(arguments: ["\n", "\r\n", "\r"])
  func rangesAreThoseOfTheFile(_ lineBreak: String) throws {
    let text = """
      # é

      ```mermaid
        %% first
        stateDiagram-v2
          %% second
          A --> B : label
          state "Title" as C {
            D:   k: v
          }
          note right of A
            x
          end note
      ```
      """.replacing("\n", with: lineBreak)
    let source = SourceText(name: "t.md", text: text)
    let body = try #require(MarkdownOutline(source).diagrams.first)
    let diagram = Diagram(source, in: body)
    #expect(diagram.diagnostics.isEmpty)
    #expect(
      diagram.statements.map { source.text(in: $0.range).replacing(lineBreak, with: "|") } == [
        "%% first", "%% second", "A --> B : label",
        "state \"Title\" as C {|      D:   k: v|    }",
        "note right of A|      x|    end note",
      ])
    guard case .transition(let transition) = diagram.statements[2].kind,
      case .state(let state) = diagram.statements[3].kind,
      case .description(let description)? = state.body?.first?.kind,
      case .note(let note) = diagram.statements[4].kind
    else {
      Issue.record("other statements")
      return
    }
    #expect(source.text(in: transition.arrow) == "-->")
    for name in [
      transition.from.name, transition.to.name, transition.label, state.state.name, state.title,
      description.state.name, description.text, note.target, note.text,
    ] {
      let name = try #require(name)
      #expect(source.text(in: name.range) == name.text)
    }
    #expect(description.text.text == "   k: v")
  }

  @Test func regionsAreSplitAtDividers() throws {
    let source = SourceText(name: "t", text: "stateDiagram\nstate A {\nB\n--\nC --> D\nE\n--\n}\n")
    guard case .state(let state)? = Diagram(source, in: source.range).statements.first?.kind else {
      Issue.record("no state")
      return
    }
    #expect(state.regions.map(\.count) == [1, 2, 0])
  }

  private func lines(_ statements: [Diagram.Statement]) -> [String] {
    statements.flatMap { line($0.kind) }
  }

  private func line(_ kind: Diagram.Kind) -> [String] {
    switch kind {
    case .transition(let it):
      ["\(show(it.from)) -> \(show(it.to))\(quote(it.label))"]
    case .state(let it) where !it.hasKeyword: ["mention \(show(it.state))"]
    case .state(let it):
      [
        "state \(show(it.state))\(it.kind == .plain ? "" : " \(it.kind)")"
          + (it.title == nil ? "" : " title\(quote(it.title))")
          + (it.description == nil ? "" : " text\(quote(it.description))")
          + (it.body == nil ? "" : " {")
      ] + (it.body.map { lines($0) + ["}"] } ?? [])
    case .description(let it): ["\(show(it.state)): '\(it.text.text)'"]
    case .divider: ["--"]
    case .note(let it): ["note \(it.position.rawValue) \(it.target.text)\(quote(it.text))"]
    case .direction(let it): ["direction \(it.rawValue)"]
    case .classDefinition(let name, let styles): ["classDef \(name.text)\(quote(styles))"]
    case .classAssignment(let states, let name):
      ["class \(states.map(\.text).joined(separator: ","))\(quote(name))"]
    case .style(let states, let styles):
      ["style \(states.map(\.text).joined(separator: ","))\(quote(styles))"]
    case .click(let it): ["click \(show(it.state))\(quote(it.url))\(quote(it.tooltip))"]
    case .accessibleTitle(let it): ["accTitle\(quote(it))"]
    case .accessibleDescription(let it): ["accDescr\(quote(it))"]
    case .title(let it): ["title\(quote(it))"]
    case .hideEmptyDescription: ["hide"]
    case .scale(let it): ["scale \(it)"]
    case .comment: ["comment"]
    case .directive: ["directive"]
    case .frontMatter: ["front matter"]
    }
  }

  private func show(_ it: Diagram.StateReference) -> String {
    it.name.text + (it.className.map { ".\($0.text)" } ?? "")
  }

  private func quote(_ name: Diagram.Name?) -> String { name.map { " '\($0.text)'" } ?? "" }
}
