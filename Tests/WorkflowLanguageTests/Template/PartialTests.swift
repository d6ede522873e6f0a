import Testing
import WorkflowSource

@testable import WorkflowLanguage

@Suite struct PartialTests {
  private func options(_ partials: [String: String]) -> EvaluationOptions {
    let table = partials.mapValues { Template.parse($0).template }
    return EvaluationOptions(partials: { table[$0] })
  }

  @Test func tellsWhichPartialFails() throws {
    let template = Template.parse("text {% include 'a' %}").template
    let error = #expect(throws: LanguageError.self) {
      try template.render(
        in: DictionaryScope(), options: options(["a": "{{ 1 | divided_by: 0 }}"]))
    }
    #expect(error?.message == "in 'a': division by zero")
    #expect(error?.range == SourceRange(5, 22))
    #expect(error?.partial?.name == "a")
    #expect(error?.partial?.range == SourceRange(7, 17))
  }

  @Test func tellsWhichPartialIsMissing() throws {
    let template = Template.parse("{% render 'nope' %}").template
    let error = #expect(throws: LanguageError.self) {
      try template.render(in: DictionaryScope(), options: options([:]))
    }
    #expect(error?.message == "no partial 'nope'")
  }

  @Test func renderSeesTheScopeButNoVariablesOfTheTemplate() throws {
    let scope = DictionaryScope(["given": "g"])
    let template = Template.parse("{% assign own = 1 %}{% render 'p', x: 2 %}|{{ x }}").template
    let partial = "{{ given }}{{ own }}{{ x }}{% assign x = 3 %}"
    #expect(try template.render(in: scope, options: options(["p": partial])) == "g2|")
  }

  @Test func includeIsNotForRenderedPartials() throws {
    let template = Template.parse("{% render 'p' %}").template
    let error = #expect(throws: LanguageError.self) {
      try template.render(
        in: DictionaryScope(), options: options(["p": "{% include 'q' %}", "q": ""]))
    }
    #expect(error?.hint == "use 'render'")
  }
}
