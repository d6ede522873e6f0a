import Testing

@testable import WorkflowLanguage

@Suite struct TimeFormatTests {
  static let all = [
    "%Y|%C|%y|%m|%B|%b|%d|%e|%j|%H|%k|%I|%l|%M|%S|%s|%p|%P|%A|%a|%u|%w|%U|%W|%G|%g|%V|%z|%c|%D|%F|%T|%R|%r|||%%"
  ].joined()

  /// Instants with what date(1) prints for `all`.
  static let dates: [(Int64, String)] = [
    (
      0,
      "1970|19|70|01|January|Jan|01| 1|001|00| 0|12|12|00|00|0|AM|am|Thursday|Thu|4|4|00|00|1970|70|01|+0000|Thu Jan  1 00:00:00 1970|01/01/70|1970-01-01|00:00:00|00:00|12:00:00 AM|||%"
    ),
    (
      1795362300,
      "2026|20|26|11|November|Nov|22|22|326|15|15|03| 3|45|00|1795362300|PM|pm|Sunday|Sun|7|0|47|46|2026|26|47|+0000|Sun Nov 22 15:45:00 2026|11/22/26|2026-11-22|15:45:00|15:45|03:45:00 PM|||%"
    ),
    (
      951782400,
      "2000|20|00|02|February|Feb|29|29|060|00| 0|12|12|00|00|951782400|AM|am|Tuesday|Tue|2|2|09|09|2000|00|09|+0000|Tue Feb 29 00:00:00 2000|02/29/00|2000-02-29|00:00:00|00:00|12:00:00 AM|||%"
    ),
    (
      1104537600,
      "2005|20|05|01|January|Jan|01| 1|001|00| 0|12|12|00|00|1104537600|AM|am|Saturday|Sat|6|6|00|00|2004|04|53|+0000|Sat Jan  1 00:00:00 2005|01/01/05|2005-01-01|00:00:00|00:00|12:00:00 AM|||%"
    ),
    (
      1230768000,
      "2009|20|09|01|January|Jan|01| 1|001|00| 0|12|12|00|00|1230768000|AM|am|Thursday|Thu|4|4|00|00|2009|09|01|+0000|Thu Jan  1 00:00:00 2009|01/01/09|2009-01-01|00:00:00|00:00|12:00:00 AM|||%"
    ),
    (
      -86401,
      "1969|19|69|12|December|Dec|30|30|364|23|23|11|11|59|59|-86401|PM|pm|Tuesday|Tue|2|2|52|52|1970|70|01|+0000|Tue Dec 30 23:59:59 1969|12/30/69|1969-12-30|23:59:59|23:59|11:59:59 PM|||%"
    ),
    (
      4102444799,
      "2099|20|99|12|December|Dec|31|31|365|23|23|11|11|59|59|4102444799|PM|pm|Thursday|Thu|4|4|52|52|2099|99|53|+0000|Thu Dec 31 23:59:59 2099|12/31/99|2099-12-31|23:59:59|23:59|11:59:59 PM|||%"
    ),
    (
      1735603200,
      "2024|20|24|12|December|Dec|31|31|366|00| 0|12|12|00|00|1735603200|AM|am|Tuesday|Tue|2|2|52|53|2025|25|01|+0000|Tue Dec 31 00:00:00 2024|12/31/24|2024-12-31|00:00:00|00:00|12:00:00 AM|||%"
    ),
  ]

  @Test(arguments: dates)
  func formatsAsDateDoes(instant: Int64, expected: String) {
    let time = ZonedTime(Timestamp(seconds: instant))
    #expect(TimeFormat(Self.all).string(from: time) == expected)
  }

  /// Pattern and what it prints of 2026-03-04T05:06:07.089Z, five and a half hours ahead.
  static let patterns: [(String, String)] = [
    ("%-m/%-d", "3/4"), ("%_m|%_H", " 3|10"), ("%0e", "04"), ("%^a %^B", "WED MARCH"),
    ("%#Z|%#p|%#a", "ist|am|WED"), ("%10Y|%5a", "0000002026|  Wed"),
    ("%L %N %3N %6N", "089 089000000 089 089000"),
    ("%z %:z %::z", "+0530 +05:30 +05:30:00"), ("%Z", "IST"), ("%h %v", "Mar  4-MAR-2026"),
    ("%-I:%M %p", "10:36 AM"), ("%", "%"), ("%Q", "%Q"), ("%-", "%-"), ("100%", "100%"),
    ("é%y", "é26"), ("%Ey %Od %Ed", "26 04 %Ed"),
    ("%s", "1772600767"),
  ]

  @Test(arguments: patterns)
  func knowsFlags(pattern: String, expected: String) {
    let zone = Zone.fixed(seconds: 19_800, name: "IST")
    let instant = Timestamp(seconds: 1_772_600_767, nanoseconds: 89_000_000)
    #expect(TimeFormat(pattern).string(from: ZonedTime(instant, in: zone)) == expected)
  }
}
