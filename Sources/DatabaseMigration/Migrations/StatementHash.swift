import Digests

/// A running hash over statements.
enum StatementHash {
  static func of(_ statements: some Sequence<SQLStatement>) -> String {
    statements.reduce("") { adding($1, to: $0) }
  }

  static func adding(_ statement: SQLStatement, to hash: String) -> String {
    SHA256.hex(Array(hash.utf8) + statement.bytes.filter { $0 != 0x0D })
  }
}
