// swift-tools-version: 6.1
import PackageDescription

/// `make check` sets SOKO_STRICT: a warning is an error then.
let strict: [SwiftSetting] =
  Context.environment["SOKO_STRICT"] == nil ? [] : [.unsafeFlags(["-warnings-as-errors"])]

let house: [SwiftSetting] =
  strict + [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
  ]

/// Arithmetic and parsing are optimized in debug builds too, so that tests run on what is shipped.
let optimized: [SwiftSetting] = house + [.unsafeFlags(["-O"])]

let package = Package(
  name: "soko",
  platforms: [.macOS(.v15)],
  products: [.executable(name: "soko", targets: ["soko"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
    .package(url: "https://github.com/vapor/jwt-kit", from: "5.7.1"),
  ],
  targets: [
    .systemLibrary(name: "CLibpq", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
    .systemLibrary(
      name: "CLibarchive", pkgConfig: "libarchive", providers: [.apt(["libarchive-dev"])]),
    .systemLibrary(
      name: "CXlsxWriter", pkgConfig: "xlsxwriter", providers: [.apt(["libxlsxwriter-dev"])]),
    .systemLibrary(name: "CExpat", pkgConfig: "expat", providers: [.apt(["libexpat1-dev"])]),
    .systemLibrary(name: "CLibxml2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),

    .target(
      name: "Postgres",
      dependencies: [
        "CLibpq",
        .product(name: "Logging", package: "swift-log"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
      ], swiftSettings: house),
    .target(name: "Statistics", swiftSettings: optimized),
    .target(name: "Schools", swiftSettings: house),
    .target(
      name: "Intake",
      dependencies: [
        "Schools", "CLibarchive", "CExpat", "CLibxml2",
        .product(name: "Crypto", package: "swift-crypto"),
      ], swiftSettings: optimized),
    .target(name: "Sample", dependencies: ["Schools", "Intake"], swiftSettings: optimized),
    .target(
      name: "Pipeline",
      dependencies: [
        "Intake", "Statistics", "Schools", "Postgres", "SQLFiles",
        .product(name: "Yams", package: "Yams"),
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
      ], swiftSettings: house),
    .target(
      name: "Reports",
      dependencies: [
        "Schools", "Postgres", "Statistics", "CXlsxWriter",
        .product(name: "Mustache", package: "swift-mustache"),
      ], resources: [.copy("Templates")], swiftSettings: house),
    .target(
      name: "Server",
      dependencies: [
        "Reports", "Pipeline", "Schools", "Postgres",
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "CryptoExtras", package: "swift-crypto"),
        .product(name: "AsyncHTTPClient", package: "async-http-client"),
        .product(name: "JWTKit", package: "jwt-kit"),
      ], swiftSettings: house),
    .target(
      name: "SQLFiles", path: "sql", exclude: ["README.md"], sources: ["SQLFiles.swift"],
      resources: [
        .copy("stored"), .copy("check"), .copy("merge"), .copy("derived"), .copy("keyset"),
        .copy("crosswalk"), .copy("grants"),
      ], swiftSettings: house),
    .executableTarget(
      name: "soko",
      dependencies: [
        "Server", "Reports", "Pipeline", "Intake", "Sample", "Schools", "Statistics", "Postgres",
        "SQLFiles",
        .product(name: "AsyncHTTPClient", package: "async-http-client"),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
        .product(name: "UnixSignals", package: "swift-service-lifecycle"),
      ], swiftSettings: house),

    .target(
      name: "TestSupport",
      dependencies: [
        "Postgres", "Schools", .product(name: "Logging", package: "swift-log"),
      ], path: "Tests/TestSupport", swiftSettings: house),
    .target(
      name: "Faults",
      dependencies: [
        "Postgres", "Statistics", .product(name: "Logging", package: "swift-log"),
      ], path: "Tests/Faults", resources: [.copy("Python")], swiftSettings: house),
    .executableTarget(
      name: "soko-fault", dependencies: ["Faults"], path: "Tests/FaultRun", swiftSettings: house),
    .testTarget(
      name: "FaultTests",
      dependencies: [
        "Faults", "Pipeline", "Postgres", "soko", .product(name: "Logging", package: "swift-log"),
      ], path: "Tests/FaultTests", swiftSettings: house),
    .target(
      name: "Hostile", dependencies: ["Intake", "Schools"], path: "Tests/Hostile",
      swiftSettings: optimized),
    .executableTarget(
      name: "soko-fuzz", dependencies: ["Hostile"], path: "Tests/FuzzRun", swiftSettings: optimized),
    .testTarget(
      name: "PostgresTests", dependencies: ["Postgres", "TestSupport"], swiftSettings: house),
    .testTarget(name: "StatisticsTests", dependencies: ["Statistics"], swiftSettings: house),
    .testTarget(name: "SchoolsTests", dependencies: ["Schools"], swiftSettings: house),
    .testTarget(
      name: "IntakeTests", dependencies: ["Intake", "Schools", "Hostile"],
      resources: [.copy("Fixtures")],
      swiftSettings: house),
    .testTarget(
      name: "SampleTests", dependencies: ["Sample", "Intake", "Schools"], swiftSettings: house),
    .testTarget(
      name: "PipelineTests",
      dependencies: [
        "Pipeline", "Reports", "Intake", "Sample", "Statistics", "Schools", "Postgres", "SQLFiles",
        "TestSupport", .product(name: "Yams", package: "Yams"),
        .product(name: "Logging", package: "swift-log"),
      ], swiftSettings: house),
    .testTarget(
      name: "ReportsTests", dependencies: ["Reports", "Schools", "Postgres", "TestSupport"],
      resources: [.copy("Fixture")], swiftSettings: house),
    .testTarget(
      name: "ServerTests",
      dependencies: [
        "Server", "Reports", "Pipeline", "Intake", "Schools", "Postgres", "TestSupport",
        .product(name: "HummingbirdTesting", package: "hummingbird"),
        .product(name: "JWTKit", package: "jwt-kit"),
      ], swiftSettings: house),
    .testTarget(
      name: "BrowserTests",
      dependencies: [
        "Server", "Reports", "Pipeline", "Intake", "Sample", "Schools", "Postgres", "SQLFiles",
        "TestSupport",
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "Logging", package: "swift-log"),
      ], exclude: ["Browser"], swiftSettings: house),
    .testTarget(
      name: "SokoTests",
      dependencies: [
        "soko", "Hostile", "Intake", "Pipeline", "Postgres", "SQLFiles", "Schools", "TestSupport",
        .product(name: "Logging", package: "swift-log"),
      ],
      swiftSettings: house),
  ]
)
