/// Which names hold secrets: those a workflow declares, and those that sound like one.
package struct SecretNames: Hashable, Sendable {
  /// Names of arguments with `secret: true`.
  package var declared: Set<String>

  package init(declared: Set<String> = []) { self.declared = declared }

  private static let words = [
    "password", "token", "secret", "apikey", "privatekey", "accesskey",
  ]

  /// Whether a name is declared, or has one of the words in it in whatever spelling:
  /// `DB_PASSWORD`, `apiKey`, `private-key-file`.
  package func contains(_ name: String) -> Bool {
    if declared.contains(name) { return true }
    let letters = name.lowercased().filter { $0 != "_" && $0 != "-" && $0 != " " && $0 != "." }
    return Self.words.contains { letters.contains($0) }
  }
}
