package import JSONText

/// What a command says: the same facts for people and for programs.
package struct Document: Sendable {
  package enum Body: Sendable {
    /// Lines for people. In JSON only the document's `facts` appear.
    case lines([StyledText])
    case table(Table)
  }

  /// What it is, for programs: `stop`, `variables`, `breakpoint`.
  package var kind: String
  package var body: Body
  /// Members beside the rows, or all there is to say of `lines`.
  package var facts: JSONObject

  package init(_ kind: String, _ body: Body, facts: JSONObject = [:]) {
    self.kind = kind
    self.body = body
    self.facts = facts
  }

  package static func line(
    _ kind: String, _ text: StyledText, facts: JSONObject = [:]
  ) -> Document {
    Document(kind, .lines([text]), facts: facts)
  }

  package static func lines(
    _ kind: String, _ lines: [StyledText], facts: JSONObject = [:]
  ) -> Document {
    Document(kind, .lines(lines), facts: facts)
  }

  package static func table(_ kind: String, _ table: Table, facts: JSONObject = [:]) -> Document {
    Document(kind, .table(table), facts: facts)
  }
}
