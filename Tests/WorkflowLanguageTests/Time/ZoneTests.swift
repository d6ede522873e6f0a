import Testing

@testable import WorkflowLanguage

@Suite struct ZoneTests {
  /// Zone, instant, seconds ahead of UTC, name of the time; as Python's zoneinfo tells them.
  static let offsets: [(String, Int64, Int, String)] = [
    ("Europe/Berlin", -780321600, 7200, "CEST"),
    ("Europe/Berlin", 478094400, 3600, "CET"),
    ("Europe/Berlin", 1784203200, 7200, "CEST"),
    ("Europe/Berlin", 2529921600, 3600, "CET"),
    ("Europe/Berlin", 7260840000, 3600, "CET"),
    ("America/New_York", -771768000, -14400, "EWT"),
    ("America/New_York", 485956800, -14400, "EDT"),
    ("America/New_York", 1767873600, -18000, "EST"),
    ("America/New_York", 2547115200, -14400, "EDT"),
    ("America/New_York", 7271899200, -14400, "EDT"),
    ("Asia/Kolkata", -781531200, 23400, "+0630"),
    ("Asia/Kolkata", 476798400, 19800, "IST"),
    ("Asia/Kolkata", 1775044800, 19800, "IST"),
    ("Asia/Kolkata", 2553076800, 19800, "IST"),
    ("Asia/Kolkata", 7270689600, 19800, "IST"),
    ("Australia/Lord_Howe", -777988800, 36000, "AEST"),
    ("Australia/Lord_Howe", 479304000, 37800, "+1030"),
    ("Australia/Lord_Howe", 1779364800, 37800, "+1030"),
    ("Australia/Lord_Howe", 2555841600, 39600, "+11"),
    ("Australia/Lord_Howe", 7271380800, 37800, "+1030"),
    ("Pacific/Apia", -764424000, -41400, "-1130"),
    ("Pacific/Apia", 500731200, -39600, "-11"),
    ("Pacific/Apia", 1788868800, 46800, "+13"),
    ("Pacific/Apia", 2530353600, 46800, "+13"),
    ("Pacific/Apia", 7277169600, 46800, "+13"),
    ("Africa/Casablanca", -783950400, 3600, "+01"),
    ("Africa/Casablanca", 496670400, 3600, "+01"),
    ("Africa/Casablanca", 1777636800, 3600, "+01"),
    ("Africa/Casablanca", 2536574400, 0, "+00"),
    ("Africa/Casablanca", 7287796800, 3600, "+01"),
    ("Europe/Dublin", -767361600, 3600, "IST"),
    ("Europe/Dublin", 490190400, 3600, "IST"),
    ("Europe/Dublin", 1791633600, 3600, "IST"),
    ("Europe/Dublin", 2541499200, 3600, "IST"),
    ("Europe/Dublin", 7263864000, 0, "GMT"),
  ]

  @Test(.enabled(if: ZoneDatabase.rules(named: "Europe/Berlin") != nil), arguments: offsets)
  func knowsPlaces(name: String, instant: Int64, seconds: Int, abbreviation: String) throws {
    let offset = try #require(Zone.named(name)).offset(at: instant)
    #expect(offset.seconds == seconds)
    #expect(offset.name == abbreviation)
  }

  static let fixed: [(String, Int?)] = [
    ("UTC", 0), ("Z", 0), ("+05:30", 19_800), ("-08:00", -28_800), ("02:30", 9_000),
    ("-9:30", -34_200), ("+0100", 3_600), ("24:00", nil), ("1:60", nil), ("0100", nil),
    ("", nil), ("+", nil), ("1:2:3", nil), ("Nowhere/Land", nil), ("../../../etc/passwd", nil),
    ("/etc/localtime", nil), ("Europe//Berlin", nil), ("Europe/Berlin\0", nil), ("Europe", nil),
    (".", nil),
  ]

  @Test(arguments: fixed)
  func readsOffsetsAndRefusesTheRest(name: String, seconds: Int?) {
    #expect(Zone.named(name)?.offset(at: 0).seconds == seconds)
  }

  /// Rule, instant, seconds.
  static let rules: [(String, Int64, Int)] = [
    ("CET-1CEST,M3.5.0,M10.5.0/3", 1_774_745_999, 3_600),
    ("CET-1CEST,M3.5.0,M10.5.0/3", 1_774_746_000, 7_200),
    ("CET-1CEST,M3.5.0,M10.5.0/3", 1_792_889_999, 7_200),
    ("CET-1CEST,M3.5.0,M10.5.0/3", 1_792_890_000, 3_600),
    ("AEST-10AEDT,M10.1.0,M4.1.0/3", 1_767_225_600, 39_600),
    ("AEST-10AEDT,M10.1.0,M4.1.0/3", 1_782_864_000, 36_000),
    ("<+0330>-3:30", 0, 12_600),
    ("EST5EDT4,J60/0,J300", 1_772_323_200, -18_000),
    ("EST5EDT4,J60/0,J300", 1_772_341_200, -14_400),
    ("XXX0YYY,59,299", 1_772_330_400, 3_600),
  ]

  @Test(arguments: rules)
  func followsTheYearlyRule(rule: String, instant: Int64, seconds: Int) throws {
    #expect(try #require(ZoneRecurrence(rule.utf8)).offset(at: instant).seconds == seconds)
  }

  @Test(arguments: ["", "CET", "CET-1CEST", "CET-1CEST,M13.1.0,M1.1.0", "C<1", "<A>1B2,J0,J1"])
  func refusesBrokenRules(rule: String) {
    #expect(ZoneRecurrence(rule.utf8) == nil)
  }

  @Test func refusesBrokenFiles() throws {
    #expect(ZoneFile.read([]) == nil)
    #expect(ZoneFile.read(Array("TZif2".utf8) + [UInt8](repeating: 0xFF, count: 60)) == nil)
    var header = Array("TZif".utf8) + [UInt8](repeating: 0, count: 40)
    header[39] = 1
    #expect(ZoneFile.read(header) == nil)
  }

  @Test func findsTheInstantOfALocalTime() throws {
    let zone = Zone.fixed(seconds: 3_600, name: "X")
    #expect(zone.instant(ofLocal: 7_200) == 3_600)
    guard let berlin = Zone.named("Europe/Berlin") else { return }
    // 2026-03-29T02:30 is skipped, 2026-10-25T02:30 comes twice.
    #expect(berlin.instant(ofLocal: 1_774_751_400) == 1_774_747_800)
    #expect(berlin.instant(ofLocal: 1_792_895_400) == 1_792_888_200)
  }
}
