import Testing

@testable import DatabaseMigration

@Suite struct MigrationFolderTests {
  /// The code of what reading a folder with these files throws; nil when it does not.
  private func code(_ files: [String: String]) throws -> String? {
    let folder = try TestFolder(files)
    do {
      _ = try MigrationFolder(path: folder.migrations)
      return nil
    } catch let error as MigrationError {
      return error.code
    }
  }

  @Test func pairedLayout() throws {
    let folder = try TestFolder(Samples.three)
    try folder.write(".hidden.sql", "x")
    try folder.write("2_notes.up.sql.bak", "x")
    try folder.write("2_notes.up.sql~", "x")
    try folder.write("typo.sql", "x")
    try folder.write("expected_schema.sql", "x")
    let found = try MigrationFolder(path: folder.migrations)
    #expect(found.files.map(\.version) == ["1", "2", "3"])
    #expect(found.files.map(\.name) == ["shop", "notes", "index"])
    #expect(found.files.allSatisfy { $0.down != nil })
    #expect(found.ignored == ["typo.sql"])
  }

  @Test func plainLayoutAndOrder() throws {
    let folder = try TestFolder([
      "10_c.sql": "", "9-b.sql": "-- nothing", "001_a.sql": "SELECT 1",
    ])
    let found = try MigrationFolder(path: folder.migrations)
    #expect(found.files.map(\.version) == ["1", "9", "10"])
    #expect(found.files.allSatisfy { $0.down == nil })
  }

  @Test(arguments: [
    (["1_a.sql": "", "2_b.up.sql": ""], "mixed_layout"),
    (["1_a.sql": "", "001_b.sql": ""], "duplicate_version"),
    (["1_a.up.sql": "", "01_b.up.sql": ""], "duplicate_version"),
    (["1_a.up.sql": "", "2_b.down.sql": ""], "missing_up"),
    (["V1__a.sql": ""], "unsupported_layout"), (["R__a.sql": ""], "unsupported_layout"),
    (["1_a.sql": "-- +goose Up\nSELECT 1"], "unsupported_layout"),
    (["1_a.sql": "-- migrate:up\nSELECT 1"], "unsupported_layout"),
    (["1_a/up.sql": "SELECT 1"], "unsupported_layout"), (["1_a.py": ""], "unsupported_layout"),
    (["sqitch.plan": ""], "unsupported_layout"),
    (["1_a.sql": "-- wfsh:tag x", "2_b.sql": "-- wfsh:tag x"], "duplicate_tag"),
    (["1_a.sql": "", "tags": "only-one-word"], "bad_tags"),
    (["1_a.sql": "\u{0}"], "bad_encoding"),
  ])
  func refuses(_ files: [String: String], _ expected: String) throws {
    #expect(try code(files) == expected)
  }

  @Test func missingFolder() {
    #expect(throws: MigrationError.self) { try MigrationFolder(path: "/nowhere/at/all") }
  }

  @Test(arguments: [
    ("latest", "3"), ("", "3"), ("current", "1"), ("next", "2"), ("+0", "1"), ("+2", "3"),
    ("v2.0", "3"), ("v2", "2"), ("V02", "2"), ("2", "2"), ("notes", "2"), ("none", nil),
    ("0", nil),
  ])
  func target(_ words: String, _ version: String?) throws {
    let folder = try TestFolder(Samples.three)
    try folder.write("tags", "# names\nv2.0 3\n")
    let found = try MigrationFolder(path: folder.migrations)
    let target = try MigrationTarget.resolve(words, in: found, current: VersionKey("1"))
    #expect(target?.description == version)
  }

  @Test(arguments: ["4", "v3.1", "+3", "notse", "2024", "+x", "-1"])
  func unknownTarget(_ words: String) throws {
    let folder = try TestFolder(Samples.three)
    let found = try MigrationFolder(path: folder.migrations)
    let error = #expect(throws: MigrationError.self) {
      try MigrationTarget.resolve(words, in: found, current: VersionKey("1"))
    }
    #expect(error?.code == "unknown_target")
  }

  @Test func withoutTheTagAVersionIsANumber() throws {
    let folder = try TestFolder(Samples.three)
    let found = try MigrationFolder(path: folder.migrations)
    #expect(try MigrationTarget.resolve("v2.0", in: found, current: nil)?.description == "2")
  }
}
