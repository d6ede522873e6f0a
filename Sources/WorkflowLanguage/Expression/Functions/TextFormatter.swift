/// Fills in `%s %d %f %e %b %o %x %X` as CEL's extension of texts does.
struct TextFormatter {
  private let call: FunctionArguments
  private let values: [Value]
  private var next = 0
  private static let mostDigits = 1000

  init(_ call: FunctionArguments, values: [Value]) {
    self.call = call
    self.values = values
  }

  mutating func format(_ pattern: String) throws(LanguageError) -> String {
    let bytes = Array(pattern.utf8)
    var result: [UInt8] = []
    var index = 0
    while index < bytes.count {
      guard bytes[index] == UInt8(ascii: "%") else {
        result.append(bytes[index])
        index += 1
        continue
      }
      index += 1
      if index < bytes.count, bytes[index] == UInt8(ascii: "%") {
        result.append(UInt8(ascii: "%"))
        index += 1
        continue
      }
      let digits = try precision(bytes, &index)
      guard index < bytes.count else { throw failure("a '%' with nothing behind it") }
      result += try clause(bytes[index], digits: digits).utf8
      index += 1
      try call.checkOutput(result.count)
    }
    return String(decoding: result, as: UTF8.self)
  }

  private func failure(_ message: String) -> LanguageError {
    call.failure(LanguageError.wrongArguments, message)
  }

  private func precision(_ bytes: [UInt8], _ index: inout Int) throws(LanguageError) -> Int? {
    guard index < bytes.count, bytes[index] == UInt8(ascii: ".") else { return nil }
    index += 1
    var digits = 0
    let start = index
    while index < bytes.count, let digit = bytes[index].decimalDigit, digits <= Self.mostDigits {
      digits = digits * 10 + Int(digit)
      index += 1
    }
    guard index > start, digits <= Self.mostDigits else {
      throw failure("a precision needs a number up to \(Self.mostDigits)")
    }
    return digits
  }

  private mutating func clause(_ letter: UInt8, digits: Int?) throws(LanguageError) -> String {
    let name = String(UnicodeScalar(letter))
    guard "sdfeboxX".contains(name) else { throw failure("no clause '%\(name)'") }
    guard next < values.count else { throw failure("there are fewer values than clauses") }
    let value = values[next]
    next += 1
    switch name {
    case "s": return try text(value)
    case "d": return try decimal(value)
    case "f": return try number(value, "f", digits)
    case "e": return try number(value, "e", digits)
    case "b":
      if case .bool(let truth) = value { return truth ? "1" : "0" }
      return try whole(value, radix: 2, "%b")
    case "o": return try whole(value, radix: 8, "%o")
    default: return try hex(value, isUppercase: name == "X")
    }
  }

  private func misfit(_ value: Value, _ clause: String, _ kinds: String) -> LanguageError {
    failure("'\(clause)' takes \(kinds), not \(value.typeName)")
  }

  private func text(_ value: Value) throws(LanguageError) -> String {
    switch value {
    case .null: return "null"
    case .double(let number): return NumberText.celText(of: number)
    case .duration(let span): return span.secondsText
    case .list(let elements):
      var parts: [String] = []
      for element in elements { parts.append(try text(element)) }
      return "[" + parts.joined(separator: ", ") + "]"
    case .range(let range): return try text(.list(range.written))
    case .map(let map):
      var parts: [(key: String, value: String)] = []
      for (key, value) in map { parts.append((key.text, try text(value))) }
      parts.sort { Array($0.key.utf8).lexicographicallyPrecedes(Array($1.key.utf8)) }
      return "{" + parts.map { "\($0.key): \($0.value)" }.joined(separator: ", ") + "}"
    case .optional: throw misfit(value, "%s", "scalars, lists and maps")
    default: return value.text
    }
  }

  private func decimal(_ value: Value) throws(LanguageError) -> String {
    if case .double(let number) = value, !number.isFinite { return NumberText.text(of: number) }
    return try whole(value, radix: 10, "%d")
  }

  private func whole(
    _ value: Value, radix: Int, _ clause: String
  ) throws(LanguageError) -> String {
    switch value {
    case .int(let number): return String(number, radix: radix)
    case .uint(let number): return String(number, radix: radix)
    default: throw misfit(value, clause, "whole numbers")
    }
  }

  private func number(
    _ value: Value, _ style: String, _ digits: Int?
  ) throws(LanguageError) -> String {
    let number: Double
    switch value {
    case .int(let whole): number = Double(whole)
    case .uint(let whole): number = Double(whole)
    case .double(let double): number = double
    default: throw misfit(value, "%\(style)", "numbers")
    }
    guard number.isFinite else { return NumberText.text(of: number) }
    return style == "f"
      ? NumberText.fixed(number, digits: digits ?? 6)
      : NumberText.scientific(number, digits: digits ?? 6)
  }

  private func hex(_ value: Value, isUppercase: Bool) throws(LanguageError) -> String {
    let text: String
    switch value {
    case .int, .uint: text = try whole(value, radix: 16, "%x")
    case .string(let string): text = Self.hex(Array(string.utf8))
    case .bytes(let bytes): text = Self.hex(bytes)
    default: throw misfit(value, "%x", "whole numbers, texts and bytes")
    }
    return isUppercase ? text.uppercased() : text
  }

  private static func hex(_ bytes: [UInt8]) -> String {
    let digits = Array("0123456789abcdef".utf8)
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count * 2)
    for byte in bytes {
      result.append(digits[Int(byte >> 4)])
      result.append(digits[Int(byte & 15)])
    }
    return String(decoding: result, as: UTF8.self)
  }
}
