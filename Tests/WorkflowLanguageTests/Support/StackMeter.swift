#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Measures how much of the stack a piece of work takes.
enum StackMeter {
  private static let size = 2 << 20
  private static let unused: UInt8 = 0xA5

  private final class Work: Sendable {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }

  /// Runs the work on a thread whose stack is filled with a pattern, and counts what is left of it.
  static func bytesUsed(by body: @escaping @Sendable () -> Void) -> Int {
    let stack = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 1 << 16)
    memset(stack, Int32(unused), size)
    run(Unmanaged.passRetained(Work(body)).toOpaque(), on: stack)
    let used = size - untouched(stack)
    stack.deallocate()
    return used
  }

  private static func untouched(_ stack: UnsafeMutableRawPointer) -> Int {
    let words = UnsafeRawBufferPointer(start: stack, count: size).bindMemory(to: UInt64.self)
    let pattern = UInt64(unused) &* 0x0101_0101_0101_0101
    return (words.firstIndex { $0 != pattern } ?? words.count) * 8
  }

  private static func run(_ work: UnsafeMutableRawPointer, on stack: UnsafeMutableRawPointer) {
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    pthread_attr_setstack(&attributes, stack, size)
    #if canImport(Glibc)
      var thread = pthread_t()
      let started = pthread_create(&thread, &attributes, { StackMeter.call($0) }, work)
      if started == 0 { pthread_join(thread, nil) }
    #else
      var thread: pthread_t?
      let started = pthread_create(&thread, &attributes, { StackMeter.call($0) }, work)
      if started == 0, let thread { pthread_join(thread, nil) }
    #endif
    pthread_attr_destroy(&attributes)
  }

  private static func call(_ work: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    guard let work else { return nil }
    Unmanaged<Work>.fromOpaque(work).takeRetainedValue().body()
    return nil
  }
}
