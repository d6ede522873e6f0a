/// `[a-z]`, and the classes with names.
extension RegexParser {
  mutating func parseClass() throws(RegexError) -> ScalarSet {
    let start = index
    index += 1
    var set = ScalarSet()
    set.ignoresCase = flags.ignoresCase
    if peek == "^" {
      index += 1
      set.isNegated = true
    }
    var isFirst = true
    while let scalar = peek, scalar != "]" || isFirst {
      isFirst = false
      if scalar == "[", peek(1) == ":", let named = try parsePOSIXClass() {
        set.formUnion(named)
        continue
      }
      if let escaped = try parseClassEscape() {
        set.formUnion(escaped)
        continue
      }
      let place = index
      let lower = try parseClassScalar()
      guard peek == "-", let after = peek(1), after != "]" else {
        set.insert(lower...lower)
        continue
      }
      index += 1
      let upper = try parseClassScalar()
      guard lower <= upper else { throw error("the range's ends are swapped", at: place) }
      set.insert(lower...upper)
    }
    guard peek == "]" else { throw error("missing ']'", at: start, hint: "close the class") }
    index += 1
    set.seal()
    return set
  }

  mutating func parseClassScalar() throws(RegexError) -> UInt32 {
    if peek == "\\" { return try parseScalarEscape() }
    guard let scalar = peek else { throw error("missing ']'") }
    index += 1
    return scalar.value
  }

  /// `[:alpha:]`, `[:^alpha:]`; nil, and nothing taken, where no `:]` follows.
  mutating func parsePOSIXClass() throws(RegexError) -> ScalarSet? {
    let start = index
    index += 2
    let negated = peek == "^"
    if negated { index += 1 }
    var name = ""
    while let scalar = peek, scalar.isASCII, scalar.properties.isAlphabetic {
      name.unicodeScalars.append(scalar)
      index += 1
    }
    guard take(":]") else {
      index = start
      return nil
    }
    guard let ranges = RegexClasses.posix[name] else {
      throw error("unknown class '[:\(name):]'", at: start)
    }
    return ScalarSet(negated ? ScalarSet.complement(of: ranges) : ranges)
  }
}
