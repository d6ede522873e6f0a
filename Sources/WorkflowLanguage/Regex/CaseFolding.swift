/// Letters that differ only by case, scalar by scalar.
enum CaseFolding {
  /// The other scalars that a scalar stands for where case is ignored.
  static func otherCases(of value: UInt32) -> [UInt32] {
    if value < 0x80 {
      switch value {
      case 0x41...0x5A:
        return value == 0x4B ? [0x6B, 0x212A] : value == 0x53 ? [0x73, 0x17F] : [value + 0x20]
      case 0x61...0x7A:
        return value == 0x6B ? [0x4B, 0x212A] : value == 0x73 ? [0x53, 0x17F] : [value - 0x20]
      default: return []
      }
    }
    guard let scalar = Unicode.Scalar(value) else { return [] }
    var found: [UInt32] = []
    func add(_ mapping: String) {
      let scalars = mapping.unicodeScalars
      guard let first = scalars.first, scalars.count == 1, first.value != value,
        !found.contains(first.value)
      else { return }
      found.append(first.value)
    }
    let lower = scalar.properties.lowercaseMapping
    let upper = scalar.properties.uppercaseMapping
    add(lower)
    add(upper)
    add(scalar.properties.titlecaseMapping)
    // The long s and the Kelvin sign reach their small letter by way of the capital one.
    if let only = upper.unicodeScalars.first, upper.unicodeScalars.count == 1 {
      add(only.properties.lowercaseMapping)
    }
    if let only = lower.unicodeScalars.first, lower.unicodeScalars.count == 1 {
      add(only.properties.uppercaseMapping)
    }
    return found
  }
}
