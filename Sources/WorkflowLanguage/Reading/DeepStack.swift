#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Room for work that recurs deeply, wherever it is called.
///
/// The pool threads of Swift's concurrency have 512 KiB of stack on some systems, and a level of
/// parentheses takes up to 20 KiB in a debug build. Texts nest as deep as they like up to the
/// limits, so what is deeper than usual runs on a thread of its own, which costs some 50 µs; what
/// is not stays where it is.
enum DeepStack {
  /// Levels up to which any thread will do.
  static let shallow = 12
  private static let size = 32 << 20

  private final class Work {
    let body: () -> Void
    init(_ body: @escaping () -> Void) { self.body = body }
  }

  static func run<Success>(
    if isNeeded: Bool, _ body: () throws(LanguageError) -> Success
  ) throws(LanguageError) -> Success {
    guard isNeeded else { return try body() }
    var outcome: Result<Success, LanguageError>?
    func work() {
      do throws(LanguageError) {
        outcome = .success(try body())
      } catch {
        outcome = .failure(error)
      }
    }
    onThread(work)
    guard let outcome else { return try body() }
    return try outcome.get()
  }

  /// Runs the work on a thread and waits for its end; nothing where no thread can be had.
  private static func onThread(_ work: () -> Void) {
    withoutActuallyEscaping(work) { body in
      let work = Work(body)
      start(Unmanaged.passUnretained(work).toOpaque())
      withExtendedLifetime(work) {}
    }
  }

  private static func start(_ work: UnsafeMutableRawPointer) {
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    pthread_attr_setstacksize(&attributes, size)
    #if canImport(Glibc)
      var thread = pthread_t()
      let started = pthread_create(&thread, &attributes, { DeepStack.call($0) }, work)
      if started == 0 { pthread_join(thread, nil) }
    #else
      var thread: pthread_t?
      let started = pthread_create(&thread, &attributes, { DeepStack.call($0) }, work)
      if started == 0, let thread { pthread_join(thread, nil) }
    #endif
    pthread_attr_destroy(&attributes)
  }

  private static func call(_ work: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    if let work { Unmanaged<Work>.fromOpaque(work).takeUnretainedValue().body() }
    return nil
  }

  // MARK: How deep

  /// Whether an expression may nest deeply: what opens a level is counted, not matched.
  static func isNeeded(forExpression text: String) -> Bool {
    var count = 0
    var word = 0
    for byte in text.utf8 where opens(byte, after: &word) {
      count += 1
      if count > shallow { return true }
    }
    return false
  }

  /// Whether an expression of a template, or its tags, may nest deeply.
  static func isNeeded(forTemplate text: String) -> Bool {
    var tags = 0
    var count = 0
    var isInside = false
    var last: UInt8 = 0
    var word = 0
    for byte in text.utf8 {
      if last == UInt8(ascii: "{"), byte == last || byte == UInt8(ascii: "%") {
        isInside = true
        count = 0
        if byte == UInt8(ascii: "%") { tags += 1 }
      } else if byte == UInt8(ascii: "}"), last == byte || last == UInt8(ascii: "%") {
        isInside = false
      } else if isInside, opens(byte, after: &word) || byte == 0x0A {
        // In {% liquid %} a line may open a tag.
        count += 1
      }
      if count > shallow || tags > shallow { return true }
      last = byte
    }
    return false
  }

  /// Whether a byte may open a level: brackets, `!`, `-`, `?`, the `t` of `not`.
  ///
  /// - Parameter word: how many letters of `not` came before.
  private static func opens(_ byte: UInt8, after word: inout Int) -> Bool {
    let before = word
    word = 0
    switch byte {
    case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: "!"),
      UInt8(ascii: "-"), UInt8(ascii: "?"):
      return true
    case UInt8(ascii: "n"): word = 1
    case UInt8(ascii: "o") where before == 1: word = 2
    case UInt8(ascii: "t") where before == 2: return true
    default: break
    }
    return false
  }
}
