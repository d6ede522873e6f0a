/// Reads compiled time zones (TZif, RFC 8536).
struct ZoneFile {
  private let bytes: [UInt8]
  private var index = 0

  /// The rules in a file; nil when it is none, or broken.
  static func read(_ bytes: [UInt8]) -> ZoneRules? {
    var file = ZoneFile(bytes: bytes)
    return file.parse()
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private struct Header {
    var version: UInt8
    var utCount, standardCount, leapCount, timeCount, typeCount, nameBytes: Int

    func size(timeWidth: Int) -> Int {
      timeCount * (timeWidth + 1) + typeCount * 6 + nameBytes + leapCount * (timeWidth + 4)
        + standardCount + utCount
    }
  }

  private mutating func parse() -> ZoneRules? {
    guard var header = readHeader() else { return nil }
    var timeWidth = 4
    if header.version >= UInt8(ascii: "2") {
      // The first part repeats the rules in 32 bits for old readers.
      index += header.size(timeWidth: 4)
      guard let second = readHeader() else { return nil }
      header = second
      timeWidth = 8
    }
    let end = index + header.size(timeWidth: timeWidth)
    guard end <= bytes.count, header.typeCount > 0 else { return nil }
    let transitions = (0..<header.timeCount).map { _ in readInteger(timeWidth) }
    let kinds = Array(bytes[index..<index + header.timeCount])
    index += header.timeCount
    let types = bytes[index..<index + header.typeCount * 6]
    let names = bytes[(index + types.count)..<(index + types.count + header.nameBytes)]
    guard kinds.allSatisfy({ Int($0) < header.typeCount }),
      zip(transitions, transitions.dropFirst()).allSatisfy({ $0 < $1 })
    else { return nil }
    var offsets: [Zone.Offset] = []
    for _ in 0..<header.typeCount {
      let seconds = Int(readInteger(4))
      let first = names.startIndex + Int(bytes[index + 1])
      guard first <= names.endIndex, abs(seconds) < 172_800 else { return nil }
      let name = String(decoding: names[first...].prefix { $0 != 0 }, as: UTF8.self)
      offsets.append(
        Zone.Offset(seconds: seconds, name: name, isDaylightSaving: bytes[index] == 1))
      index += 2
    }
    var future: ZoneRecurrence?
    if timeWidth == 8, end < bytes.count, bytes[end] == 0x0A {
      future = ZoneRecurrence(bytes[(end + 1)...].prefix { $0 != 0x0A })
    }
    return ZoneRules(transitions: transitions, kinds: kinds, offsets: offsets, future: future)
  }

  private mutating func readHeader() -> Header? {
    guard index + 44 <= bytes.count, Array(bytes[index..<index + 4]) == Array("TZif".utf8) else {
      return nil
    }
    let version = bytes[index + 4]
    index += 20
    let counts = (0..<6).map { _ in Int(readInteger(4)) }
    // No zone comes near these; a file that does is broken.
    guard counts.allSatisfy({ (0...100_000).contains($0) }) else { return nil }
    return Header(
      version: version, utCount: counts[0], standardCount: counts[1], leapCount: counts[2],
      timeCount: counts[3], typeCount: counts[4], nameBytes: counts[5])
  }

  private mutating func readInteger(_ width: Int) -> Int64 {
    var value: UInt64 = 0
    for byte in bytes[index..<index + width] { value = value << 8 | UInt64(byte) }
    index += width
    return width == 4
      ? Int64(Int32(truncatingIfNeeded: value)) : Int64(truncatingIfNeeded: value)
  }
}
