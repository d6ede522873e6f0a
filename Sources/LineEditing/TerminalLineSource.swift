internal import CLibedit

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Lines from a person at a terminal, edited with libedit.
///
/// libedit keeps the text, its keys and its modes; this class gives it a key reader. That reader
/// runs whenever the screen is up to date, so there the colours, the suggestion and the candidates
/// are painted, and taken away again before libedit sees the key.
///
/// The terminal is in editing mode only inside `nextLine`. One such source is in use at a time:
/// what signals need is kept once for the program. Not thread-safe.
package final class TerminalLineSource: LineSource {
  package struct Options: Sendable {
    package var input: Int32 = 0
    package var output: Int32 = 1
    /// The name for the sections of `~/.editrc`.
    package var program = "wfsh"
    /// Colours and the grey suggestion; off for `NO_COLOR`.
    package var colour = true
    /// A terminal without cursor movement (`TERM=dumb`): nothing is painted.
    package var isDumb = false
    /// Whether `~/.editrc` is read.
    package var readsSettings = true

    package init() {}
  }

  /// What the shell knows about its language; may be replaced between lines.
  package var assistance: LineAssistance {
    get { session.assistance }
    set { session.assistance = newValue }
  }
  /// The commands Up, Down and Ctrl-R go through. The shell adds to it: only it knows how a
  /// command ended and what is secret.
  package let history: History

  private let options: Options
  private let editor: OpaquePointer
  private let libeditHistory: OpaquePointer?
  private var session: EditingSession
  private var keys: KeyReader
  private var names: [WideString] = []
  private var fed = 0
  private var isOpen = true
  private var isReading = false
  private var needsFreshLine = false
  private var wasInterrupted = false
  private var wasEnded = false
  private var quotesNext = false
  /// The prompt of the row, and what is shown in its place while searching.
  private var rowPrompt = Prompt("")
  private var shownPrompt = Prompt("")
  private let left = WideString()
  private let right = WideString()
  private var painted: LinePainter.Painted?

  /// Takes the terminal, without changing its mode yet.
  package init(
    options: Options = Options(), assistance: LineAssistance = LineAssistance(),
    history: History = History()
  ) throws {
    guard isTerminal(options.input), isTerminal(options.output) else {
      throw LineSourceError.notATerminal
    }
    _ = cle_use_utf8()
    guard let editor = cle_open(options.program, options.input, options.output) else {
      throw LineSourceError.notATerminal
    }
    self.options = options
    self.editor = editor
    self.history = history
    session = EditingSession(assistance: assistance, history: history)
    keys = KeyReader(input: options.input)
    libeditHistory = cle_history_open(editor, Int32(clamping: History.defaultLimit))
    cle_set_client(editor, Unmanaged.passUnretained(self).toOpaque())
    cle_set_prompts(editor, { owner(of: $0)?.leftPrompt }, { owner(of: $0)?.rightPrompt })
    cle_set_key_reader(editor) { owner(of: $0)?.readKey(into: $1) ?? 0 }
    for (name, function) in editFunctions {
      let kept = WideString()
      kept.set(name)
      names.append(kept)
      cle_add_function(editor, kept.pointer, kept.pointer, function)
    }
    // Which one libedit begins with was decided when it was built.
    cle_set_editor(editor, "emacs")
    if options.readsSettings { el_source(editor, nil) }
    cle_take_all_keys(editor)
    for binding in keyBindings + hiddenBindings {
      for key in binding.sequences { cle_bind(editor, 0, key, binding.function) }
      for key in binding.commandSequences { cle_bind(editor, 1, key, binding.function) }
    }
  }

  deinit { close() }

  package func close() {
    guard isOpen else { return }
    isOpen = false
    cle_close(editor)
    if let libeditHistory { history_wend(libeditHistory) }
    names = []
  }

  /// Gives the terminal the mode it had before the line being edited, if one is. Safe to call from
  /// a signal handler; SIGTERM, SIGHUP, SIGINT and SIGQUIT need it only where the program ignores
  /// them or takes them by other means than a handler.
  package static func restoreTerminal() { cle_restore_terminal() }

  package func nextLine(prompt: Prompt) throws -> LineInput {
    guard isOpen else { return .endOfInput }
    feedHistory()
    session.held = ""
    while true {
      switch readRow(session.held.isEmpty ? prompt : Prompt(prompt.continuation)) {
      case .interrupt: return .interrupt
      case .endOfInput where session.held.isEmpty || wasEnded: return .endOfInput
      // The shell will say what is missing.
      case .endOfInput: return .line(String(session.held.dropLast()))
      case .line(let row):
        let whole = session.held + row
        if session.assistance.isComplete(whole) { return .line(whole) }
        session.held = whole + "\n"
      }
    }
  }

  /// Runs something that uses the terminal itself, in the terminal's ordinary mode; afterwards the
  /// mode is as before, whatever it was left in, and the next prompt begins on a line of its own.
  package func suspend<Result>(_ body: () throws -> Result) rethrows -> Result {
    let found = leaveEditing()
    defer { returnToEditing(found) }
    return try body()
  }

  /// The same for something asynchronous.
  package func suspend<Result>(
    isolation: isolated (any Actor)? = #isolation, _ body: () async throws -> Result
  ) async rethrows -> Result {
    let found = leaveEditing()
    defer { returnToEditing(found) }
    return try await body()
  }

  private func leaveEditing() -> termios? {
    if isReading {
      cle_prepare_terminal(editor, 0)
      setPasteMode(false)
    }
    var mode = termios()
    return tcgetattr(options.input, &mode) == 0 ? mode : nil
  }

  private func returnToEditing(_ mode: termios?) {
    if var mode { tcsetattr(options.input, TCSADRAIN, &mode) }
    needsFreshLine = true
    if isReading {
      cle_prepare_terminal(editor, 1)
      setPasteMode(true)
    }
  }

  /// The next prompt begins on a line of its own even if the output so far did not end one.
  package func beginFreshLine() { needsFreshLine = true }

  // MARK: One row

  private func readRow(_ prompt: Prompt) -> LineInput {
    session.reset()
    painted = nil
    wasInterrupted = false
    wasEnded = false
    rowPrompt = prompt
    setPrompt(prompt)
    if needsFreshLine, !options.isDumb {
      // A full row of blanks wraps only if something stood in it; then the carriage return is on
      // the next row, else on the same.
      var columns: Int32 = 0
      var rows: Int32 = 0
      el_resize(editor)
      cle_size(editor, &columns, &rows)
      write(String(repeating: " ", count: max(0, Int(columns))) + "\r\u{1B}[K")
    }
    needsFreshLine = false
    keys.bell = cle_signals_begin(options.input, options.output, options.isDumb ? 0 : 1)
    setPasteMode(true)
    isReading = true
    // Before the prompt: libedit by itself would first show it, and what is typed at once would be
    // echoed by the system.
    cle_prepare_terminal(editor, 1)
    var count: Int32 = 0
    let text = el_wgets(editor, &count)
    isReading = false
    setPasteMode(false)
    cle_signals_end()
    if wasInterrupted { return .interrupt }
    guard let text, count > 0 else { return .endOfInput }
    var scalars = UnsafeBufferPointer(start: text, count: Int(count)).map(scalar)
    if scalars.last == "\n" { scalars.removeLast() }
    return .line(LineBuffer(scalars: scalars, cursor: 0).text)
  }

  private func setPrompt(_ prompt: Prompt) {
    shownPrompt = prompt
    let colour = options.colour && !options.isDumb
    left.set(prompt.text.promptText(colour: colour))
    right.set(prompt.right.promptText(colour: colour))
  }

  /// Gives libedit's own history what was added to ours since, for its functions that read it.
  private func feedHistory() {
    let end = history.dropped + history.entries.count
    for number in max(fed, history.dropped, end - 1000)..<end {
      let line = WideString()
      line.set(history.entries[number - history.dropped].text)
      cle_history_enter(libeditHistory, line.pointer)
    }
    fed = end
  }

  private func setPasteMode(_ isOn: Bool) {
    if !options.isDumb { write(isOn ? "\u{1B}[?2004h" : "\u{1B}[?2004l") }
  }

  private func write(_ text: String) { writeAll(text.utf8, to: options.output) }

  // MARK: The buffer

  private var buffer: LineBuffer {
    guard let line = el_wline(editor)?.pointee, let start = line.buffer else {
      return LineBuffer("")
    }
    let text = UnsafeBufferPointer(start: start, count: line.lastchar - start)
    return LineBuffer(scalars: text.map(scalar), cursor: line.cursor - start)
  }

  private func replace(with new: LineBuffer) {
    let old = buffer
    var cursor = old.cursor
    if old.scalars != new.scalars {
      el_cursor(editor, Int32(clamping: old.scalars.count - old.cursor))
      el_deletestr(editor, Int32(clamping: old.scalars.count))
      let line = WideString()
      line.set(new.text)
      el_winsertstr(editor, line.pointer)
      cursor = new.scalars.count
    }
    el_cursor(editor, Int32(clamping: new.cursor - cursor))
  }

  /// Carries out what a key made of the buffer.
  fileprivate func apply(_ new: LineBuffer?) -> UInt8 {
    guard let new else { return UInt8(CC_ERROR) }
    replace(with: new)
    return UInt8(CC_REFRESH)
  }

  // MARK: Painting

  private func painter() -> LinePainter {
    var columns: Int32 = 0
    var rows: Int32 = 0
    cle_size(editor, &columns, &rows)
    let width = max(1, Int(columns))
    let origin = ScreenPlace(row: 0, column: 0)
    let prompt = Array(shownPrompt.text.sanitised().plain.unicodeScalars)
    let right = shownPrompt.right.sanitised().plain
    return LinePainter(
      columns: width, rows: max(1, Int(rows)), buffer: buffer,
      start: LineLayout(from: origin, prompt, columns: width, measure: columnsOf).end,
      rightPrompt: CompletionMenu.columns(right, columnsOf), colour: options.colour,
      measure: columnsOf)
  }

  /// Paints colours and, unless the line is being left, suggestion and candidates.
  private func paint(isLeaving: Bool = false) {
    guard !options.isDumb else { return }
    var painter = painter()
    if options.colour {
      painter.spans = session.spans(for: painter.buffer)
      if !isLeaving { painter.ghost = session.ghost(for: painter.buffer) }
    }
    if !isLeaving, let menu = session.menuShown(for: painter.buffer) {
      painter.below = menu.rows(
        columns: painter.columns, rows: max(0, painter.rows - 2), measure: columnsOf)
    }
    guard let new = painter.paint() else { return }
    write(new.bytes)
    painted = new
  }

  private func erase() {
    if let painted, !painted.erasure.isEmpty { write(painted.erasure) }
    painted = nil
  }

  // MARK: Keys

  /// libedit's reader: waits for the next key that it shall see. 1 with a key, 0 at the end.
  fileprivate func readKey(into key: UnsafeMutablePointer<wchar_t>?) -> Int32 {
    while true {
      if !keys.isPending() { paint() }
      switch keys.next() {
      case .end:
        erase()
        return 0
      case .signal:
        let signals = cle_signals_take()
        if signals & UInt32(CLE_CONTINUED) != 0 { resume() }
        erase()
        if signals & UInt32(CLE_ENDED) != 0 {
          wasEnded = true
          return 0
        }
        if signals & UInt32(CLE_RESIZED) != 0 { resize() }
        if signals & UInt32(CLE_INTERRUPTED) != 0 { keys.putBack(["\u{03}"]) }
      case .key(let scalar):
        erase()
        if let seen = translate(scalar) {
          key?.pointee = seen
          return 1
        }
      }
    }
  }

  /// What libedit shall see of a key; nil for nothing.
  private func translate(_ scalar: Unicode.Scalar) -> wchar_t? {
    let typed = wchar_t(scalar.value)
    wasInterrupted = false
    if quotesNext {
      quotesNext = false
      return typed
    }
    if session.search != nil { return search(scalar) }
    switch scalar {
    case "\u{03}":
      wasInterrupted = true
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
    case "\u{1B}" where cle_is_vi(editor) != 0:
      return isLoneEscape() ? PrivateKey.escape.rawValue : typed
    default: break
    }
    return typed
  }

  /// Whether no sequence of a function key follows an Escape: those come at once and begin with
  /// `[` or `O`; in vi mode anything else typed fast after Escape is a command.
  private func isLoneEscape() -> Bool {
    guard keys.isPending(within: 50), case .key(let next) = keys.next() else { return true }
    keys.putBack([next])
    return next != "[" && next != "O"
  }

  private func search(_ scalar: Unicode.Scalar) -> wchar_t? {
    var scalar = scalar
    if scalar == "\u{1B}", !isLoneEscape() {
      // A function key: like any key that does not search, it ends the search and then acts.
      scalar = "\u{06}"
    }
    guard let outcome = session.searchKey(scalar) else { return nil }
    switch outcome {
    case .show(let found), .leave(let found): replace(with: found)
    case .leaveAndPass(let found):
      replace(with: found)
      keys.putBack([scalar == "\u{06}" ? "\u{1B}" : scalar])
    case .beep: write("\u{07}")
    }
    updatePrompt()
    return PrivateKey.refresh.rawValue
  }

  /// Shows the search in place of the prompt, or the prompt again.
  private func updatePrompt() {
    if let search = session.search {
      setPrompt(Prompt(search.prompt))
    } else {
      setPrompt(rowPrompt)
    }
  }

  fileprivate func beginSearch() -> UInt8 {
    session.beginSearch(buffer)
    updatePrompt()
    return UInt8(CC_REFRESH)
  }

  /// After a stop: somebody else used the terminal, and the cursor is on a row of its own.
  private func resume() {
    painted = nil
    cle_prepare_terminal(editor, 0)
    cle_prepare_terminal(editor, 1)
    setPasteMode(true)
    write("\r")
    cle_refresh(editor)
  }

  /// Terminals wrap long rows anew when their width changes, so the cursor's row is reckoned with
  /// the new width; from the prompt's first row on everything is drawn again.
  private func resize() {
    el_resize(editor)
    let painter = painter()
    if !options.isDumb { write(painter.moveToStart() + "\u{1B}[J") }
    cle_refresh(editor)
  }

  // MARK: Functions bound to keys

  fileprivate func edit(_ change: (inout EditingSession, LineBuffer) -> LineBuffer?) -> UInt8 {
    apply(change(&session, buffer))
  }

  fileprivate func complete(backwards: Bool) -> UInt8 {
    let completed = session.complete(buffer, backwards: backwards)
    let result = apply(completed)
    guard options.isDumb, let completed, let menu = session.menuShown(for: completed) else {
      return result
    }
    // Without cursor movement the candidates scroll by and the line is drawn anew.
    let size = painter()
    for row in menu.rows(columns: size.columns, rows: size.rows, measure: columnsOf) {
      write("\r\n" + row.plain)
    }
    write("\r\n")
    cle_refresh(editor)
    return UInt8(CC_NORM)
  }

  /// A bracketed paste: all up to its end goes into the buffer, whatever keys it looks like.
  fileprivate func paste() -> UInt8 {
    var pasted = PastedText()
    while !pasted.isComplete {
      switch keys.next() {
      case .end: return UInt8(CC_EOF)
      case .signal: _ = cle_signals_take()
      case .key(let scalar):
        // The end may never come; then Ctrl-C, alone, is a person's.
        if scalar == "\u{03}", !keys.isPending(within: 50) { return UInt8(CC_ERROR) }
        pasted.take(scalar)
      }
    }
    var longer = buffer
    longer.insert(pasted.text)
    replace(with: longer)
    if pasted.isCut { write("\u{07}") }
    return UInt8(CC_REFRESH)
  }

  fileprivate func suspendProgram() -> UInt8 {
    write(painter().moveToEnd() + "\r\n")
    // The whole group, as the terminal's own Ctrl-Z would.
    kill(0, SIGTSTP)
    _ = cle_signals_take()
    resume()
    return UInt8(CC_NORM)
  }

  fileprivate var leftPrompt: UnsafeMutablePointer<wchar_t> { left.pointer }
  fileprivate var rightPrompt: UnsafeMutablePointer<wchar_t> { right.pointer }
}

