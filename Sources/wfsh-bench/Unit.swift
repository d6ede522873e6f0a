/// What a figure counts.
enum Unit: String, Sendable {
  case milliseconds = "ms"
  case microseconds = "µs"
  case megabytes = "MB"
  case megabytesPerSecond = "MB/s"
  case perSecond = "/s"
  case bytes = "B"

  func text(_ figure: Double) -> String { "\(Self.short(figure)) \(rawValue)" }

  /// Three digits that count, thousands parted by blanks.
  static func short(_ figure: Double) -> String {
    if figure >= 100 { return grouped(Int(figure.rounded())) }
    let factor: Double = figure >= 10 ? 10 : figure >= 1 ? 100 : 1_000
    let rounded = (figure * factor).rounded() / factor
    return rounded == rounded.rounded() ? "\(Int(rounded))" : "\(rounded)"
  }

  private static func grouped(_ number: Int) -> String {
    var digits = Array("\(number)")
    var place = digits.count - 3
    while place > 0 {
      digits.insert(" ", at: place)
      place -= 3
    }
    return String(digits)
  }
}
