/// Parts of moments and lengths of time, and the clock.
let timeFunctions: [FunctionRow] =
  [
    FunctionRow(
      "now", gives: .timestamp, "The moment of the engine's clock, virtual in simulated runs.",
      example: ("now() - now() == duration('0s')", "true")
    ) { call throws(LanguageError) in .timestamp(call.options.now) }
  ] + momentParts.map(momentRow) + spanParts.map(spanRow)

/// A part of a moment in a zone.
private struct MomentPart {
  let name: String
  let summary: String
  let example: String
  let part: @Sendable (ZonedTime) -> Int
}

private let momentParts: [MomentPart] = [
  MomentPart(name: "getFullYear", summary: "The year.", example: "2026") { clock in
    clock.date.year
  },
  MomentPart(name: "getMonth", summary: "The month, from 0.", example: "10") { clock in
    clock.date.month - 1
  },
  MomentPart(name: "getDate", summary: "The day of the month, from 1.", example: "22") {
    clock in clock.date.day
  },
  MomentPart(name: "getDayOfMonth", summary: "The day of the month, from 0.", example: "21") {
    clock in clock.date.day - 1
  },
  MomentPart(name: "getDayOfWeek", summary: "The day of the week, Sunday 0.", example: "0") {
    clock in clock.date.weekday
  },
  MomentPart(name: "getDayOfYear", summary: "The day of the year, from 0.", example: "325") {
    clock in clock.date.dayOfYear
  },
  MomentPart(name: "getHours", summary: "The hour.", example: "15") { clock in clock.hour },
  MomentPart(name: "getMinutes", summary: "The minute.", example: "45") { clock in
    clock.minute
  },
  MomentPart(name: "getSeconds", summary: "The second.", example: "30") { clock in
    clock.second
  },
  MomentPart(name: "getMilliseconds", summary: "Thousandths of the second.", example: "250") {
    clock in clock.nanosecond / 1_000_000
  },
]

private func momentRow(_ part: MomentPart) -> FunctionRow {
  FunctionRow(
    part.name, on: .timestamp, [.init("zone", .string)], optional: 1, gives: .int,
    part.summary + " In UTC, or in a zone such as Europe/Berlin or +01:00.",
    example: ("timestamp('2026-11-22T15:45:30.25Z').\(part.name)()", part.example)
  ) { call throws(LanguageError) in
    guard case .timestamp(let moment) = call[0] else { return .null }
    var zone = Zone.utc
    if call.count > 1 {
      guard let named = Zone.named(call.string(1)) else {
        throw call.failure(
          LanguageError.outOfRange, "no time zone '\(call.string(1))'",
          hint: "such as Europe/Berlin, UTC or +01:00")
      }
      zone = named
    }
    return .int(Int64(part.part(ZonedTime(moment, in: zone))))
  }
}

/// A length of time counted in whole units.
private struct SpanPart {
  let name: String
  let summary: String
  let example: String
  let part: @Sendable (Int64) -> Int64
}

private let spanParts: [SpanPart] = [
  SpanPart(name: "getHours", summary: "Whole hours.", example: "1") { $0 / 3_600_000_000_000 },
  SpanPart(name: "getMinutes", summary: "Whole minutes.", example: "90") { $0 / 60_000_000_000 },
  SpanPart(name: "getSeconds", summary: "Whole seconds.", example: "5400") { $0 / 1_000_000_000 },
  SpanPart(name: "getMilliseconds", summary: "Thousandths beyond the seconds.", example: "0") {
    $0 / 1_000_000 % 1000
  },
]

private func spanRow(_ part: SpanPart) -> FunctionRow {
  FunctionRow(
    part.name, on: .duration, gives: .int, part.summary,
    example: ("duration('1h30m').\(part.name)()", part.example)
  ) { call throws(LanguageError) in
    guard case .duration(let span) = call[0] else { return .null }
    return .int(part.part(span.nanoseconds))
  }
}
