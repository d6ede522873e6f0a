/// One migration as the folder holds it.
struct MigrationFile: Sendable {
  var key: VersionKey
  /// The name after the number: `create_orders`.
  var name: String
  var up: MigrationScript
  var down: MigrationScript?

  var version: String { key.description }
  /// Names from `-- wfsh:tag` lines.
  var tags: [String] { up.tags }
  /// `2_create_orders`, for people.
  var title: String { "\(version) \(name)" }
}
