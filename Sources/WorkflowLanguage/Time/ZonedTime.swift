/// An instant as clocks and calendars of some place show it.
package struct ZonedTime: Hashable, Sendable {
  package var date: CivilDate
  package var hour: Int
  package var minute: Int
  package var second: Int
  package var nanosecond: Int
  /// Seconds that the place's clocks are ahead of UTC.
  package var utcOffset: Int
  /// The abbreviation of the time, such as `CET`; empty when it has none.
  package var zoneName: String

  package init(_ instant: Timestamp, in zone: Zone = .utc) {
    let offset = zone.offset(at: instant.seconds)
    let clock = CivilTime(secondsSinceEpoch: instant.seconds + Int64(offset.seconds))
    date = clock.date
    hour = clock.hour
    minute = clock.minute
    second = clock.second
    nanosecond = Int(instant.nanoseconds)
    utcOffset = offset.seconds
    zoneName = offset.name
  }

  /// The instant, in seconds since 1970-01-01T00:00:00Z.
  package var secondsSinceEpoch: Int64 {
    date.daysSinceEpoch * 86_400 + Int64(hour * 3_600 + minute * 60 + second - utcOffset)
  }
}
