import Testing
import WorkflowLibrary
import WorkflowModel
import WorkflowParsing
import WorkflowSource

/// What the manual's page says is so.
@Suite struct WorkflowFormatTests {
  private let page: String
  private let lines: [Substring]

  init() throws {
    page = try #require(Library.text("WorkflowFormat", in: Library.manual)).text
    lines = page.split(separator: "\n", omittingEmptySubsequences: false)
  }

  @Test func examplesLoad() {
    let examples = fences()
    #expect(examples.count >= 4)
    for (ending, text) in examples {
      let source = SourceText(name: "example.\(ending)", text: text)
      let loaded = WorkflowParser().parse(source, name: "example", origin: "manual")
      // An example of front matter has no diagram.
      let found = loaded.diagnostics.filter { $0.code != "no-diagram" }
      #expect(
        found.isEmpty, "\(found.map { DiagnosticFormatter().format($0, in: source) })\n\(text)")
    }
  }

  @Test func tableOfLabelsIsRight() {
    let rows = lines.drop { !$0.hasPrefix("| exits of a state") }.dropFirst(2).prefix {
      $0.hasPrefix("|")
    }
    #expect(rows.count >= 8)
    for row in rows {
      let cells = row.split(separator: "|")
      var labels: [String] = []
      for part in cells[0].split(separator: "`") where part != " " && part != " / " {
        labels.append(String(part))
      }
      let wanted = cells[1].split(separator: "/").map { part in
        String(part.filter { $0 != " " })
      }
      let reader = LabelReader(declaredNames: ["count"])
      let found = ExitClassifier(source: .action).classify(
        labels.map { reader.read($0, places: TextPlaces()) })
      let classes = found.map { $0.exitClass.rawValue }
      #expect(classes == wanted, "\(labels)")
    }
  }

  @Test func tableOfChecksIsWhole() {
    let rows = lines.drop { !$0.hasPrefix("| code | finding") }.dropFirst(2).prefix {
      $0.hasPrefix("|")
    }
    let codes = rows.map { $0.split(separator: "`")[1] }
    #expect(codes == Checks.all.map { Substring($0.code) })
  }

  /// The contents of the page's Mermaid and Markdown fences, with the ending of such a file.
  private func fences() -> [(ending: String, text: String)] {
    var found: [(String, String)] = []
    var open: (fence: Substring, ending: String, text: String)?
    for line in lines {
      if let current = open {
        if line == current.fence {
          found.append((current.ending, current.text))
          open = nil
        } else {
          open?.text += line + "\n"
        }
      } else if line.hasPrefix("```") {
        let fence = line.prefix { $0 == "`" }
        switch line.dropFirst(fence.count) {
        case "mermaid": open = (fence, "mermaid", "")
        case "markdown": open = (fence, "md", "")
        default: open = (fence, "", "")
        }
      }
    }
    return found.filter { !$0.0.isEmpty }
  }
}
