internal import WorkflowModel
internal import WorkflowParsing
internal import WorkflowSource

extension FuzzTarget {
  static let frontMatter = FuzzTarget(
    "front-matter", "front matter: names, arguments and their defaults, handlers",
    seeds: [
      .literals(below: "Tests/WorkflowParsingTests"),
      .texts([
        "name: x\narguments:\n  - {name: a, type: number, min: 1, max: 3, default: \"2\"}\n",
        "parameters:\n  a: {type: choice, choices: [x, y], required: true}\nhandlers: {a/*: [sh]}",
      ]),
    ],
    words: WorkflowFiles.words + [
      "name: ", "type: ", "number", "boolean", "multi_choice", "choices: ", "pattern: \"(\"",
      "min: ", "max: ", "required: true", "default: ", "${HOME:-x}", "${", "$", "step: ",
      "parameter_groups: ", "[", "]", "{", "}", ", ",
    ]
  ) { bytes in
    let source = SourceText(name: "fuzz.md", bytes: bytes)
    let reader = FrontMatterReader(environment: { name in name == "HOME" ? "/home/x" : nil })
    let front = reader.read(source.range, in: source)
    Readings.check(front.diagnostics, in: source)
    for argument in front.arguments {
      for text in ["", "1", "x", "true", "9e999", "a,b"] { _ = try? argument.value(from: text) }
    }
  }
}
