/// Every command, in the order of `help`.
package let shellCommands: [any ShellCommand.Type] = [
  // Files
  LoadCommand.self, ReloadCommand.self, WorkflowsCommand.self, CheckCommand.self,
  ListCommand.self,
  // Variables
  SetCommand.self, UnsetCommand.self, VarsCommand.self, ArgsCommand.self, OutputsCommand.self,
  LetCommand.self,
  // Running
  RunCommand.self, RestartCommand.self, StepCommand.self, NextCommand.self,
  ContinueCommand.self, UntilCommand.self, GotoCommand.self, ChooseCommand.self,
  AnswerCommand.self,
  KillCommand.self,
  LiveCommand.self,
  // Time travel
  BackCommand.self, ForwardCommand.self, EventCommand.self, TrailCommand.self,
  // Stops
  BreakCommand.self, TbreakCommand.self, CommandsCommand.self, DeleteCommand.self,
  EnableCommand.self, DisableCommand.self, DisplayCommand.self, UndisplayCommand.self,
  // Looking
  StatusCommand.self, WhereCommand.self, InspectCommand.self, WhyCommand.self,
  InfoCommand.self, PlaceCommand.self,
  // Expressions and templates
  PrintCommand.self, EvalCommand.self, RenderCommand.self,
  // Faults
  FailCommand.self, NofaultCommand.self, FaultsCommand.self,
  // Stubs
  StubCommand.self, UnstubCommand.self, StubsCommand.self,
  // Assertions and tests
  AssertCommand.self, ExpectCommand.self, RefuteCommand.self, TestCommand.self,
  SetupCommand.self, TeardownCommand.self,
  // Session
  SourceCommand.self, EchoCommand.self, OptionCommand.self, ModeCommand.self,
  HelpCommand.self, VersionCommand.self, QuitCommand.self,
]
