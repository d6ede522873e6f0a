import WorkflowSource

/// A piece of a template, ready to be rendered.
enum TemplateNode: Sendable {
  case text(String)
  /// `{{ }}`
  ///
  /// The range holds the braces.
  case output(ExpressionNode, SourceRange)
  /// `{% %}`, with everything up to its end.
  ///
  /// The range is that of its first part.
  case tag(TagNode, SourceRange)
}

/// Holds a tag, so that a node that is looked at takes nothing of the tag with it.
final class TagNode: Sendable {
  let tag: any TemplateTag

  init(_ tag: any TemplateTag) { self.tag = tag }
}

/// What stands between two tags, or in a whole template.
struct TemplateBody: Sendable {
  var nodes: [TemplateNode] = []
  /// Nothing but white space and tags that print nothing.
  var isBlank = true

  /// A tag whose bodies are all blank prints none of their white space.
  mutating func removeBlankText() {
    nodes.removeAll { if case .text = $0 { true } else { false } }
  }
}

/// A tag that has been read.
protocol TemplateTag: Sendable {
  /// Whether it never prints anything but white space.
  var isBlank: Bool { get }
  func render(in renderer: TemplateRenderer) throws(LanguageError)
}

extension TemplateTag {
  var isBlank: Bool { false }
}
