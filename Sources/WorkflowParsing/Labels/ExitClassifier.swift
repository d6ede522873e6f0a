package import WorkflowModel

/// Gives the exits of a state their classes: the table of WorkflowFormat, «Which exit is taken».
package struct ExitClassifier {
  /// What the state does, as far as its exits are concerned.
  package enum Source: Hashable, Sendable {
    /// `[*]`, where nothing is decided.
    case start
    /// A state without any action, in which people may be asked for the way.
    case idle
    /// A state without action that is looked through, or that has states inside.
    case passage
    case conditional
    /// An action that yields a choice.
    case choosing
    case action
  }

  package var source: Source

  package init(source: Source) {
    self.source = source
  }

  /// The labels, classified, in the same order.
  package func classify(_ readings: [LabelReading]) -> [TransitionLabel] {
    let leanings = readings.map {
      PolarityReader.reading(of: $0.text, onConditional: source == .conditional)
    }
    var labels = zip(readings, leanings).map(first)
    let prose = readings.indices.filter {
      if case .prose = readings[$0].form { readings[$0].meaning == nil } else { false }
    }
    if source == .start {
      for index in prose { set(.always, .sole, &labels[index]) }
    } else if source == .choosing || (source == .idle && prose.count > 1) {
      for index in prose { set(.choice, .choiceText, &labels[index]) }
    } else if readings.count == 1 {
      for index in prose { set(.always, .sole, &labels[index]) }
    } else {
      for index in prose {
        guard let leaning = leanings[index].leaning else { continue }
        set(
          leaning.polarity == .positive ? .success : .failure,
          .polarity(words: leaning.words), &labels[index])
      }
      pair(&labels, readings)
    }
    return labels
  }

  /// What the label says by itself.
  private func first(
    _ reading: LabelReading,
    _ words: (leaning: PolarityReader.Leaning?, mentionsTrouble: Bool)
  ) -> TransitionLabel {
    var label = TransitionLabel(
      text: reading.text, range: reading.range, exitClass: .prose, rule: .noRule,
      guardExpression: reading.guardExpression, polarity: words.leaning?.polarity,
      mentionsTrouble: words.mentionsTrouble)
    if let meaning = reading.meaning {
      set(meaning.exitClass, .override(meaning.text), &label)
      label.guardExpression = meaning.guardExpression
      label.pattern = meaning.pattern
      label.choiceText = meaning.choiceText
      return label
    }
    switch reading.form {
    case .unlabelled: set(.always, .unlabelled, &label)
    case .classWord(let exitClass, let word): set(exitClass, .classWord(word), &label)
    case .limit: set(.exhausted, .limitWords, &label)
    case .pattern(let pattern):
      label.pattern = pattern
      if case .text = pattern {
        set(.pattern, .quotedText, &label)
      } else {
        set(.pattern, .regularExpression, &label)
      }
    case .condition:
      // `true` and `false` behind a conditional are its two outcomes, not conditions of their own.
      switch (source, reading.text) {
      case (.conditional, "true"): set(.success, .classWord(reading.text), &label)
      case (.conditional, "false"): set(.failure, .classWord(reading.text), &label)
      default: set(.guard, .expression, &label)
      }
      if label.exitClass != .guard { label.guardExpression = nil }
    case .prose: break
    }
    return label
  }

  /// Of two exits of which exactly one leans, the other is its opposite.
  private func pair(_ labels: inout [TransitionLabel], _ readings: [LabelReading]) {
    let pair = readings.indices.filter { readings[$0].isOutcomeOrProse }
    guard pair.count == 2 else { return }
    for (index, other) in [(pair[0], pair[1]), (pair[1], pair[0])]
    where labels[index].exitClass == .prose {
      switch labels[other].exitClass {
      case .success: set(.failure, .pair(other: labels[other].text), &labels[index])
      case .failure: set(.success, .pair(other: labels[other].text), &labels[index])
      default: break
      }
    }
  }

  private func set(_ exitClass: ExitClass, _ rule: ExitRule, _ label: inout TransitionLabel) {
    label.exitClass = exitClass
    label.rule = rule
  }
}
