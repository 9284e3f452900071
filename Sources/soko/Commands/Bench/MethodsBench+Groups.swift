import Foundation
import Statistics

/// Methods that group alike rows: k-means, silhouettes, nearest rows.
extension MethodsBench {
  /// 40,000 points of 20 columns in eight clusters, ten starts: with clusters to find, and without.
  func kMeans(_ data: MethodData) throws {
    for (name, centers) in [("eight clouds", 8), ("one cloud", 0)] {
      let points = MethodData.points(40_000, 20, centers: centers, seed: 1)
      let file = try data.write("points-\(centers)", points)
      let what = "k-means, \(name), 10 starts"
      for threads in [1, 2] {
        let own = own(threads: threads) {
          KMeans(clusters: 8, seed: 1, starts: 10).fit(points).withinSumOfSquares
        }
        line(what, "soko", threads: threads, own)
        for (by, tolerance) in [("to a fixed point", "0"), ("its default tol", "1e-4")] {
          line(
            what, "scikit-learn, \(by)", threads: threads,
            try python(Self.sklearnKMeans, file, ["20", "8", "10", tolerance], threads: threads),
            beside: own)
        }
      }
      let first = Array(points.prefix(8))
      let given = own(threads: 1) {
        KMeans(clusters: 8, seed: 1, starts: 0).fit(points, from: first).withinSumOfSquares
      }
      line("k-means, \(name), given start", "soko", threads: 1, given)
      line(
        "k-means, \(name), given start", "scikit-learn, to a fixed point", threads: 1,
        try python(Self.sklearnKMeans, file, ["20", "8", "0", "0"], threads: 1), beside: given)
    }
  }

  /// The best of a hundred starts where local optima are many.
  func starts(_ data: MethodData) throws {
    let points = MethodData.points(4000, 10, centers: 0, seed: 2)
    let file = try data.write("starts", points)
    let own = own(threads: 2) {
      KMeans(clusters: 8, seed: 1, starts: 100).fit(points).withinSumOfSquares
    }
    let what = "k-means, 4,000 × 10, 100 starts"
    line(what, "soko", threads: 2, own)
    line(
      what, "scikit-learn, to a fixed point", threads: 2,
      try python(Self.sklearnKMeans, file, ["10", "8", "100", "0"], threads: 2), beside: own)
  }

  /// Exact silhouettes of 10,000 points of 20 columns in eight clusters.
  func silhouette(_ data: MethodData) throws {
    let points = MethodData.points(10_000, 20, centers: 8, seed: 3)
    let labels = points.indices.map { $0 % 8 }
    let file = try data.write("silhouette", zip(points, labels).map { $0 + [Double($1)] })
    let what = "silhouette, 10,000 × 20"
    for threads in [1, 2] {
      let own = own(threads: threads) {
        silhouettes(points, labels: labels).reduce(0, +) / Double(points.count)
      }
      line(what, "soko", threads: threads, own)
      line(
        what, "scikit-learn", threads: threads,
        try python(Self.sklearnSilhouette, file, ["20"], threads: threads), beside: own)
      guard threads == 1 else { continue }
      line(
        what, "R cluster, with dist()", threads: 1, try r(Self.rSilhouette, file, ["20"]),
        beside: own)
    }
  }

  /// The twenty nearest of each of 20,000 rows of ten columns; found is the mean distance to the twentieth.
  func neighbors(_ data: MethodData) throws {
    let points = MethodData.points(20_000, 10, centers: 8, seed: 4)
    let file = try data.write("neighbors", points)
    let what = "20 nearest, 20,000 × 10"
    for threads in [1, 2] {
      let own = try own(threads: threads) {
        let found = try Neighbors(count: 20).find(points)
        return found.reduce(0) { $0 + ($1.last?.distance ?? 0) } / Double(found.count)
      }
      line(what, "soko", threads: threads, own)
      for way in ["brute", "kd_tree"] {
        line(
          what, "scikit-learn, \(way)", threads: threads,
          try python(Self.sklearnNeighbors, file, ["10", way, "\(threads)"], threads: threads),
          beside: own)
      }
    }
  }

  static let timing = """
    import sys, time, numpy as np
    def least(work, runs=int(sys.argv[2])):
        seconds, processor = [], []
        for _ in range(runs):
            t, p = time.perf_counter(), time.process_time()
            found = work()
            seconds.append(time.perf_counter() - t)
            processor.append(time.process_time() - p)
        print("seconds", min(seconds))
        print("processor", min(processor))
        print("found", float(found))
    x = np.fromfile(sys.argv[1])

    """

  private static let sklearnKMeans =
    timing + """
      from sklearn.cluster import KMeans
      width, k, starts, tol = int(sys.argv[3]), int(sys.argv[4]), int(sys.argv[5]), float(sys.argv[6])
      x = x.reshape(-1, width)
      init, count = ("k-means++", starts) if starts else (x[:k].copy(), 1)
      def work():
          most = 300 if tol else 1000
          return KMeans(k, init=init, n_init=count, tol=tol, max_iter=most, random_state=1).fit(x).inertia_
      least(work)
      """

  private static let sklearnSilhouette =
    timing + """
      from sklearn.metrics import silhouette_score
      width = int(sys.argv[3])
      x = x.reshape(-1, width + 1)
      points, labels = x[:, :width].copy(), x[:, width].astype(int)
      least(lambda: silhouette_score(points, labels))
      """

  private static let sklearnNeighbors =
    timing + """
      from sklearn.neighbors import NearestNeighbors
      x = x.reshape(-1, int(sys.argv[3]))
      def work():
          found = NearestNeighbors(n_neighbors=20, algorithm=sys.argv[4], n_jobs=int(sys.argv[5])).fit(x)
          distances, rows = found.kneighbors()
          return distances[:, -1].mean()
      least(work)
      """

  static let rTiming = """
    a <- commandArgs(trailingOnly = TRUE)
    x <- readBin(a[1], "double", n = file.size(a[1]) / 8)
    least <- function(work) {
      best <- c(Inf, Inf)
      for (i in seq_len(as.integer(a[2]))) {
        before <- proc.time()
        found <- work()
        taken <- proc.time() - before
        best <- pmin(best, c(taken[["elapsed"]], taken[["user.self"]] + taken[["sys.self"]]))
      }
      cat("seconds", format(best[1], digits = 15), "\\n")
      cat("processor", format(best[2], digits = 15), "\\n")
      cat("found", format(found, digits = 15), "\\n")
    }

    """

  private static let rSilhouette =
    rTiming + """
      library(cluster)
      width <- as.integer(a[3])
      m <- matrix(x, ncol = width + 1, byrow = TRUE)
      points <- m[, 1:width]
      labels <- as.integer(m[, width + 1]) + 1L
      least(function() mean(silhouette(labels, dist(points))[, "sil_width"]))
      """
}
