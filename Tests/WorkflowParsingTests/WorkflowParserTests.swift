import Testing
import WorkflowLanguage
import WorkflowModel
import WorkflowParsing
import WorkflowSource

@Suite struct WorkflowParserTests {
  private func parse(_ text: String, name: String = "test.md") -> LoadedWorkflow {
    WorkflowParser().parse(SourceText(name: name, text: text), name: "test", origin: name)
  }

  private func parse(_ bytes: [UInt8]) -> LoadedWorkflow {
    WorkflowParser().parse(SourceText(name: "test.md", bytes: bytes), name: "test", origin: "")
  }

  // MARK: What is no workflow

  @Test func emptyFilesAreErrors() {
    for text in ["", "\n\n  \n", "\u{FEFF}"] {
      let loaded = parse(text)
      #expect(loaded.diagnostics.map(\.code) == ["empty-file"])
      #expect(loaded.workflow == nil)
      #expect(!loaded.isSound)
    }
  }

  @Test func binaryFilesAreErrorsInTheirPlace() {
    let loaded = parse(Array("text\n".utf8) + [0x7F, 0x45, 0x00, 0x4C])
    #expect(loaded.diagnostics.map(\.code) == ["binary-file"])
    #expect(
      loaded.source.position(at: loaded.diagnostics[0].range?.lower ?? 0).description == "2:3")
  }

  @Test(
    arguments: [
      [0xFF], [0xC3, 0x28], [0xC0, 0x80], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80],
      [0xF0, 0x80, 0x80, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xF8, 0x88, 0x80, 0x80], [0xE2, 0x82],
    ] as [[UInt8]])
  func brokenUTF8IsAnErrorInItsPlace(_ bytes: [UInt8]) {
    let loaded = parse(Array("é – 日本 🎉\n".utf8) + bytes)
    #expect(loaded.diagnostics.map(\.code) == ["invalid-text"])
    #expect(
      loaded.source.position(at: loaded.diagnostics[0].range?.lower ?? 0).description == "2:1")
  }

  @Test func utf16IsNamed() {
    #expect(parse([0xFF, 0xFE, 0x41, 0x00]).diagnostics[0].message == "the file is UTF-16")
  }

  @Test func hugeFilesAreRefused() {
    let loaded = parse([UInt8](repeating: 0x41, count: 17 << 20))
    #expect(loaded.diagnostics.map(\.code) == ["too-large"])
  }

  @Test func proseIsNoWorkflow() {
    #expect(parse("# Title\n\nJust words.\n").diagnostics.map(\.code) == ["no-diagram"])
  }

  // MARK: Files that are workflows

  @Test(arguments: [
    "stateDiagram-v2\n[*] --> A\nA --> [*]\n", "\n\nstateDiagram\n[*] --> A\nA --> [*]",
    "\u{FEFF}```mermaid\r\nstateDiagram-v2\r\n[*] --> A\r\nA --> [*]\r\n```\r\n",
    "# T\n\n~~~~ mermaid\nstateDiagram-v2\n\t[*] --> A\n\tA --> [*]\n~~~~\n",
    "---\nname: x\n---\nstateDiagram-v2\n[*] --> A\nA --> [*]\n",
  ])
  func acceptsManyForms(_ text: String) {
    let loaded = parse(text)
    #expect(loaded.diagnostics == [])
    #expect(loaded.workflow?.states.map(\.name) == ["A"])
    #expect(loaded.workflow?.transitions.count == 2)
  }

  @Test func frontMatterOfADiagramMayBeMermaids() {
    let text = "---\ntitle: T\nconfig:\n  theme: dark\n---\nstateDiagram-v2\n[*] --> A\nA --> [*]\n"
    #expect(parse(text, name: "t.mermaid").diagnostics == [])
    #expect(parse(text).diagnostics == [])
    #expect(parse(text).workflow?.about.title == "T")
    let markdown = "---\nconfig: x\n---\n```mermaid\nstateDiagram\n[*] --> A\nA --> [*]\n```\n"
    #expect(parse(markdown).diagnostics.map(\.code) == ["unknown-key"])
  }

  @Test func fiveMistakesAreFiveDiagnostics() {
    let loaded = parse(
      """
      ---
      arguments: [{name: n, type: nmber}]
      ---
      ```mermaid
      stateDiagram-v2
        [*] --> A
        A --> B: n >=
        A -> B: default
        B --> [*]
        A: action: execute_prompt
        A: prompt: "{{ n | upcas }}"
        B: action: log
        B: mesage: x
      ```
      """)
    #expect(loaded.diagnostics.filter { $0.severity == .error }.count >= 5, "\(loaded.diagnostics)")
    let lines = loaded.diagnostics.map { loaded.source.position(at: $0.range?.lower ?? 0).line }
    #expect(Set(lines).isSuperset(of: [2, 7, 8, 11, 13]))
  }

  @Test func furtherDiagramsHaveNumbers() {
    let text = """
      ```mermaid
      stateDiagram-v2
      [*] --> A
      A --> [*]
      ```
      ```mermaid
      stateDiagram-v2
      [*] --> B
      B --> [*]
      ```
      """
    let source = SourceText(name: "two.md", text: text)
    let second = WorkflowParser().parse(source, name: "two", origin: "", diagram: 2)
    #expect(second.workflow?.name == "two#2")
    #expect(second.workflow?.states.map(\.name) == ["B"])
    let third = WorkflowParser().parse(source, name: "two", origin: "", diagram: 3)
    #expect(third.diagnostics.map(\.message) == ["the file has only 2 state diagrams"])
  }

  @Test func severalMistakesAreSeveralDiagnostics() {
    let loaded = parse(
      """
      ---
      nmae: x
      ---
      ```mermaid
      stateDiagram-v2
        [*] --> A
        A --> B: count >=
        A --> [*]: default
        B --> [*]
        A: action: lgo
        B: action: log
        B: message: "{{ x + }}"
      ```
      """)
    #expect(
      loaded.diagnostics.map(\.code)
        == ["unknown-key", "syntax", "unknown-action", "syntax"])
    #expect(
      loaded.diagnostics.map { loaded.source.position(at: $0.range?.lower ?? 0).line }
        == [2, 7, 10, 12])
    #expect(loaded.workflow != nil)
    #expect(!loaded.isSound)
  }

  // MARK: Structure

  @Test func compositesAndPseudoStatesAreRead() throws {
    let workflow = try #require(
      parse(
        """
        stateDiagram-v2
          state "All of it" as Whole {
            [*] --> One
            One --> [*]: done
            --
            [*] --> Two
            Two --> [*]
          }
          state F <<fork>>
          state J <<join>>
          state C <<choice>>
          [*] --> Whole
          Whole --> F: failed
          Whole --> C: ok
          F --> J
          C --> F: yes
          C --> J: no
          J --> [*]
          note right of C : think
          class C hot
        """
      ).workflow)
    #expect(
      workflow.treeDump()
        == """
        workflow test
          start -> Whole  always (no label)
          state Whole <<composite>> "All of it"
            -> F "failed"  failure (the word "failed")
            -> C "ok"  success (by polarity ("ok"))
            region 1
              start -> One  always (no label)
              state One
                -> [*] "done"  always (the only exit)
            region 2
              start -> Two  always (no label)
              state Two
                -> [*]  always (no label)
          state F <<fork>>
            -> J  always (no label)
          state J <<join>>
            -> [*]  always (no label)
          state C <<choice>>
            -> F "yes"  success (by polarity ("yes"))
            -> J "no"  failure (by polarity ("no"))
        """)
    let choice = workflow[try #require(workflow.stateID(named: "C"))]
    #expect(choice.notes == ["think"])
    #expect(choice.classes == ["hot"])
  }

  @Test func everyPropertyIsRead() throws {
    let loaded = parse(
      """
      stateDiagram-v2
        [*] --> A
        A --> B: ok
        A --> B: failed
        B --> [*]
        A: Title: of A
        A: action: execute_prompt
        A: prompt: "p/{{ x }}"
        A: variables:
        A:   list: [1, 1.5, true, null, "{{ x }}"]
        A:   deep: {a: {b: "c"}}
        A: timeout: "{{ limit }}"
        A: retry: {attempts: "3", delay: 1m30s, backoff: exponential, max_delay: 10m, jitter: 0.5, on: [lock, timeout]}
        A: error_handler: continue_and_log
        A: error_capture: "{{ capture }}"
        A: output: {version: "{{ A.version }}", by: me}
        A: description: Does it
        B: action: set_variables
        B: variables:
        B:   x: "{{ x }}"
        B:   y: 2
      """)
    #expect(loaded.diagnostics == [])
    #expect(
      loaded.workflow?.treeDump()
        == """
        workflow test
          start -> A  always (no label)
          state A "Title: of A"
            description: Does it
            action execute_prompt
              prompt: p/{{ x }}
              list = list
                0 = 1
                1 = 1.5
                2 = true
                3 = null
                4 = template {{ x }}
              deep = map
                a = map
                  b = "c"
            timeout: template {{ limit }}
            retry: attempts 3; delay 1m30s; backoff exponential; max_delay 10m; jitter 0.5; on lock, timeout
            error_handler: log_and_continue
            error_capture: template {{ capture }}
            output = map
              version = template {{ A.version }}
              by = "me"
            -> B "ok"  success (by polarity ("ok"))
            -> B "failed"  failure (the word "failed")
          state B
            action set_variables
              x = template {{ x }}
              y = 2
            -> [*]  always (no label)
        """)
  }

  @Test func linesWithoutPropertiesAreADescription() throws {
    let workflow = try #require(
      parse(
        """
        stateDiagram-v2
          [*] --> A
          A --> [*]
          A: Wait for the others
          A: Note: it may take long
        """
      ).workflow)
    #expect(workflow.states[0].title == nil)
    #expect(workflow.states[0].descriptions == ["Wait for the others", "Note: it may take long"])
    #expect(workflow.states[0].action == nil)
    #expect(workflow.states[0].actionRange == nil)
  }

  @Test func mermaidsOwnOpinionIsKept() {
    let loaded = parse("stateDiagram-v2\n[*] --> A\nA --> [*]\nA: action: log\nA: message:\n")
    #expect(loaded.checked(mermaid: true).count > loaded.checked().count)
  }
}
