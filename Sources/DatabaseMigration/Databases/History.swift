import Digests

/// What the history table says of one migration.
struct HistoryRow: Sendable {
  enum State: String, Sendable {
    case applied, applying, reverting, adopted
  }

  var key: VersionKey
  /// The order of application, from 1.
  var sequence: Int64
  var name: String
  var file: String
  /// Nil when unknown.
  var checksum: String?
  var downChecksum: String?
  var state: State
  /// Statements that have run and how many there are.
  var done: Int
  var total: Int
  /// Running hash over the statements that have run.
  var statementHash: String?
  /// Why the next statement failed, when it is known that it did and left nothing behind.
  var error: String?
  var runID: String
  var startedAt: String

  var isFinished: Bool { state == .applied || state == .adopted }
}

/// Which migrations a database has seen, as its own tables tell.
struct History: Sendable {
  /// Whether the history table is there.
  var exists = false
  var rows: [HistoryRow] = []
  /// Number of the last event; grows with everything a migration commits.
  var lastEvent: Int64 = 0

  /// The highest version that is applied; nil for a database without migrations.
  var current: VersionKey? { rows.filter(\.isFinished).map(\.key).max() }
  /// A migration outside a transaction that was begun and not ended.
  var unfinished: HistoryRow? { rows.first { !$0.isFinished } }
  var isDirty: Bool { unfinished != nil }
  var lastSequence: Int64 { rows.map(\.sequence).max() ?? 0 }
  var versionText: String { current?.description ?? "none" }

  subscript(key: VersionKey) -> HistoryRow? { rows.first { $0.key == key } }

  /// A hash over every row.
  func digest() -> String { Self.digest(of: rows) }

  /// A hash over the finished rows up to a sequence number.
  ///
  /// One that is half done is left out: whoever goes on with it gives it a new number.
  func finishedDigest(through sequence: Int64 = .max) -> String {
    Self.digest(of: rows.filter { $0.isFinished && $0.sequence <= sequence })
  }

  private static func digest(of rows: [HistoryRow]) -> String {
    var hash = SHA256()
    for row in rows.sorted(by: { $0.sequence < $1.sequence }) {
      let cells = [
        row.key.description, "\(row.sequence)", row.checksum ?? "-", row.state.rawValue,
        "\(row.done)", row.runID, row.startedAt,
      ]
      hash.update(cells.joined(separator: "\u{1F}") + "\n")
    }
    return hash.finishHex()
  }
}
