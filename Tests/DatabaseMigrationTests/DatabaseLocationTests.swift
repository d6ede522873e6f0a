import Testing

@testable import DatabaseMigration

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

@Suite struct DatabaseLocationTests {
  @Test func forms() throws {
    let folder = try TestFolder()
    let path = folder.database
    for url in [
      path, "sqlite:\(path)", "sqlite://\(path)", "sqlite3://\(path)", "file:\(path)",
      "file://localhost\(path)", "SQLITE:\(path)",
    ] {
      #expect(try DatabaseLocation(url: url).path == path, "\(url)")
    }
    let spaced = try DatabaseLocation(url: "sqlite:\(folder.path)/a%20b.db")
    #expect(spaced.path == "\(folder.path)/a b.db")
    #expect(spaced.stateFolder == "\(folder.path)/.wfsh-db/a b.db")
  }

  @Test(arguments: [
    ("postgres://u:p@h/d", "unsupported_engine"), ("postgresql://h/d", "unsupported_engine"),
    ("mysql://h/d", "unsupported_engine"), ("wat://h/d.db", "unsupported_engine"),
    (":memory:", "bad_argument"), ("sqlite::memory:", "bad_argument"), ("sqlite:", "bad_argument"),
    ("shop", "bad_argument"), ("sqlite:a.db?mode=ro", "bad_argument"), ("/tmp", "bad_argument"),
    ("sqlite:/tmp", "bad_argument"), ("sqlite:/no/such/folder/a.db", "no_database_folder"),
    ("sqlite:a%zz.db", "bad_argument"),
  ])
  func refuses(_ url: String, _ code: String) {
    let error = #expect(throws: MigrationError.self) { try DatabaseLocation(url: url) }
    #expect(error?.code == code)
    #expect(error?.message.contains("u:p") == false)
  }

  @Test func linksAreFollowed() throws {
    let folder = try TestFolder()
    try folder.execute("CREATE TABLE a (x)")
    let link = Paths.join(folder.path, "link.db")
    #expect(symlink(folder.database, link) == 0)
    #expect(try DatabaseLocation(url: link).stateFolder == folder.state.path)
  }
}
