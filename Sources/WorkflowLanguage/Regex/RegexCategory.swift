/// Unicode's general categories, as `\p{…}` names them.
enum RegexCategory {
  /// The bit of a category in a `ScalarSet`.
  static func bit(of category: Unicode.GeneralCategory) -> UInt32 {
    switch category {
    case .uppercaseLetter: 1 << 0
    case .lowercaseLetter: 1 << 1
    case .titlecaseLetter: 1 << 2
    case .modifierLetter: 1 << 3
    case .otherLetter: 1 << 4
    case .nonspacingMark: 1 << 5
    case .spacingMark: 1 << 6
    case .enclosingMark: 1 << 7
    case .decimalNumber: 1 << 8
    case .letterNumber: 1 << 9
    case .otherNumber: 1 << 10
    case .connectorPunctuation: 1 << 11
    case .dashPunctuation: 1 << 12
    case .openPunctuation: 1 << 13
    case .closePunctuation: 1 << 14
    case .initialPunctuation: 1 << 15
    case .finalPunctuation: 1 << 16
    case .otherPunctuation: 1 << 17
    case .mathSymbol: 1 << 18
    case .currencySymbol: 1 << 19
    case .modifierSymbol: 1 << 20
    case .otherSymbol: 1 << 21
    case .spaceSeparator: 1 << 22
    case .lineSeparator: 1 << 23
    case .paragraphSeparator: 1 << 24
    case .control: 1 << 25
    case .format: 1 << 26
    case .surrogate: 1 << 27
    case .privateUse: 1 << 28
    case .unassigned: 1 << 29
    @unknown default: 1 << 29
    }
  }

  static let all: UInt32 = (1 << 30) - 1

  /// The bits of a category or a group of them, by its short name; nil for a name that is none.
  static func mask(named name: String) -> UInt32? { masks[name] }

  private static let masks: [String: UInt32] = [
    "L": 0x1F, "Lu": 1 << 0, "Ll": 1 << 1, "Lt": 1 << 2, "Lm": 1 << 3, "Lo": 1 << 4,
    "M": 0xE0, "Mn": 1 << 5, "Mc": 1 << 6, "Me": 1 << 7,
    "N": 0x700, "Nd": 1 << 8, "Nl": 1 << 9, "No": 1 << 10,
    "P": 0x3F800, "Pc": 1 << 11, "Pd": 1 << 12, "Ps": 1 << 13, "Pe": 1 << 14, "Pi": 1 << 15,
    "Pf": 1 << 16, "Po": 1 << 17,
    "S": 0x3C0000, "Sm": 1 << 18, "Sc": 1 << 19, "Sk": 1 << 20, "So": 1 << 21,
    "Z": 0x1C0_0000, "Zs": 1 << 22, "Zl": 1 << 23, "Zp": 1 << 24,
    "C": 0x1E00_0000, "Cc": 1 << 25, "Cf": 1 << 26, "Cs": 1 << 27, "Co": 1 << 28,
    "Any": all,
  ]
}
