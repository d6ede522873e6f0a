/// UTF-8 bytes read scalar by scalar; an invalid byte counts as U+FFFD.
struct RegexText {
  let bytes: UnsafeBufferPointer<UInt8>

  /// The scalar at `offset` and how many bytes it takes; `offset` must be inside.
  @inline(__always)
  func scalar(at offset: Int) -> (value: UInt32, width: Int) {
    let first = bytes[offset]
    if first < 0x80 { return (UInt32(first), 1) }
    return longScalar(at: offset, first: first)
  }

  private func longScalar(at offset: Int, first: UInt8) -> (value: UInt32, width: Int) {
    let width: Int
    var value: UInt32
    switch first {
    case 0xC2...0xDF: (width, value) = (2, UInt32(first & 0x1F))
    case 0xE0...0xEF: (width, value) = (3, UInt32(first & 0x0F))
    case 0xF0...0xF4: (width, value) = (4, UInt32(first & 0x07))
    default: return (0xFFFD, 1)
    }
    guard offset + width <= bytes.count else { return (0xFFFD, 1) }
    for distance in 1..<width {
      let next = bytes[offset + distance]
      guard next & 0xC0 == 0x80 else { return (0xFFFD, 1) }
      value = value << 6 | UInt32(next & 0x3F)
    }
    let least: UInt32 = width == 2 ? 0x80 : width == 3 ? 0x800 : 0x10000
    guard value >= least, value <= ScalarSet.greatest, !(0xD800...0xDFFF).contains(value) else {
      return (0xFFFD, 1)
    }
    return (value, width)
  }

  /// Whether a condition holds between the bytes before and at `offset`.
  func holds(_ assertion: RegexAssertion, at offset: Int) -> Bool {
    switch assertion {
    case .textBegin: offset == 0
    case .textEnd: offset == bytes.count
    case .lineBegin: offset == 0 || bytes[offset - 1] == 0x0A
    case .lineEnd: offset == bytes.count || bytes[offset] == 0x0A
    case .wordBoundary: isWord(offset - 1) != isWord(offset)
    case .noWordBoundary: isWord(offset - 1) == isWord(offset)
    }
  }

  private func isWord(_ offset: Int) -> Bool {
    guard offset >= 0, offset < bytes.count else { return false }
    switch bytes[offset] {
    case 0x30...0x39, 0x41...0x5A, 0x5F, 0x61...0x7A: return true
    default: return false
    }
  }
}

extension RegexProgram {
  /// Whether a step that takes a scalar takes this one.
  @inline(__always)
  func accepts(_ step: Step, _ value: UInt32) -> Bool {
    switch step {
    case .scalar(let wanted): value == wanted
    case .anyCase(let wanted):
      value == wanted || CaseFolding.otherCases(of: wanted).contains(value)
    case .set(let index): sets[index].contains(value)
    default: false
    }
  }
}
