#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// A number in a file, written by a process that may crash at any time and read by another.
struct NoteFile: @unchecked Sendable {
  private let memory: UnsafeMutablePointer<Int>

  init(_ path: String) {
    let file = open(path, O_RDWR | O_CREAT, 0o600)
    ftruncate(file, off_t(MemoryLayout<Int>.size))
    let mapped = mmap(
      nil, MemoryLayout<Int>.size, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0)
    close(file)
    guard let mapped, mapped != MAP_FAILED else { fatalError("cannot map '\(path)'") }
    memory = mapped.assumingMemoryBound(to: Int.self)
  }

  func write(_ number: Int) { memory.pointee = number }
  func read() -> Int { memory.pointee }
}
