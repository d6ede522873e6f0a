#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// What came while a line was edited, as `CLibedit` numbers it.
struct TerminalSignals: OptionSet {
  var rawValue: UInt32

  static let resized = TerminalSignals(rawValue: 1)
  static let continued = TerminalSignals(rawValue: 2)
  static let interrupted = TerminalSignals(rawValue: 4)
  static let ended = TerminalSignals(rawValue: 8)
}

/// What libedit does after a key, as `histedit.h` numbers it.
enum EditResult: UInt8 {
  /// Nothing is to be drawn.
  case done = 0
  case endOfFile = 2
  case refresh = 4
  /// Beeps.
  case error = 6
}

extension TerminalLineSource {
  /// Waits for the next key that libedit shall see; nil at the end.
  func nextKey() -> UInt32? {
    if !pending.isEmpty, !handleSignals() { return nil }
    while true {
      if !keys.isPending() { paint() }
      switch keys.next() {
      case .end:
        erase()
        return nil
      case .signal:
        pending.formUnion(takeSignals())
        guard handleSignals() else { return nil }
      case .key(let scalar):
        erase()
        if let seen = translate(scalar) { return seen }
      }
    }
  }

  /// Does what the signals ask for; false when the program shall end.
  func handleSignals() -> Bool {
    let signals = pending
    pending = []
    if signals.contains(.continued) { resume() }
    erase()
    if signals.contains(.ended) {
      wasEnded = true
      return false
    }
    if signals.contains(.resized) { resize() }
    if signals.contains(.interrupted) { keys.putBack(["\u{03}"]) }
    return true
  }

  /// What libedit shall see of a key; nil for nothing.
  func translate(_ scalar: Unicode.Scalar) -> UInt32? {
    let typed = scalar.value
    wasInterrupted = false
    if quotesNext {
      quotesNext = false
      return typed
    }
    if session.search != nil { return search(scalar) }
    switch scalar {
    case "\u{03}":
      wasInterrupted = true
      hadText = !buffer.scalars.isEmpty
      paint(isLeaving: true)
      if !options.isDumb { write(painter().remark("^C")) }
    case "\u{04}" where buffer.scalars.isEmpty: return PrivateKey.endOfFile.rawValue
    case "\r", "\n":
      if let longer = session.newRow(buffer) {
        replace(with: longer)
        return PrivateKey.refresh.rawValue
      }
      paint(isLeaving: true)
    case "\u{16}": quotesNext = true
    case "\u{1B}" where isVi:
      return isLoneEscape() ? PrivateKey.escape.rawValue : typed
    default: break
    }
    return typed
  }

  /// Whether no sequence of a function key follows an Escape: those come at once and begin with
  /// `[` or `O`; in vi mode anything else typed fast after Escape is a command.
  func isLoneEscape() -> Bool {
    guard keys.isPending(within: 50), case .key(let next) = keys.next() else { return true }
    keys.putBack([next])
    return next != "[" && next != "O"
  }

  func search(_ scalar: Unicode.Scalar) -> UInt32? {
    // A function key ends the search and then acts, like any control character that does not
    // search; Escape alone goes back.
    let isFunctionKey = scalar == "\u{1B}" && !isLoneEscape()
    guard let outcome = session.searchKey(isFunctionKey ? "\0" : scalar) else { return nil }
    switch outcome {
    case .show(let found), .leave(let found): replace(with: found)
    case .leaveAndPass(let found):
      replace(with: found)
      keys.putBack([scalar])
    case .beep: write("\u{07}")
    }
    updatePrompt()
    return PrivateKey.refresh.rawValue
  }

  /// Shows the search in place of the prompt, or the prompt again.
  func updatePrompt() {
    if let search = session.search {
      setPrompt(Prompt(search.prompt))
    } else {
      setPrompt(rowPrompt)
    }
  }

  func beginSearch() -> EditResult {
    session.beginSearch(buffer)
    updatePrompt()
    return .refresh
  }

  /// After a stop: somebody else used the terminal, and the cursor is on a row of its own.
  func resume() {
    painted = nil
    prepareTerminalAgain()
    setPasteMode(true)
    write("\r")
    redraw()
  }

  /// Terminals wrap long rows anew when their width changes, so the cursor's row is reckoned with
  /// the new width; from the prompt's first row on everything is drawn again.
  func resize() {
    measureWindow()
    let painter = painter()
    if !options.isDumb { write(painter.moveToStart() + "\u{1B}[J") }
    redraw()
  }

  // MARK: Functions bound to keys

  func edit(_ change: (inout EditingSession, LineBuffer) -> LineBuffer?) -> EditResult {
    apply(change(&session, buffer))
  }

  func complete(backwards: Bool) -> EditResult {
    let completed = session.complete(buffer, backwards: backwards)
    let result = apply(completed)
    guard options.isDumb, let completed, let menu = session.menuShown(for: completed) else {
      return result
    }
    // Without cursor movement the candidates scroll by and the line is drawn anew.
    let size = painter()
    for row in menu.rows(columns: size.columns, rows: size.rows, measure: Self.columns) {
      write("\r\n" + row.plain)
    }
    write("\r\n")
    redraw()
    return .done
  }

  /// A bracketed paste: all up to its end goes into the buffer, whatever keys it looks like.
  func paste() -> EditResult {
    var pasted = PastedText()
    while !pasted.isComplete {
      switch keys.next() {
      case .end: return .endOfFile
      case .signal: pending.formUnion(takeSignals())
      case .key(let scalar):
        // The end may never come; then Ctrl-C, alone, is a person's.
        if scalar == "\u{03}", !keys.isPending(within: 50) { return .error }
        pasted.take(scalar)
      }
    }
    var longer = buffer
    longer.insert(pasted.text)
    replace(with: longer)
    if pasted.isCut { write("\u{07}") }
    return .refresh
  }

  func suspendProgram() -> EditResult {
    write(painter().moveToEnd() + "\r\n")
    // The whole group, as the terminal's own Ctrl-Z would.
    kill(0, SIGTSTP)
    pending.formUnion(takeSignals().subtracting(.continued))
    resume()
    return .done
  }

  /// Carries out what a key made of the buffer.
  func apply(_ new: LineBuffer?) -> EditResult {
    guard let new else { return .error }
    replace(with: new)
    return .refresh
  }
}
