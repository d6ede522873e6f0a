import Testing

@testable import WorkflowShell

@Suite struct HelpPagesTests {
  private let pages = HelpPages(.standard)

  private func text(_ document: Document?) -> String {
    guard let document, case .lines(let lines) = document.body else { return "" }
    return lines.map(\.plain).joined(separator: "\n")
  }

  @Test func theOverviewNamesEveryCommand() {
    let overview = text(pages.overview)
    for command in shellCommands {
      #expect(overview.contains("  \(command.description.name) "))
    }
  }

  @Test(arguments: HelpPages(.standard).names)
  func everyNameHasAPage(_ name: String) {
    #expect(!text(pages.page(named: name)).isEmpty)
  }

  @Test func shortFormsShowTheFullPage() {
    #expect(text(pages.page(named: "b")).hasPrefix("break LOC [if EXPR]"))
    #expect(pages.page(named: "brek") == nil)
    #expect(pages.hint(for: "brek") == "did you mean 'break'?")
  }

  @Test(arguments: [
    ("filters", "truncatewords"), ("functions", "exists_one"), ("tags", "tablerow"),
    ("operators", "x in collection"), ("truncate", "Ground..."), ("size", "(function)"),
    ("size", "(filter)"), ("endif", "{% if CONDITION %}"), ("math.greatest", "→  3"),
    ("==", "a == b"), ("echo", "{% echo VALUE"), ("liquid", "many"),
    ("when", "after 2"), ("when", "{% case VALUE %}"),
  ])
  func tellsOfTheLanguage(_ name: String, _ part: String) {
    #expect(text(pages.page(named: name)).contains(part))
  }

  @Test func suggestsNamesOfTheLanguage() {
    #expect(pages.hint(for: "truncat") == "did you mean 'truncate'?")
    #expect(pages.hint(for: "exist") == "did you mean 'exists'?")
  }

  @Test func noPageIsWiderThanAScreen() {
    for name in pages.names {
      for line in text(pages.page(named: name)).split(separator: "\n") where !line.contains(" | ") {
        #expect(line.count <= 100, "\(name): \(line)")
      }
    }
  }
}
