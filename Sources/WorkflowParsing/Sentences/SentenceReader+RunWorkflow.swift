internal import WorkflowModel
internal import WorkflowSource

extension SentenceReader {
  /// `Run workflow "name" [with k="v" result="variable" timeout="2m"]`, `Delegate [to] "name"`.
  mutating func runWorkflow() throws(SentenceProblem) -> ActionCall.Kind {
    let workflow = try target(of: "the workflow")
    var options = try options()
    try takeResult(&options)
    let timeout = try takeTimeout(&options)
    return .runWorkflow(
      SubWorkflowCall(workflow: workflow, variables: members(options), timeout: timeout))
  }
}
