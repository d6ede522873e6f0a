import Digests

/// The SQL of one direction of a migration.
struct MigrationScript: Sendable {
  /// The file's path, as messages name it.
  var path: String
  /// The file's content without a byte order mark.
  var bytes: [UInt8]
  /// `sha256v1:` and the SHA-256 of the content, whatever its line ends.
  var checksum: String
  /// What is run: without a surrounding BEGIN … COMMIT and without `PRAGMA foreign_keys`.
  var statements: [SQLStatement]
  /// Marked to run outside a transaction.
  var isMarkedNonTransactional: Bool
  /// The names this migration bears besides its number (`-- wfsh:tag v2.0`).
  var tags: [String]
  /// Whether foreign keys must not be enforced while it runs.
  var suspendsForeignKeys: Bool
  /// A statement that opens, ends or undoes a transaction, and may not.
  var transactionControl: SQLStatement?

  init(path: String, content: [UInt8]) throws {
    self.path = path
    bytes = content.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(content.dropFirst(3)) : content
    if let at = bytes.firstIndex(of: 0) {
      throw MigrationError.policy(
        "bad_encoding", "'\(path)' holds a NUL byte at offset \(at)", hint: "write it in UTF-8")
    }
    guard String(validating: bytes, as: UTF8.self) != nil else {
      throw MigrationError.policy(
        "bad_encoding", "'\(path)' is not UTF-8", hint: "convert it to UTF-8")
    }
    checksum = Self.checksum(of: bytes)
    let comments = Self.commentLines(of: bytes)
    isMarkedNonTransactional = comments.contains {
      ["wfsh:no-transaction", "no-transaction", "atlas:txmode none"].contains($0)
    }
    tags = comments.compactMap { line in
      line.hasPrefix("wfsh:tag ") ? line.dropFirst(9).trimmingBlanks() : nil
    }
    let all = SQLScanner.statements(of: bytes)
    var run = all.filter { !$0.setsForeignKeys }
    if run.count >= 2, let first = run.first, let last = run.last, first.opensTransaction,
      last.commitsTransaction
    {
      run = Array(run.dropFirst().dropLast())
    }
    statements = run
    transactionControl = run.first(where: \.isTransactionControl)
    suspendsForeignKeys =
      all.contains { $0.setsForeignKeys } || run.contains(where: \.rebuildsTable)
  }

  /// Whether it must run outside a transaction: marked so, or nothing in it can run inside one.
  var isNonTransactional: Bool {
    isMarkedNonTransactional
      || (!statements.isEmpty && statements.allSatisfy(\.isNonTransactional))
  }

  /// A statement that cannot run in a transaction, in a file that runs in one.
  var misplacedStatement: SQLStatement? {
    isNonTransactional ? nil : statements.first(where: \.isNonTransactional)
  }

  /// Line and column from 1; the column counts Unicode scalars.
  func place(of offset: Int) -> (line: Int, column: Int) {
    var line = 1
    var column = 1
    var index = 0
    while index < min(offset, bytes.count) {
      switch bytes[index] {
      case 0x0A: (line, column) = (line + 1, 1)
      case 0x0D where index + 1 >= bytes.count || bytes[index + 1] != 0x0A:
        (line, column) = (line + 1, 1)
      case 0x80..<0xC0: break
      default: column += 1
      }
      index += 1
    }
    return (line, column)
  }

  private static func checksum(of bytes: [UInt8]) -> String {
    var normal: [UInt8] = []
    normal.reserveCapacity(bytes.count)
    for (index, byte) in bytes.enumerated() {
      if byte != 0x0D {
        normal.append(byte)
      } else if index + 1 >= bytes.count || bytes[index + 1] != 0x0A {
        normal.append(0x0A)
      }
    }
    while normal.last == 0x0A { normal.removeLast() }
    return "sha256v1:" + SHA256.hex(normal)
  }

  /// The texts of lines that are `-- …` comments.
  private static func commentLines(of bytes: [UInt8]) -> [String] {
    bytes.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }).compactMap { line in
      let text = line.drop { $0 == 0x20 || $0 == 0x09 }
      guard text.starts(with: [0x2D, 0x2D]) else { return nil }
      return String(decoding: text.dropFirst(2), as: UTF8.self).trimmingBlanks()
    }
  }
}
