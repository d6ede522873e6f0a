package import WorkflowLanguage

/// `wait`: lets time pass, virtual or real.
package struct WaitCall: Sendable {
  package var duration: Property<TimeSpan>

  package init(duration: Property<TimeSpan>) {
    self.duration = duration
  }
}
