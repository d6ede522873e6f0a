internal import WorkflowSource

/// A piece of a template as the scanner finds it.
struct TemplateToken {
  enum Kind {
    case text
    /// `{{ }}`, `${ }`
    case output
    /// `{% %}`, or a line of `{% liquid %}`
    case tag(name: String)
    /// An opening that nothing closes.
    case unclosed(opening: String)
    case end
  }

  var kind: Kind
  /// All of it, with its braces.
  var range: SourceRange
  /// What stands inside, behind the tag's name.
  var inside: SourceRange
  /// The tag's name.
  var nameRange = SourceRange(0, 0)
  /// `{{-`, `{%-`: white space before it goes.
  var trimsBefore = false
  /// `-}}`, `-%}`: white space behind it goes.
  var trimsAfter = false

  /// The name of a tag; nil for other pieces.
  var tagName: String? { if case .tag(let name) = kind { name } else { nil } }
}
