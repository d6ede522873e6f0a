/// `set_variable`, `set_variables`: writes workflow variables, in order.
package struct SetVariablesCall: Sendable {
  package var assignments: [TemplateMember]

  package init(assignments: [TemplateMember]) {
    self.assignments = assignments
  }
}
