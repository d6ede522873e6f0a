package import WorkflowEngine
package import WorkflowLanguage
package import WorkflowModel

/// A workflow being run under control: what the shell, scripts and tests talk to.
///
/// Used by one task at a time; only `interrupter` may be called from elsewhere.
package protocol DebugSession: AnyObject {
  /// The outermost workflow.
  var workflow: Workflow { get }
  /// The place that commands act on, as gdb's commands act on a thread; nil when none is active.
  var selectedPlace: Place? { get }
  /// The workflow the selected place is in.
  var selectedWorkflow: Workflow { get }
  /// What is remembered at the selected place.
  var memory: Memory { get }
  /// Selects an active place by its number; false when there is none of that number.
  func select(place: Int) -> Bool
  /// The workflow that an event happened in.
  func workflow(of event: Event) -> Workflow
  /// Where the run is.
  var snapshot: Snapshot { get }
  /// What has happened up to now; `@N` is element N - 1.
  var events: ArraySlice<Event> { get }
  var options: RunOptions { get }
  /// Called with each event as it happens, while a command runs.
  var onEvent: ((Event) -> Void)? { get set }

  // MARK: Running

  /// Forgets the run and stands before its start; breakpoints, stubs and faults stay, variables
  /// go back to the arguments.
  func restart()
  /// Forgets the run and stands before its start with another mode.
  func use(_ options: RunOptions)
  /// Changes how the run goes on, without beginning it anew; the mode is for `use`.
  func adjust(_ change: (inout RunOptions) -> Void)
  /// Whether a handler is at work.
  var isBusy: Bool { get }
  /// Ends a run that goes on as failed: its handlers are stopped and waited for.
  @discardableResult
  func cancel(reason: String) async -> Stop
  /// Gives up the run, stopping handlers that are at work.
  func kill() async
  /// Runs the smallest thing: one attempt, one task of a group.
  func step() async -> Stop
  /// Runs up to the next transition of the run.
  func next() async -> Stop
  /// Runs to a breakpoint, to something that has to be decided, or to the end.
  func proceed() async -> Stop
  /// Runs to a location, and stops at breakpoints too.
  func proceed(until location: Location) async -> Stop
  /// Runs until a condition holds before a state, and stops at breakpoints too.
  func proceed(until condition: CompiledExpression) async -> Stop
  /// Moves the run before a state, running nothing.
  func goTo(_ state: StateID) -> Stop
  /// Answers an undecided exit.
  ///
  /// - Throws: `SessionError` when nothing is undecided, or the state has no such exit.
  func choose(_ transition: TransitionID) throws(SessionError) -> Stop
  /// Answers the question of a place; nil stands for the selected place, else the first that asks.
  ///
  /// - Throws: `SessionError` when nothing is asked, or the answer is none of the choices.
  func answer(_ text: String, place: Int?) throws(SessionError) -> Stop
  /// Wakes whatever waits; a running command then stops at the next event.
  var interrupter: @Sendable () -> Void { get }

  // MARK: Time travel

  /// Restores the run as it was some stops ago, re-running nothing.
  func back(_ count: Int) throws(SessionError) -> Stop
  /// Goes towards the moment that `back` came from.
  func forward(_ count: Int) throws(SessionError) -> Stop
  /// Restores the run as it was when event `@N` had happened.
  func goTo(event: Int) throws(SessionError) -> Stop
  /// Restores the run as it was when it last stood before a state.
  func back(to state: StateID) throws(SessionError) -> Stop

  // MARK: Variables

  /// Writes a variable as the user.
  func set(_ name: Name, _ value: Value)
  /// Declares what the run starts with; written again at each restart.
  func setArgument(_ name: Name, _ value: Value, origin: Origin)
  /// Takes a variable away; false when there is none.
  func unset(_ name: Name) -> Bool
  /// Writes a field of a state's outputs.
  func set(_ state: StateID, field: Name, _ value: Value)
  /// What names mean at the selected place. `locals` go before everything.
  func scope(locals: [Name: Value]) -> RunScope

  // MARK: Stops, stubs and faults

  var breakpoints: [Breakpoint] { get }
  func addBreakpoint(
    _ location: Location, condition: CompiledExpression?, isTemporary: Bool, name: String?
  ) -> Breakpoint
  func updateBreakpoint(_ breakpoint: Breakpoint)
  /// False when there is no such breakpoint.
  func removeBreakpoint(_ id: Int) -> Bool

  var stubs: [Stub] { get }
  func addStub(_ location: Location, _ clauses: [Stub.Clause], isOptional: Bool) -> Stub
  func removeStub(_ id: Int) -> Bool

  var faults: [Fault] { get }
  func addFault(
    _ location: Location, type: String?, message: String?, when: When, isOptional: Bool
  ) -> Fault
  func removeFault(_ id: Int) -> Bool
  /// How often a stub or fault has fired in this run.
  func timesFired(_ id: Int) -> Int
}

/// Why a session cannot do what it was asked to.
package enum SessionError: Error, Hashable, Sendable {
  case nothingUndecided
  case nothingAsked
  /// An answer that is none of the choices.
  case noSuchChoice(String, choices: [String])
  case noSuchExit(state: String)
  /// There are only so many stops behind, or before, the present.
  case noMoreStops(available: Int)
  case noSuchEvent(Int, latest: Int)
  case neverStoodBefore(String)

  /// Lower case, no full stop.
  package var message: String {
    switch self {
    case .nothingUndecided: "no exit is waiting to be chosen"
    case .nothingAsked: "nobody is asked anything here"
    case .noSuchChoice(let answer, let choices):
      "'\(answer)' is no answer here"
        + (choices.isEmpty ? "" : ": choose one of \(choices.joined(separator: ", "))")
    case .noSuchExit(let state): "\(state) has no such exit"
    case .noMoreStops(let available):
      available == 0 ? "there is nothing to go to" : "there are only \(available) stops to go"
    case .noSuchEvent(let event, let latest):
      "there is no event @\(event), the latest is @\(latest)"
    case .neverStoodBefore(let state): "the run has not been before \(state)"
    }
  }
}
