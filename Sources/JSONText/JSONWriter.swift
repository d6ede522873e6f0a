/// Writes JSON as text.
package struct JSONWriter {
  /// Blanks a level; nil writes everything on one line without blanks.
  package var indentation: Int?
  /// Whether members are written by name instead of in their own order.
  package var sortsMembers: Bool

  package init(indentation: Int? = nil, sortsMembers: Bool = false) {
    self.indentation = indentation
    self.sortsMembers = sortsMembers
  }

  package func write(_ value: JSONValue) -> String {
    var out: [UInt8] = []
    write(value, depth: 0, into: &out)
    return String(decoding: out, as: UTF8.self)
  }

  private func write(_ value: JSONValue, depth: Int, into out: inout [UInt8]) {
    switch value {
    case .null: out += "null".utf8
    case .bool(let value): out += (value ? "true" : "false").utf8
    case .int(let value): out += String(value).utf8
    case .uint(let value): out += String(value).utf8
    case .double(let value): out += Self.text(of: value).utf8
    case .string(let value): Self.writeString(value, into: &out)
    case .array(let elements):
      sequence(elements, "[", "]", depth: depth, into: &out) { element, out in
        write(element, depth: depth + 1, into: &out)
      }
    case .object(let object):
      let members = sortsMembers ? object.members.sorted { $0.name < $1.name } : object.members
      sequence(members, "{", "}", depth: depth, into: &out) { member, out in
        Self.writeString(member.name, into: &out)
        out += (indentation == nil ? ":" : ": ").utf8
        write(member.value, depth: depth + 1, into: &out)
      }
    }
  }

  private func sequence<Element>(
    _ elements: [Element], _ open: String, _ close: String, depth: Int, into out: inout [UInt8],
    each: (Element, inout [UInt8]) -> Void
  ) {
    out += open.utf8
    for (index, element) in elements.enumerated() {
      if index > 0 { out.append(UInt8(ascii: ",")) }
      lineBreak(depth: depth + 1, into: &out)
      each(element, &out)
    }
    if !elements.isEmpty { lineBreak(depth: depth, into: &out) }
    out += close.utf8
  }

  private func lineBreak(depth: Int, into out: inout [UInt8]) {
    guard let indentation else { return }
    out.append(0x0A)
    out += repeatElement(0x20, count: depth * indentation)
  }

  /// Shortest text that reads back as the same double, always with a point or an exponent.
  ///
  /// JSON has no infinities and no NaN; they are written as null.
  private static func text(of value: Double) -> String {
    value.isFinite ? "\(value)" : "null"
  }

  private static func writeString(_ string: String, into out: inout [UInt8]) {
    out.append(UInt8(ascii: "\""))
    for byte in string.utf8 {
      switch byte {
      case UInt8(ascii: "\""): out += "\\\"".utf8
      case UInt8(ascii: "\\"): out += "\\\\".utf8
      case 0x08: out += "\\b".utf8
      case 0x09: out += "\\t".utf8
      case 0x0A: out += "\\n".utf8
      case 0x0C: out += "\\f".utf8
      case 0x0D: out += "\\r".utf8
      case 0..<0x20, 0x7F:
        let digits = String(byte, radix: 16)
        out += "\\u\(String(repeating: "0", count: 4 - digits.count))\(digits)".utf8
      default: out.append(byte)
      }
    }
    out.append(UInt8(ascii: "\""))
  }
}
