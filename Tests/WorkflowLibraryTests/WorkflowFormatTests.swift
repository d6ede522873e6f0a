import Testing
import WorkflowLibrary
import WorkflowModel
import WorkflowParsing
import WorkflowShell
import WorkflowSource
import WorkflowTestSupport

/// What the manual's page says is so.
///
/// Every Mermaid or Markdown fence of the page is a workflow. A comment in it, `finds: code code`,
/// names what `check` finds; nothing else may be found. A fence `wfsh` below it is a script that is
/// run with the workflow loaded. Workflows with a `name` may be run by others of the page.
@Suite struct WorkflowFormatTests {
  struct Example: Sendable, CustomTestStringConvertible {
    var number: Int
    var ending: String
    var text: String
    var script: String?

    /// The codes that the comments of the example name.
    var finds: [String] {
      text.split(separator: "\n").filter { $0.contains("finds:") }.flatMap { line in
        line.split(separator: "finds:")[1].split(separator: " ").map(String.init)
          .filter { $0 != "-->" }
      }
    }

    /// `name: …` of its front matter.
    var name: String? {
      text.split(separator: "\n").first { $0.hasPrefix("name: ") }.map { String($0.dropFirst(6)) }
    }

    var source: SourceText { SourceText(name: "example.\(ending)", text: text) }
    var testDescription: String { "example \(number)" }
  }

  static let lines: [Substring] =
    (Library.text("WorkflowFormat", in: Library.manual)?.text ?? "")
    .split(separator: "\n", omittingEmptySubsequences: false)
  static let examples = readExamples()

  /// All examples by their names, and one as `example`.
  private func loader(with example: Example) -> SessionLoader {
    var texts = ["example": example.source]
    for other in Self.examples {
      if let name = other.name { texts[name] = other.source }
    }
    return SessionLoader(texts)
  }

  @Test func thereAreExamples() {
    #expect(Self.examples.count >= 15)
    #expect(Self.examples.count { $0.script != nil } >= 10)
  }

  @Test(arguments: examples) func examplesLoadAndSayWhatIsFound(_ example: Example) throws {
    let loader = loader(with: example)
    let loaded = try loader.load("example")
    // An example of front matter has no diagram.
    let found = loaded.checked(loader: loader).filter { $0.code != "no-diagram" }
    let shown = found.map { DiagnosticFormatter().format($0, in: loaded.source) }
    #expect(found.map(\.code) == example.finds, "\(shown.joined(separator: "\n"))\n\(example.text)")
  }

  @Test(arguments: examples.filter { $0.script != nil })
  func examplesRunAsTheirScriptsSay(_ example: Example) async throws {
    let shell = TestShell(loader: loader(with: example), isInteractive: false)
    let script = "load example\n" + (try #require(example.script))
    let (output, status) = await shell.play(script)
    #expect(status == .success, "\(output)\n\(example.text)")
  }

  // MARK: Tables

  /// The rows of the table whose first line begins with a text.
  private func rows(below head: String) -> [[String]] {
    Self.lines.drop { !$0.hasPrefix(head) }.dropFirst(2).prefix { $0.hasPrefix("|") }.map { row in
      row.dropFirst().dropLast().split(separator: "|", omittingEmptySubsequences: false).map {
        String($0)
      }
    }
  }

  /// What stands between backticks.
  private func codes(_ text: String) -> [String] {
    text.split(separator: "`", omittingEmptySubsequences: false).enumerated()
      .filter { !$0.offset.isMultiple(of: 2) }.map { String($0.element) }
  }

  @Test func tableOfLabelsIsRight() {
    let rows = rows(below: "| exits of a state")
    #expect(rows.count >= 8)
    for row in rows {
      let labels = codes(row[0])
      let wanted = row[1].split(separator: "/").map { part in String(part.filter { $0 != " " }) }
      let reader = LabelReader(declaredNames: ["count"])
      let found = ExitClassifier(source: .action).classify(
        labels.map { reader.read($0, places: TextPlaces()) })
      let classes = found.map { $0.exitClass.rawValue }
      #expect(classes == wanted, "\(labels)")
    }
  }

  @Test func tableOfChecksIsWhole() {
    let found = rows(below: "| code | finding").flatMap { codes($0[0]) }
    #expect(found == Checks.all.map(\.code))
  }

  @Test func tableOfActionsIsWhole() {
    let rows = rows(below: "| action | properties")
    #expect(rows.flatMap { codes($0[0]) } == PropertyName.ofActions.map(\.action))
    for (row, action) in zip(rows, PropertyName.ofActions) {
      #expect(codes(row[1]).sorted() == action.properties.sorted(), "\(action.action)")
    }
  }

  @Test func tableOfPropertiesIsWhole() {
    let names = rows(below: "| property | meaning").flatMap { codes($0[0]) }
    #expect(names.sorted() == PropertyName.ofStates.sorted())
  }

  @Test func tableOfSentencesIsRight() {
    let rows = rows(below: "| sentence | action")
    #expect(rows.count >= 7)
    for row in rows {
      let word = codes(row[1]).first
      for sentence in codes(row[0]) {
        let text = sentence.replacing(" …", with: "").replacing("\"…\"", with: "\"ls\"")
        let action = SentenceReader.read(text).action
        #expect(action != nil, "\(sentence)")
        if let word { #expect(action?.word == word, "\(sentence)") }
      }
    }
  }

  @Test func listOfWordsIsWhole() {
    let text = Self.lines.joined(separator: "\n")
    for (head, words, second) in [
      ("- Negative: `", PolarityTable.negative + PolarityTable.graveTrouble, "`timed out`"),
      ("- Positive: `", PolarityTable.positive + PolarityTable.positiveFixers, "`rolled back`"),
    ] {
      let line = Self.lines.first { $0.hasPrefix(head) } ?? ""
      #expect(Set(codes(String(line))[0].split(separator: " ").map(String.init)) == Set(words))
      #expect(text.contains(second))
    }
  }

  // MARK: Fences

  private static func readExamples() -> [Example] {
    var found: [Example] = []
    var open: (fence: Substring, language: Substring, text: String)?
    for line in lines {
      if let current = open {
        guard line == current.fence else {
          open?.text += line + "\n"
          continue
        }
        open = nil
        switch current.language {
        case "mermaid", "markdown":
          found.append(
            Example(
              number: found.count + 1, ending: current.language == "mermaid" ? "mermaid" : "md",
              text: current.text))
        case "wfsh" where !found.isEmpty: found[found.count - 1].script = current.text
        default: break
        }
      } else if line.hasPrefix("```") {
        let fence = line.prefix { $0 == "`" }
        open = (fence, line.dropFirst(fence.count), "")
      }
    }
    return found
  }
}
