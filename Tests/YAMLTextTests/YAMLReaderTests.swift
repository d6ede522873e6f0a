import Testing
import WorkflowSource
import YAMLText

@Suite struct YAMLReaderTests {
  @Test(arguments: [
    ("a: 1\nb: [x, 'y', \"z\"]", #"{a: 1, b: ["x", "y", "z"]}"#),
    ("- a\n- - b\n  - c\n-", #"["a", ["b", "c"], null]"#),
    ("on: yes\nno: off", #"{on: "yes", no: "off"}"#),
    (
      "tasks:\n- action: log\n  message: \"{{ a }}\"\n",
      #"{tasks: [{action: "log", message: "{{ a }}"}]}"#
    ),
    (
      "variables:\n  target: \"{{ v }}\"\nretry:\n  attempts: 3",
      #"{variables: {target: "{{ v }}"}, retry: {attempts: 3}}"#
    ),
    ("a: &x {k: 1}\nb: *x", "{a: {k: 1}, b: {k: 1}}"),
    ("a: !!str 1\nb: !!int \"2\"\nc: !!float 3\nd: ! 4", #"{a: "1", b: 2, c: 3.0, d: "4"}"#),
    ("--- \na: b\n...\n", #"{a: "b"}"#),
    (
      "a: |\n  one\n   two\n\nb: >-\n  one\n  two\n\n  three\n",
      "{a: \"one\\n two\\n\", b: \"one two\\nthree\"}"
    ),
    ("a: one\n  two\n\n  three", "{a: \"one two\\nthree\"}"),
    ("1: a\ntrue: b\n~: c", #"{1: "a", true: "b", ~: "c"}"#),
    ("\u{FEFF}a: b", #"{a: "b"}"#),
    ("a: x\u{85}y\u{2028}z\u{2029}é", "{a: \"x\u{85}y\u{2028}z\u{2029}é\"}"),
    ("a: 'x\u{2028}\u{E000}y'\nb: \"\\L\"", "{a: \"x\u{2028}\u{E000}y\", b: \"\u{2028}\"}"),
    ("a: b\r\nc: d\r\n", #"{a: "b", c: "d"}"#),
    ("a: x # comment\n# more\nb: 'it''s'", "{a: \"x\", b: \"it\\\'s\"}"),
  ])
  func reads(_ text: String, _ expected: String) {
    let document = YAMLReader.read(Array(text.utf8))
    #expect(document.diagnostics.map(\.message) == [])
    #expect(document.root.map(dump) == expected)
  }

  @Test(arguments: ["", "\n\n", "# only a comment\n", "---\n...\n"])
  func nothing(_ text: String) {
    let document = YAMLReader.read(Array(text.utf8))
    #expect(document.diagnostics.isEmpty)
    #expect(document.root == nil || document.root?.isNull == true)
  }

  @Test(arguments: [
    ("a: b: c", "yaml-syntax", "a ': ' cannot stand here", "1:5"),
    ("a: \"x", "yaml-syntax", "this is never closed", "1:4"),
    ("a: [1, 2", "yaml-syntax", "',' or ']' expected", "1:9"),
    ("a: 1\na: 2", "yaml-duplicate-key", "key 'a' is there twice", "2:1"),
    ("a: {{ x }}", "yaml-key", "a key must be a text, and this is a mapping", "1:5"),
    ("a: *b", "yaml-alias", "no '&b' before this", "1:4"),
    ("a: &a [*a]", "yaml-alias", "'*a' stands inside the value it names", "1:8"),
    ("a: !thing 1", "yaml-tag", "unknown tag '!thing'", "1:4"),
    ("a: !!int x", "yaml-tag", "'x' is not what the tag '!!int' says", "1:4"),
    ("a: @x", "yaml-syntax", "a value cannot begin with '@'", "1:4"),
    ("a:\n\tb: 1", "yaml-syntax", "a tab cannot indent YAML", "2:1"),
    ("a: 1\n---\nb: 2", "yaml-documents", "a second YAML document begins here", "2:1"),
    ("a: \u{1}", "yaml-syntax", "a control character cannot stand in YAML", "1:4"),
    ("héllo: 'ü' x", "yaml-syntax", "this line does not belong to the mapping around it", "1:12"),
    ("a: 1\n b: 2", "yaml-syntax", "a ': ' cannot stand here", "2:3"),
  ])
  func reports(_ text: String, _ code: String, _ message: String, _ place: String) throws {
    let source = SourceText(name: "t", text: text)
    let diagnostics = YAMLReader.read(source.bytes).diagnostics
    let first = try #require(diagnostics.first)
    #expect(first.code == code)
    #expect(first.message == message)
    #expect(first.range.map { source.position(at: $0.lower).description } == place)
    #expect(diagnostics.count == 1)
  }

  @Test func aliasBombIsRefused() {
    var text = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
    for level in 1...9 {
      let alias = "*a\(level - 1)"
      text +=
        "a\(level): &a\(level) [\(Array(repeating: alias, count: 9).joined(separator: ", "))]\n"
    }
    let document = YAMLReader.read(Array(text.utf8))
    #expect(document.root == nil)
    #expect(document.diagnostics.map(\.code) == ["yaml-aliases"])
  }

  @Test(arguments: ["[", "{a: ", "- ", "? "])
  func depthIsBounded(_ unit: String) {
    let text = String(repeating: unit, count: 200_000)
    let document = YAMLReader.read(Array(text.utf8))
    #expect(document.root == nil)
    #expect(document.diagnostics.count == 1)
  }

  @Test(
    arguments: [
      [0x00], [0xFF, 0xFE, 0x41], [0xC3], Array("é: [\t".utf8), Array("- é\n".utf8) + [0x01],
    ] as [[UInt8]])
  func hugeGarbageEnds(_ unit: [UInt8]) {
    let bytes = [UInt8]([[UInt8]](repeating: unit, count: 200_000).joined())
    #expect(YAMLReader.read(bytes).diagnostics.count == 1)
  }

  @Test func rangesAreThoseOfTheFile() throws {
    // As properties of a state are gathered: each line has lost its `S: `.
    let file = "S: variables:\nS:   name: \"é{{ x }}\"\nS: list: [a, b]\n"
    let source = SourceText(name: "t", text: file)
    var bytes: [UInt8] = []
    var places = TextPlaces(startingAt: 3)
    for number in 1...3 {
      let line = try #require(source.lineRange(number))
      places.append(offset: bytes.count, origin: line.lower + 3)
      bytes += source.bytes[(line.lower + 3)..<line.upper] + [0x0A]
    }
    let document = YAMLReader.read(bytes, places: places)
    #expect(document.diagnostics.isEmpty)
    let root = try #require(document.root)
    let name = try #require(root["variables"]?["name"])
    #expect(source.text(in: name.range) == "\"é{{ x }}\"")
    #expect(
      source.text(in: try #require(root.mappingValue?.entry("list")?.range)) == "list: [a, b]")
    let scalar = try #require(name.scalar)
    #expect(scalar.text == "é{{ x }}")
    #expect(source.position(at: scalar.places.origin(of: 5)) == SourcePosition(line: 2, column: 17))
  }

  private func dump(_ node: YAMLNode) -> String {
    switch node.value {
    case .null: "null"
    case .bool(let value): "\(value)"
    case .int(let value): "\(value)"
    case .double(let value): "\(value)"
    case .string(let value): value.debugDescription
    case .sequence(let nodes): "[" + nodes.map(dump).joined(separator: ", ") + "]"
    case .mapping(let mapping):
      "{" + mapping.entries.map { "\($0.name): \(dump($0.value))" }.joined(separator: ", ") + "}"
    }
  }
}
