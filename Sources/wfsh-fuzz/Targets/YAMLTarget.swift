internal import WorkflowLanguage
internal import WorkflowSource
internal import YAMLText

extension FuzzTarget {
  static let yaml = FuzzTarget(
    "yaml", "YAML, and the templates and expressions in its scalars, with their places",
    seeds: [
      .literals(below: "Tests/YAMLTextTests"),
      .literals(below: "Tests/WorkflowParsingTests"),
      .texts([
        "a: \"x\\n{{ b | upcase }} \\u00e9\"\nb: >-\n  folded {{ c\n  + 1 }}\nc: |\n  if {{ d",
        "&a [*a, !!str 1, ? x : y, 'it''s {{ q }}']", "a: &x {b: 1}\nc: *x\n<<: *x",
      ]),
    ],
    words: [
      ": ", "- ", "? ", "&a ", "*a", "!!str ", "!x ", "|", ">", "|-", ">+2", "---\n", "...\n",
      "%YAML 1.2\n", "'", "\"", "\\x41", "\\u00e9", "{{ a }}", "{{", "}}", "{% if a %}", "#", "~",
      "<<: *a", "[", "]", "{", "}", ",", "\n  ", "\n", "\t", "true", "0x1F", ".inf", "1e3",
    ]
  ) { bytes in
    let source = SourceText(name: "fuzz.yaml", bytes: bytes)
    let document = YAMLReader.read(bytes)
    Readings.check(document.diagnostics, in: source)
    var budget = 2_000
    if let root = document.root { checkScalars(of: root, in: source, &budget) }
  }

  private static func checkScalars(of node: YAMLNode, in source: SourceText, _ budget: inout Int) {
    budget -= 1
    guard budget > 0 else { return }
    Readings.check(node.range, in: source, "a node")
    if let scalar = node.scalar {
      let whole = SourceRange(0, scalar.text.utf8.count)
      Readings.check(scalar.places.origin(of: whole), in: source, "a scalar")
      let (_, problems) = Template.parse(scalar.text, places: scalar.places, dollarNames: true)
      Readings.check(problems, in: source)
      do throws(LanguageError) {
        let expression = try CompiledExpression.parse(scalar.text, places: scalar.places)
        Readings.check(expression.problems(isCondition: true), in: source)
      } catch {
        Readings.check([error.diagnostic], in: source)
      }
    }
    for child in node.sequenceValue ?? [] { checkScalars(of: child, in: source, &budget) }
    for entry in node.mappingValue?.entries ?? [] {
      checkScalars(of: entry.key, in: source, &budget)
      checkScalars(of: entry.value, in: source, &budget)
    }
  }
}
