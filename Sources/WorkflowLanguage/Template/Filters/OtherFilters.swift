/// Filters of no family.
let otherFilters: [FilterRow] = [
  FilterRow(
    "default", signature: "default: value, allow_false: true", counts: 0...1,
    keywords: ["allow_false"], takes: nil, gives: .any,
    "Another value where this one is null, false, or an empty text, list or map.",
    example: (#"{{ "" | default: "none" }}"#, "none")
  ) { call throws(LanguageError) in
    let isMissing =
      switch call.input {
      case .null: true
      case .bool(false): call["allow_false"]?.isTruthy != true
      case .string(let text): text.isEmpty
      case .list(let elements): elements.isEmpty
      case .map(let map): map.isEmpty
      default: false
      }
    return isMissing ? call[0] ?? .string("") : call.input
  },
  FilterRow(
    "date", signature: "date: format", counts: 1...1, takes: nil, gives: .any,
    "Writes a moment after a pattern such as %Y-%m-%d; reads texts and seconds since 1970.",
    example: (#"{{ "March 14, 2016" | date: "%b %d, %y" }}"#, "Mar 14, 16")
  ) { call throws(LanguageError) in
    let format = call.text(0)
    if format.isEmpty { return call.input }
    let zone = Zone.named(call.options.timeZone) ?? .utc
    let time: ZonedTime?
    switch call.input {
    case .timestamp(let moment): time = ZonedTime(moment, in: zone)
    case .int(let seconds) where seconds.magnitude < 1 << 40:
      time = ZonedTime(Timestamp(seconds: seconds), in: zone)
    case .string(let text): time = DateText.parse(text, now: call.options.now, zone: zone)
    default: time = nil
    }
    return time.map { .string(TimeFormat(format).string(from: $0)) } ?? call.input
  },
]
