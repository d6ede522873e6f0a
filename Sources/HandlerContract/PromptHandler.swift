/// Something that does the work a prompt names: a program that is started for it, or a Swift type.
///
/// Both take the same request, tell of the same events while they work and give the same answer;
/// one table of tests examines both.
package protocol PromptHandler: Sendable {
  /// Does the work and says how it ended; never throws, a failure is an answer too.
  ///
  /// Cancelling the task stops the work; the answer is then a failure of type `cancelled` unless
  /// the work was done already.
  ///
  /// - Parameter report: is given progress and log messages as they come, in their order.
  func answer(
    _ request: HandlerRequest, report: @escaping @Sendable (HandlerMessage) -> Void
  ) async -> HandlerAnswer
}
