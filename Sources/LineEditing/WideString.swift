#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// A string for libedit, at a place that stays until the next one is set.
final class WideString {
  private(set) var pointer: UnsafeMutablePointer<wchar_t>

  init() {
    pointer = .allocate(capacity: 1)
    pointer.initialize(to: 0)
  }

  deinit { pointer.deallocate() }

  /// NUL would end the string for C; it becomes U+FFFD.
  func set(_ text: String) {
    let scalars = text.unicodeScalars.map { wchar_t($0.value == 0 ? 0xFFFD : $0.value) } + [0]
    pointer.deallocate()
    pointer = .allocate(capacity: scalars.count)
    pointer.initialize(from: scalars, count: scalars.count)
  }
}
