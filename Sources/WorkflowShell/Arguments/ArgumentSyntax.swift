/// What may follow a command's name.
///
/// Alternatives are told apart by their first word, so reading never goes back.
package indirect enum ArgumentSyntax: Sendable {
  /// A value; commands ask for it by this name, and the synopsis shows it.
  case value(String, ArgumentKind)
  /// A word that must stand here as it is.
  case keyword(String)
  case sequence([ArgumentSyntax])
  /// May be left out.
  case optional(ArgumentSyntax)
  /// Once or more.
  case repeated(ArgumentSyntax)
  case oneOf([ArgumentSyntax])
  /// Clauses in any order, each at most once, all of them optional.
  case anyOrder([ArgumentSyntax])

  package static let nothing = ArgumentSyntax.sequence([])

  /// `if EXPR`: a keyword and the value behind it.
  package static func clause(_ keyword: String, _ name: String, _ kind: ArgumentKind)
    -> ArgumentSyntax
  {
    .sequence([.keyword(keyword), .value(name, kind)])
  }

  package static func optional(_ name: String, _ kind: ArgumentKind) -> ArgumentSyntax {
    .optional(.value(name, kind))
  }

  /// The syntax as people write it: `LOC [if EXPR] [NAME=VALUE…]`.
  package var synopsis: String {
    switch self {
    case .value(let name, let kind): kind.synopsis(name)
    case .keyword(let word): word
    case .sequence(let parts):
      parts.map(\.grouped).filter { !$0.isEmpty }.joined(separator: " ")
    case .optional(.repeated(let inner)): "[\(inner.synopsis)…]"
    case .optional(let inner): "[\(inner.synopsis)]"
    case .repeated(let inner): "\(inner.synopsis)…"
    case .oneOf(let alternatives): alternatives.map(\.synopsis).joined(separator: " | ")
    case .anyOrder(let clauses): clauses.map { "[\($0.synopsis)]" }.joined(separator: " ")
    }
  }
}

extension ArgumentSyntax {
  /// The synopsis as a part of a longer one.
  private var grouped: String {
    if case .oneOf(let alternatives) = self, alternatives.count > 1 { return "(\(synopsis))" }
    return synopsis
  }
}

extension ArgumentKind {
  fileprivate func synopsis(_ name: String) -> String {
    switch self {
    case .choice(let words): words.joined(separator: "|")
    case .text: "\"\(name)\""
    case .block, .stubRules: "{ \(name) }"
    case .hereDocument: "<<\(name)"
    case .comparison, .bound: "\(name) OP VALUE"
    case .assignment: "NAME=VALUE"
    default: name
    }
  }
}
