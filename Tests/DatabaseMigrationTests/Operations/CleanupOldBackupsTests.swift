import HandlerContract
import JSONText
import Testing

@testable import DatabaseMigration

@Suite struct CleanupOldBackupsTests {
  /// Five backups of as many runs, oldest first.
  private func five() throws -> (TestFolder, [String]) {
    let folder = try TestFolder(Samples.three)
    var ids: [String] = []
    for number in 1...5 {
      let run = TestRun(folder, id: "run-\(number)")
      run.preCheck()
      run.createBackup()
      ids.append(run.backupID)
    }
    return (folder, ids)
  }

  @Test func keepsTheNewest() throws {
    let (folder, ids) = try five()
    let answer = TestRun(folder, id: "run-5").ask("cleanup-old-backups", ["keep_count": "2"])
    #expect(Set(answer.list("deleted")) == Set(ids[..<3]))
    #expect(Set(answer.list("kept")) == Set(ids[3...]))
    #expect(Int(answer["freed_bytes"] ?? "").map { $0 > 0 } == true)
    #expect(try Files.names(in: folder.state.backups).count == 2)
  }

  @Test func keepsPinnedOwnAndBrokenOnes() throws {
    let (folder, ids) = try five()
    try Files.write("", to: Paths.join(folder.state.backups, "\(ids[0])/pinned"))
    try Files.remove(Paths.join(folder.state.backups, "\(ids[1])/COMPLETE"))
    // The run of the third backup cleans up: its own stays.
    let answer = TestRun(folder, id: "run-3").ask("cleanup-old-backups", ["keep_count": 1])
    #expect(answer.list("deleted") == [ids[3]])
    #expect(Files.exists(Paths.join(folder.state.backups, ids[1])))
    #expect(answer.list("warnings").count == 1)
  }

  @Test func invalidOnesDoNotCount() throws {
    let (folder, ids) = try five()
    try Backup.read(ids[4], in: folder.state).note(level: "basic", isValid: false)
    let answer = TestRun(folder, id: "new").ask("cleanup-old-backups", ["keep_count": "1"])
    #expect(answer.list("kept") == [ids[3]])
  }

  @Test(arguments: ["0", "-1", "many", "", "1.5"]) func badCount(_ count: String) throws {
    let (folder, _) = try five()
    let answer = TestRun(folder).ask("cleanup-old-backups", ["keep_count": .string(count)])
    #expect(answer.outcome == "bad_argument")
    #expect(try Files.names(in: folder.state.backups).count == 5)
  }

  @Test func linksAreNotFollowed() throws {
    let (folder, ids) = try five()
    let precious = Paths.join(folder.path, "precious")
    try Files.makeFolder(precious)
    try Files.write("x", to: Paths.join(precious, "file"))
    try link(precious, Paths.join(folder.state.backups, "\(ids[0])/link"))
    let answer = TestRun(folder, id: "new").ask("cleanup-old-backups", ["keep_count": "1"])
    #expect(answer.list("deleted").count == 4)
    #expect(Files.exists(Paths.join(precious, "file")))
  }
}
