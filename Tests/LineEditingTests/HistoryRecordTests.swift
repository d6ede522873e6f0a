internal import Testing

@testable import LineEditing

@Suite struct HistoryRecordTests {
  @Test(arguments: [
    ("print a", nil, "+7\t1000\t\tprint a"),
    ("a\nb\tc", "db", "+7\t1000\tdb\ta\\x0ab\\x09c"),
    ("back\\slash \\x41", "w\tx", "+7\t1000\tw\\x09x\tback\\\\slash \\\\x41"),
    ("日本 \0 \u{7F} é", nil, "+7\t1000\t\t日本 \\x00 \\x7f é"),
  ])
  func writesAndReadsBack(_ text: String, _ workflow: String?, _ line: String) {
    let record = HistoryRecord.entered(
      id: "7", HistoryEntry(text, time: 1000, workflow: workflow))
    #expect(record.line == line)
    #expect(HistoryRecord(line: line.utf8) == record)
  }

  @Test func keepsTheEnd() {
    let record = HistoryRecord.ended(id: "1.2.3", status: -4)
    #expect(record.line == "=1.2.3\t-4")
    #expect(HistoryRecord(line: record.line.utf8) == record)
  }

  @Test(arguments: [
    "", "wfsh-history 1", "+7\t1000\tdb", "+7\tsoon\tdb\tx", "+7\t1\t\t", "=7", "=7\tok", "?7\t1",
    "+7\t1\t\ta\tb",
  ])
  func skipsWhatIsNoRecord(_ line: String) {
    #expect(HistoryRecord(line: line.utf8) == nil)
  }

  @Test(arguments: [("a\\", "a\\"), ("a\\q", "aq"), ("a\\xz1", "axz1"), ("\\x4", "x4")])
  func readsBrokenEscapesAsTheyStand(_ field: String, _ text: String) {
    #expect(
      HistoryRecord(line: "+1\t2\t\t\(field)".utf8)
        == .entered(id: "1", HistoryEntry(text, time: 2)))
  }
}
