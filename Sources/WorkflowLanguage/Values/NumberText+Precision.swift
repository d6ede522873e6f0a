#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

extension NumberText {
  /// With so many digits behind the point, rounded exactly, halves to even.
  package static func fixed(_ number: Double, digits: Int) -> String {
    printed("%.*f", number, digits)
  }

  /// As `1.052033e+03`, with so many digits behind the point.
  package static func scientific(_ number: Double, digits: Int) -> String {
    printed("%.*e", number, digits)
  }

  private static func printed(_ format: String, _ number: Double, _ digits: Int) -> String {
    let digits = min(max(digits, 0), 1000)
    // The largest double has 309 digits before the point.
    var buffer = [CChar](repeating: 0, count: digits + 330)
    let count = withVaList([Int32(digits), number]) {
      vsnprintf(&buffer, buffer.count, format, $0)
    }
    let letters = buffer.prefix(max(0, Int(count))).map { UInt8(bitPattern: $0) }
    return String(decoding: letters, as: UTF8.self)
  }
}
