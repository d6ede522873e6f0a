/// A small shell around the line editor, for the terminal tests of `LineEditing` and for trying the
/// editor by hand. It is an executable target and no product: SwiftPM builds it because the tests
/// depend on it, and they find it beside the test bundle.
///
///     LineEditingProbe [--history FILE] [--no-colour] [--dumb] [--settings]
///
/// It prints each input as `got: …` with line feeds as `⏎`; `sleep` runs a child that waits for
/// Ctrl-C, `quit` ends.

internal import LineEditing

var options = TerminalLineSource.Options()
options.readsSettings = CommandLine.arguments.contains("--settings")
options.colour = !CommandLine.arguments.contains("--no-colour")
options.isDumb = CommandLine.arguments.contains("--dumb")
var path: String?
if let index = CommandLine.arguments.firstIndex(of: "--history") {
  path = CommandLine.arguments[index + 1]
}

let history = History(path: path) { $0.contains("secret") }
let source = try TerminalLineSource(
  options: options, assistance: probeAssistance(history), history: history)
let prompt = Prompt(
  StyledText("probe", TextStyle(.cyan, bold: true)) + "> ",
  right: StyledText("@17 ", TextStyle(.yellow)) + "40 % ")

loop: while true {
  switch try source.nextLine(prompt: prompt) {
  case .interrupt, .takenBack: print("interrupted")
  case .endOfInput:
    print("end")
    break loop
  case .line("quit"): break loop
  case .line("child"):
    source.suspend { runChild() }
  case .line(let text):
    let ticket = history.add(text)
    print(
      "got: " + text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "⏎")
    )
    if let ticket { history.finish(ticket, status: text.hasPrefix("false") ? 1 : 0) }
  }
}
source.close()
