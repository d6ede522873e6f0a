internal import WorkflowLanguage
package import WorkflowModel
package import WorkflowSource

/// Reads the file of a prompt's template: front matter, as workflows have it, and a text.
package struct PromptFileReader: Sendable {
  package init() {}

  package func read(_ source: SourceText) -> PromptFile {
    if let problem = TextCheck.problem(in: source) {
      return PromptFile(
        source: source, template: Template.parse("").template, diagnostics: [problem])
    }
    var front = FrontMatter()
    var start = source.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    let outline = MarkdownOutline(source)
    if let part = outline.frontMatter {
      front = FrontMatterReader().read(part.content, in: source)
      start = part.range.upper
    }
    while start < source.bytes.count, [0x0A, 0x0D].contains(source.bytes[start]) { start += 1 }
    let text = source.text(in: SourceRange(start, source.bytes.count))
    let (template, mistakes) = Template.parse(text, places: TextPlaces(startingAt: start))
    var diagnostics = front.diagnostics
    diagnostics += outline.diagnostics.filter { $0.code == "front-matter-unclosed" }
    if !front.bindings.isEmpty {
      diagnostics.append(
        .warning(
          "unknown-key", "'handlers' means nothing in a prompt", range: front.bindings[0].range))
    }
    return PromptFile(
      source: source, about: front.about, arguments: front.arguments, template: template,
      diagnostics: diagnostics + mistakes)
  }
}
