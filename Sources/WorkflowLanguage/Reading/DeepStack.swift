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
    text.utf8.withContiguousStorageIfAvailable { isNeeded(forTemplate: $0) }
      ?? Array(text.utf8).withUnsafeBufferPointer { isNeeded(forTemplate: $0) }
  }

  private static func isNeeded(forTemplate bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var tags = TagLevels()
    var count = 0
    var isInside = false
    var last: UInt8 = 0
    var word = 0
    for byte in bytes {
      defer { last = byte }
      if !isInside, last != UInt8(ascii: "{") { continue }
      if last == UInt8(ascii: "{"), byte == last || byte == UInt8(ascii: "%") {
        isInside = true
        count = 0
        if byte == UInt8(ascii: "%") { tags.begin() }
      } else if byte == UInt8(ascii: "}"), last == byte || last == UInt8(ascii: "%") {
        isInside = false
      } else if isInside {
        tags.read(byte)
        // In {% liquid %} a line may open a tag.
        if opens(byte, after: &word) || byte == 0x0A { count += 1 }
        if count > shallow || tags.deepest > shallow { return true }
      }
    }
    return false
  }

  /// How deep the tags of a template may stand in each other, by their names alone.
  private struct TagLevels {
    private(set) var deepest = 0
    /// The names of the tags that are open.
    private var open: [UInt64] = []
    /// The name that is being read, as a number; nil outside of names.
    private var name: UInt64?
    /// Where texts are left alone, an end in them ends nothing: from there on, none is believed.
    private var believesEnds = true

    mutating func begin() { name = 0 }

    mutating func read(_ byte: UInt8) {
      guard let letters = name else { return }
      if (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) {
        name = Self.adding(byte, to: letters)
      } else if letters != 0 || !(byte == UInt8(ascii: "-") || byte <= 0x20) {
        name = nil
        end(letters)
      }
    }

    private mutating func end(_ name: UInt64) {
      if Self.verbatim.contains(name) { believesEnds = false }
      if let opener = Self.openers[name] {
        // An end that fits nothing is a mistake, and closes nothing.
        if believesEnds, open.last == opener { open.removeLast() }
      } else if !Self.flat.contains(name) {
        open.append(name)
        deepest = max(deepest, open.count)
      }
    }

    private static func number(_ name: String) -> UInt64 {
      name.utf8.reduce(0) { adding($1, to: $0) }
    }

    private static func adding(_ byte: UInt8, to letters: UInt64) -> UInt64 {
      letters &* 131 &+ UInt64(byte)
    }

    /// What each end closes.
    private static let openers = Dictionary(
      uniqueKeysWithValues: ["if", "unless", "case", "for", "tablerow", "capture", "ifchanged"].map
      {
        (number("end" + $0), number($0))
      })
    /// Tags with nothing inside; all others are taken to open a level.
    private static let flat = Set(
      [
        "assign", "echo", "increment", "decrement", "cycle", "else", "elsif", "when", "break",
        "continue", "render", "include",
      ].map(number))
    private static let verbatim = Set(["raw", "comment", "doc"].map(number))
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
