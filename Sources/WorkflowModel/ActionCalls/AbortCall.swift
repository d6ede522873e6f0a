/// `abort`: ends the whole run as failed, the workflows around it included.
package struct AbortCall: Sendable {
  package var message: TemplateValue?

  package init(message: TemplateValue? = nil) {
    self.message = message
  }
}
