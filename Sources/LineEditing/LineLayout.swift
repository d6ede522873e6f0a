/// A place on the screen, counted from the row where the prompt begins.
struct ScreenPlace: Hashable {
  var row: Int
  var column: Int
}

/// How libedit shows a scalar. The layout must follow its arithmetic to the column, since colours
/// are painted over what it drew.
enum ScalarShape: Hashable {
  /// Drawn as it is, in so many columns.
  case printed(columns: Int)
  /// Blanks up to the next eighth column.
  case tab
  case lineFeed
  /// Drawn as other characters of one column each: `^X`, `\U+200B`.
  case spelled(String)

  /// - Parameter measure: the columns of a printable scalar, -1 for one that is not printable, by
  ///   the tables of the C library, which libedit uses.
  init(_ scalar: Unicode.Scalar, measure: ScalarMeasure) {
    switch scalar.value {
    case 0x09: self = .tab
    case 0x0A: self = .lineFeed
    case 0x7F: self = .spelled("^?")
    case 0..<0x20: self = .spelled("^" + String(UnicodeScalar(UInt8(scalar.value) | 0x40)))
    default:
      let columns = measure(scalar)
      guard columns < 0 else {
        self = .printed(columns: columns)
        return
      }
      let digits = String(scalar.value, radix: 16)
      self = .spelled("\\U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits)
    }
  }
}

/// The columns a scalar takes on the screen, -1 when it cannot be printed.
typealias ScalarMeasure = @Sendable (Unicode.Scalar) -> Int

/// Where each scalar of a text stands when it is wrapped at a screen's width.
struct LineLayout {
  /// The places of the scalars, and last that of the text's end.
  let places: [ScreenPlace]

  var end: ScreenPlace { places[places.count - 1] }

  init(
    from start: ScreenPlace, _ scalars: [Unicode.Scalar], columns: Int,
    measure: ScalarMeasure
  ) {
    var places: [ScreenPlace] = []
    places.reserveCapacity(scalars.count + 1)
    var place = start
    func advance(_ width: Int) {
      place.column += width
      if place.column >= columns { place = ScreenPlace(row: place.row + 1, column: 0) }
    }
    for scalar in scalars {
      let shape = ScalarShape(scalar, measure: measure)
      // A wide character that would straddle the margin begins the next row.
      if case .printed(let width) = shape, place.column + width > columns, width <= columns {
        place = ScreenPlace(row: place.row + 1, column: 0)
      }
      places.append(place)
      switch shape {
      case .printed(let width): if width > 0 { advance(width) }
      case .tab: repeat { advance(1) } while place.column & 7 != 0
      case .lineFeed: place = ScreenPlace(row: place.row + 1, column: 0)
      case .spelled(let text): for _ in text.utf8 { advance(1) }
      }
    }
    places.append(place)
    self.places = places
  }
}
