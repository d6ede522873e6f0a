/// Whose rules a diagram is read by.
package enum DiagramDialect: Hashable, Sendable {
  /// Ours: Mermaid's language, in which a description goes to the end of its line whatever it
  /// holds, `<<end>>` and `title` are known, and a brace too many is an error.
  case workflow
  /// What Mermaid itself makes of a diagram in a page.
  case mermaid
  /// What Mermaid's parser makes of a text that nobody prepared: comments, directives and front
  /// matter are still in it, and no line break is added at its end.
  case mermaidParser

  var isMermaid: Bool { self != .workflow }
}