// MARK: What libedit calls

private func owner(of editor: OpaquePointer?) -> TerminalLineSource? {
  cle_client(editor).map { Unmanaged.fromOpaque($0).takeUnretainedValue() }
}

private typealias EditFunction = @convention(c) (OpaquePointer?, Int32) -> UInt8

/// The functions of ours that keys are bound to, by the names in `keyBindings`.
private let editFunctions: [(name: String, function: EditFunction)] = [
  ("wfsh-complete", { el, _ in owner(of: el)?.complete(backwards: false) ?? 0 }),
  ("wfsh-complete-back", { el, _ in owner(of: el)?.complete(backwards: true) ?? 0 }),
  ("wfsh-forward", { el, _ in owner(of: el)?.edit { $0.forward($1) } ?? 0 }),
  ("wfsh-forward-word", { el, _ in owner(of: el)?.edit { $0.forwardWord($1) } ?? 0 }),
  ("wfsh-home", { el, _ in owner(of: el)?.edit { $0.home($1) } ?? 0 }),
  ("wfsh-end", { el, _ in owner(of: el)?.edit { $0.end($1) } ?? 0 }),
  ("wfsh-previous", { el, _ in owner(of: el)?.edit { $0.previous($1) } ?? 0 }),
  ("wfsh-next", { el, _ in owner(of: el)?.edit { $0.next($1) } ?? 0 }),
  ("wfsh-delete", { el, _ in owner(of: el)?.edit { $0.delete($1) } ?? 0 }),
  ("wfsh-new-row", { el, _ in owner(of: el)?.edit { $0.insertRow($1) } ?? 0 }),
  ("wfsh-search", { el, _ in owner(of: el)?.beginSearch() ?? 0 }),
  ("wfsh-paste", { el, _ in owner(of: el)?.paste() ?? 0 }),
  ("wfsh-suspend", { el, _ in owner(of: el)?.suspendProgram() ?? 0 }),
  ("wfsh-refresh", { _, _ in UInt8(CC_REFRESH) }),
]

/// The columns of a scalar by the tables that libedit uses.
private let columnsOf: ScalarMeasure = { Int(cle_columns(wchar_t($0.value))) }

private func scalar(_ character: wchar_t) -> Unicode.Scalar {
  Unicode.Scalar(UInt32(bitPattern: character)) ?? "\u{FFFD}"
}

/// A string for libedit, at a place that stays until the next one is set.
private final class WideString {
  private(set) var pointer: UnsafeMutablePointer<wchar_t>

  init() {
    pointer = .allocate(capacity: 1)
    pointer.initialize(to: 0)
  }

  deinit { pointer.deallocate() }

  /// NUL would end the string for C; it becomes U+FFFD.
  func set(_ text: String) {
    let scalars = text.unicodeScalars.map { wchar_t($0.value == 0 ? 0xFFFD : $0.value) } + [0]
    pointer.deallocate()
    pointer = .allocate(capacity: scalars.count)
    pointer.initialize(from: scalars, count: scalars.count)
  }
}
