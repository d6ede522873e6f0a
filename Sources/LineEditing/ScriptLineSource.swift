/// Lines given beforehand: tests, and answers written into a script.
package final class ScriptLineSource: LineSource {
  private var inputs: ArraySlice<LineInput>
  /// The prompts asked with so far.
  package private(set) var prompts: [Prompt] = []

  package init(_ lines: [String]) { inputs = lines.map { .line($0) }[...] }

  /// Inputs of all kinds, in order.
  package init(inputs: [LineInput]) { self.inputs = inputs[...] }

  package func nextLine(prompt: Prompt) -> LineInput {
    prompts.append(prompt)
    return inputs.popFirst() ?? .endOfInput
  }

  package func close() { inputs = [] }
}
