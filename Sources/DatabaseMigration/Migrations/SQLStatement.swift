/// A word, name, literal or sign of SQL.
struct SQLToken: Hashable, Sendable {
  enum Kind: Sendable { case word, quotedName, string, sign }

  var kind: Kind
  /// Words in capitals; names without their quotes; signs as they are; strings as written.
  var text: String
  /// The name as written, for words.
  var name: String

  /// Whether this can name a table: a bare or a quoted name.
  var isName: Bool { kind != .sign }
}

/// One statement of a migration file.
struct SQLStatement: Sendable {
  /// Where it begins in the file, in bytes, blanks and comments before it left out.
  var offset: Int
  /// Its bytes, up to and with the semicolon.
  var bytes: [UInt8]
  /// Its first tokens: enough to tell what it does.
  var tokens: [SQLToken]
  /// Every name that it mentions, in lower case.
  var names: Set<String>

  var text: String { String(decoding: bytes, as: UTF8.self) }

  private func word(_ index: Int) -> String {
    index < tokens.count && tokens[index].kind == .word ? tokens[index].text : ""
  }

  private func begins(_ words: String...) -> Bool {
    words.enumerated().allSatisfy { word($0.offset) == $0.element }
  }

  // MARK: What it does

  /// BEGIN, COMMIT, END, ROLLBACK (not to a savepoint).
  var isTransactionControl: Bool {
    switch word(0) {
    case "BEGIN", "COMMIT", "END": true
    case "ROLLBACK": !tokens.contains { $0.kind == .word && $0.text == "TO" }
    case "START": word(1) == "TRANSACTION"
    default: false
    }
  }

  var opensTransaction: Bool { begins("BEGIN") || begins("START", "TRANSACTION") }
  var commitsTransaction: Bool { begins("COMMIT") || begins("END") }

  /// The pragma that the statement sets, in lower case; nil when it sets none.
  var pragmaSet: String? {
    guard word(0) == "PRAGMA" else { return nil }
    var index = 1
    if index + 2 < tokens.count, tokens[index + 1].text == "." { index += 2 }
    guard index + 1 < tokens.count, ["=", "("].contains(tokens[index + 1].text) else { return nil }
    return tokens[index].name.lowercased()
  }

  /// Whether SQLite runs it only outside a transaction, or ignores it inside one.
  var isNonTransactional: Bool {
    if word(0) == "VACUUM" { return true }
    return ["journal_mode", "page_size", "auto_vacuum"].contains(pragmaSet)
  }

  /// `PRAGMA foreign_keys = …`: the handler itself does what it asks for, outside the transaction.
  var setsForeignKeys: Bool { pragmaSet == "foreign_keys" }

  /// Whether the table is dropped or renamed, as when SQLite tables are rebuilt.
  var rebuildsTable: Bool {
    begins("DROP", "TABLE") || (begins("ALTER", "TABLE") && renamedTable != nil)
  }

  /// Whether running it again after it ran does no harm.
  var isIdempotent: Bool {
    if word(0) == "VACUUM" || word(0) == "REINDEX" || word(0) == "ANALYZE" { return true }
    if word(0) == "PRAGMA" { return true }
    guard ["CREATE", "DROP"].contains(word(0)) else { return false }
    let head = tokens.prefix(8).filter { $0.kind == .word }.map(\.text)
    guard let at = head.firstIndex(of: "IF") else { return false }
    let rest = Array(head[(at + 1)...])
    return rest.starts(with: word(0) == "CREATE" ? ["NOT", "EXISTS"] : ["EXISTS"])
  }

  /// Whether it throws data away: DROP TABLE, DROP COLUMN, DELETE or UPDATE without WHERE.
  var isDestructive: Bool {
    if begins("DROP", "TABLE") { return true }
    if begins("ALTER", "TABLE") { return words.contains("DROP") }
    if begins("DELETE") || begins("TRUNCATE") { return !words.contains("WHERE") }
    return begins("UPDATE") && !words.contains("WHERE")
  }

  /// Whether it takes rows or values away, with or without WHERE: what a down script must not do
  /// when a backup can do better.
  var losesData: Bool { isDestructive || begins("DELETE") || begins("UPDATE") }

  private var words: [String] { tokens.lazy.filter { $0.kind == .word }.map(\.text) }

  /// A short form for messages: `DROP TABLE orders`.
  var headline: String {
    let head = tokens.prefix(4).map { $0.kind == .word ? $0.name : $0.text }
    return head.joined(separator: " ")
  }

  // MARK: Which tables

  /// The table that DROP TABLE drops.
  var droppedTable: String? {
    guard begins("DROP", "TABLE") else { return nil }
    return tableName(from: begins("DROP", "TABLE", "IF", "EXISTS") ? 4 : 2)
  }

  /// The table a statement takes rows from by intent: DELETE FROM, REPLACE INTO.
  var deletedFrom: String? {
    if begins("DELETE", "FROM") { return tableName(from: 2) }
    if begins("REPLACE", "INTO") { return tableName(from: 2) }
    if begins("INSERT", "OR", "REPLACE", "INTO") { return tableName(from: 4) }
    if begins("UPDATE", "OR", "REPLACE") { return tableName(from: 3) }
    return nil
  }

  /// The names before and after of ALTER TABLE … RENAME TO ….
  var renamedTable: (from: String, to: String)? {
    guard begins("ALTER", "TABLE"),
      let at = tokens.firstIndex(where: { $0.kind == .word && $0.text == "RENAME" }),
      at + 2 < tokens.count, tokens[at + 1].text == "TO", let old = tableName(from: 2)
    else { return nil }
    return (old, tokens[at + 2].name.lowercased())
  }

  private func tableName(from index: Int) -> String? {
    guard index < tokens.count, tokens[index].isName else { return nil }
    if index + 2 < tokens.count, tokens[index + 1].text == "." {
      return tokens[index + 2].name.lowercased()
    }
    return tokens[index].name.lowercased()
  }
}
