/// What a school of the sample may be strong or weak in, in standard deviations between schools.
enum Measure: Int, CaseIterable {
  /// Year marks of «4» and «5».
  case marks
  /// Exams after grade 9.
  case exams9
  /// Exams after grade 11.
  case exams11
  /// Participation in the municipal stage of olympiads.
  case olympiad
  /// Pupils in sports sections.
  case sport
  /// Staff with a category.
  case category
  /// Staff trained in the last three years.
  case training
  /// Hours taught by qualified teachers.
  case staffing
}

/// A planted kind of school: the shape of its profile over the measures.
package enum SampleCluster: String, CaseIterable, Hashable, Sendable {
  /// High results and olympiads, little sport.
  case academic
  /// Sport, events and trained staff; middling results.
  case social
  /// Too few qualified teachers, and results that suffer.
  case strained

  /// The mean of the measure in the cluster, in standard deviations between schools.
  func mean(_ measure: Measure) -> Double {
    switch (self, measure) {
    case (.academic, .marks), (.academic, .exams9), (.academic, .exams11): 1.0
    case (.academic, .olympiad): 1.6
    case (.academic, .sport): -0.9
    case (.academic, .category): 0.7
    case (.academic, .training): -0.3
    case (.academic, .staffing): 0.5
    case (.social, .marks), (.social, .exams9), (.social, .exams11): -0.3
    case (.social, .olympiad): -0.9
    case (.social, .sport): 1.8
    case (.social, .category): 0.2
    case (.social, .training): 1.2
    case (.social, .staffing): 0.6
    case (.strained, .marks), (.strained, .exams9), (.strained, .exams11): -0.9
    case (.strained, .olympiad), (.strained, .sport): -0.6
    case (.strained, .category): -1.2
    case (.strained, .training): -1.1
    case (.strained, .staffing): -1.6
    }
  }

  /// What the cluster adds to a school's overall quality: its mean over all measures.
  var contribution: Double {
    Measure.allCases.reduce(0) { $0 + mean($1) } / Double(Measure.allCases.count)
  }
}
