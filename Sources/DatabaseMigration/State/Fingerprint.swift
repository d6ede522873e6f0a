import Digests
import JSONText

/// A database's content in so few words that two states can be compared.
struct Fingerprint: Hashable, Sendable {
  /// `none` for a database without migrations.
  var version: String
  var isDirty: Bool
  var historyDigest: String
  var historySequence: Int64
  var lastEvent: Int64
  /// SHA-256 over the texts of every object.
  var schema: String
  var objects: [String]
  var tables: [String: TableMeasure]
  /// Rows without their parents that were there already.
  var violations: [String]

  /// - Parameters:
  ///   - own: the tables of the history, in lower case. What they hold is in `history`; that a
  ///     migration was applied and taken back leaves a trace there which is no difference.
  ///   - hashing: whether every row is hashed too, or only counted.
  static func take(
    of database: any Database, _ history: History, besides own: Set<String>, hashing: Bool,
    interruption: Interruption
  ) throws -> Fingerprint {
    let objects = try database.schemaObjects().filter { !own.contains($0.table.lowercased()) }
    var tables: [String: TableMeasure] = [:]
    for name in try database.tableNames() where !own.contains(name.lowercased()) {
      try interruption.check()
      tables[name] = try database.measure(table: name, hashing: hashing)
    }
    return Fingerprint(
      version: history.versionText, isDirty: history.isDirty,
      historyDigest: history.finishedDigest(),
      historySequence: history.lastSequence, lastEvent: history.lastEvent,
      schema: digest(of: objects), objects: objects.map(\.title), tables: tables,
      violations: try database.foreignKeyViolations().sorted().prefix(1000).map { $0 })
  }

  static func digest(of objects: [SchemaObject]) -> String {
    var hash = SHA256()
    for object in objects {
      hash.update(
        [object.type, object.name, object.table, object.sql].joined(separator: "\u{1F}") + "\n")
    }
    return hash.finishHex()
  }

  var totalRows: Int64 { tables.values.reduce(0) { $0 + $1.rows } }

  /// Where another state differs, in words; empty when it is the same.
  ///
  /// Hashes are compared where both have them.
  ///
  /// - Parameter besides: tables whose rows are not compared.
  func differences(from other: Fingerprint, besides: Set<String> = []) -> [String] {
    var found: [String] = []
    if version != other.version { found.append("version is \(version), not \(other.version)") }
    if isDirty != other.isDirty { found.append("a migration is half done") }
    if historyDigest != other.historyDigest, version == other.version {
      found.append("the history of migrations differs")
    }
    if schema != other.schema {
      let added = Set(objects).subtracting(other.objects).sorted()
      let gone = Set(other.objects).subtracting(objects).sorted()
      var words = "the schema differs"
      if !added.isEmpty { words += ", too much: \(added.joined(separator: ", "))" }
      if !gone.isEmpty { words += ", missing: \(gone.joined(separator: ", "))" }
      found.append(words)
    }
    return found + rowDifferences(from: other, besides: besides)
  }

  /// Where the rows of the tables differ, in words.
  private func rowDifferences(from other: Fingerprint, besides: Set<String>) -> [String] {
    var found: [String] = []
    for name in Set(tables.keys).union(other.tables.keys).subtracting(besides).sorted() {
      let (mine, theirs) = (tables[name], other.tables[name])
      if mine?.rows != theirs?.rows {
        let counts = [mine, theirs].map { $0.map { "\($0.rows)" } ?? "none" }
        found.append("table \(name) has \(counts[0]) rows, not \(counts[1])")
      } else if let hash = mine?.hash, let wanted = theirs?.hash, hash != wanted {
        found.append("rows of table \(name) differ")
      }
    }
    return found
  }

  /// Tables that were there before and have more rows now, in order, with how many more.
  func tablesGrown(since before: Fingerprint) -> [(name: String, rows: Int64)] {
    before.tables.sorted { $0.key < $1.key }.compactMap { name, measure in
      guard let now = tables[name], now.rows > measure.rows else { return nil }
      return (name, now.rows - measure.rows)
    }
  }

  /// Whether every table has a hash, so that equality is proof.
  var isProof: Bool { tables.values.allSatisfy { $0.hash != nil } }

  // MARK: JSON

  var json: JSONObject {
    var tables = JSONObject()
    for (name, measure) in self.tables.sorted(by: { $0.key < $1.key }) {
      var table: JSONObject = ["rows": .int(measure.rows)]
      if let hash = measure.hash { table["hash"] = .string(hash) }
      tables[name] = .object(table)
    }
    return [
      "version": .string(version), "dirty": .bool(isDirty),
      "history_digest": .string(historyDigest), "history_seq": .int(historySequence),
      "last_event": .int(lastEvent), "schema_sha256": .string(schema),
      "objects": .array(objects.map(JSONValue.string)), "tables": .object(tables),
      "fk_violations": .array(violations.map(JSONValue.string)),
    ]
  }

  /// Nil when something is missing.
  init?(json: JSONObject) {
    guard let version = json["version"]?.stringValue, let dirty = json["dirty"]?.boolValue,
      let digest = json["history_digest"]?.stringValue,
      let sequence = json["history_seq"]?.intValue, let event = json["last_event"]?.intValue,
      let schema = json["schema_sha256"]?.stringValue, let tables = json["tables"]?.objectValue
    else { return nil }
    self.init(
      version: version, isDirty: dirty, historyDigest: digest, historySequence: Int64(sequence),
      lastEvent: Int64(event), schema: schema, objects: Self.texts(json["objects"]), tables: [:],
      violations: Self.texts(json["fk_violations"]))
    for member in tables.members {
      guard let rows = member.value["rows"]?.intValue else { return nil }
      self.tables[member.name] = TableMeasure(
        rows: Int64(rows), hash: member.value["hash"]?.stringValue)
    }
  }

  init(
    version: String, isDirty: Bool, historyDigest: String, historySequence: Int64,
    lastEvent: Int64, schema: String, objects: [String], tables: [String: TableMeasure],
    violations: [String]
  ) {
    self.version = version
    self.isDirty = isDirty
    self.historyDigest = historyDigest
    self.historySequence = historySequence
    self.lastEvent = lastEvent
    self.schema = schema
    self.objects = objects
    self.tables = tables
    self.violations = violations
  }

  private static func texts(_ value: JSONValue?) -> [String] {
    value?.arrayValue?.compactMap(\.stringValue) ?? []
  }
}
