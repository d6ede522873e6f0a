/// Keeps LibYAML from breaking lines where YAML 1.2 does not.
///
/// LibYAML is of YAML 1.1, to which NEL, LS and PS were line breaks; in 1.2 (§5.4) they are text.
/// They are exchanged for characters of the same length that the text does not hold, and back.
struct YAMLLineBreaks {
  private struct Exchange {
    var original: [UInt8]
    var replacement: [UInt8]
  }

  private var exchanges: [Exchange] = []

  init(_ bytes: ArraySlice<UInt8>) {
    guard bytes.contains(0xC2) || bytes.contains(0xE2) else { return }
    for (original, candidates) in Self.candidates where Self.contains(bytes, original) {
      let replacement = candidates.first { !Self.contains(bytes, $0) }
      if let replacement {
        exchanges.append(Exchange(original: original, replacement: replacement))
      }
    }
  }

  /// The text as LibYAML is to see it; every byte stays at its offset.
  func hidden(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    var result = Array(bytes)
    for exchange in exchanges { Self.replace(exchange.original, exchange.replacement, in: &result) }
    return result
  }

  func restored(_ bytes: [UInt8]) -> [UInt8] {
    guard !exchanges.isEmpty else { return bytes }
    var result = bytes
    for exchange in exchanges { Self.replace(exchange.replacement, exchange.original, in: &result) }
    return result
  }

  /// NEL, LS, PS, and unassigned or private characters that can stand for them.
  private static let candidates: [([UInt8], [[UInt8]])] = [
    ([0xC2, 0x85], (0xB8...0xB9).map { [0xCD, $0] }),
    ([0xE2, 0x80, 0xA8], (0x80...0x8F).map { [0xEE, 0x80, $0] }),
    ([0xE2, 0x80, 0xA9], (0x90...0x9F).map { [0xEE, 0x80, $0] }),
  ]

  private static func contains(_ bytes: ArraySlice<UInt8>, _ wanted: [UInt8]) -> Bool {
    var index = bytes.startIndex
    while index + wanted.count <= bytes.endIndex {
      if bytes[index] == wanted[0], bytes[index..<(index + wanted.count)].elementsEqual(wanted) {
        return true
      }
      index += 1
    }
    return false
  }

  private static func replace(_ old: [UInt8], _ new: [UInt8], in bytes: inout [UInt8]) {
    var index = 0
    while index + old.count <= bytes.count {
      if bytes[index] == old[0], bytes[index..<(index + old.count)].elementsEqual(old) {
        for (step, byte) in new.enumerated() { bytes[index + step] = byte }
        index += old.count
      } else {
        index += 1
      }
    }
  }
}
