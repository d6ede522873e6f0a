/// Seeds and words of everything that reads workflow files.
enum WorkflowFiles {
  static let seeds: [SeedSource] = [
    .files(below: "Sources/WorkflowLibrary/Workflows", ending: ".md"),
    .files(below: "Tests/Fixtures/Diagnostics", ending: ".md"),
    .files(below: "Tests/Fixtures/Workflows", ending: ".md"),
    .literals(below: "Tests/WorkflowParsingTests"),
    .texts([small]),
  ]

  static let small = """
    ---
    name: small
    arguments:
      - name: target
        type: string
        default: "x"
    ---
    # Small

    ```mermaid
    stateDiagram-v2
        [*] --> A
        A: action: execute_prompt
        A: prompt: "a/b"
        A: variables: {x: "{{ target }}", y: 1}
        A: retry: {max_attempts: 3, delay: 1s}
        A --> B: success
        A --> C: [retry_count < 3]
        B --> [*]
        C --> [*]
    ```
    """

  static let words = [
    "---\n", "```mermaid\n", "```\n", "~~~", "# ", "## Actions\n", "### A\n", "- ", "1. ", "> ",
    "stateDiagram-v2\n", "stateDiagram\n", "[*]", " --> ", "-->", "A", "B", "A: ", ": ", "state ",
    "state A {\n", "}\n", "state \"long\" as A", "<<fork>>", "<<join>>", "<<choice>>", "--\n",
    "note right of A\n", "end note\n", "note left of A: text\n", "direction LR\n", "%% comment\n",
    "%%{init: {}}%%\n", "classDef x fill:#fff\n", "class A x\n", ":::x", "accTitle: t\n",
    "accDescr {\n", "A: action: log\n", "A: message: \"{{ a }}\"\n", "A: action: conditional\n",
    "A: timeout: 5s\n", "A: retry: 3\n", "success", "failure", "[a == 1]", "always", "default",
    "/x/i", "\"text\"", "on: timeout", "name: x\n", "arguments:\n", "  - name: a\n",
    "    type: choice\n", "    choices: [a, b]\n", "    default: ${HOME}\n", "handlers:\n",
    "Execute prompt \"a\" with x=\"{{ y }}\"", "Wait 1s", "Log \"x\"", "Set x=\"1\"",
  ]
}
