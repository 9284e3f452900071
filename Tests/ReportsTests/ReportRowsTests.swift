import Reports
import Schools
import Testing

@Suite struct ReportRowsTests {
  private func written(
    _ report: Report, _ filters: [String: String] = [:], as format: ReportFormat,
    _ language: Language = .ru
  ) async throws -> String {
    let query = try ReportQuery(report, where: filters, language: language)
    return try await Region.read { db in
      var bytes: [UInt8] = []
      try query.write(db, as: format) { bytes += $0 }
      return String(decoding: bytes, as: UTF8.self)
    }
  }

  @Test func `a comparison is JSON with sorted keys, exact numbers and nulls`() async throws {
    let json = try await written(
      .comparison, ["school": "A", "indicator": "x.good_share"], as: .json)
    #expect(
      json == """
        {"asOf":"2025-06-20T00:00:00Z","rows":[
        {"analogue":"municipal","analogueDenominator":null,"analogueNumerator":null,"analogueValue":null,\
        "asOf":"конец года","band":null,"class":null,"conversion":null,"cut":"all","denominator":40,"difference":null,\
        "differenceHigh":null,"differenceLow":null,"direction":"higher","discoveryOfIndicator":null,"discoveryOfSchool":null,"effect":null,"fingerprint":"f1","high":0.8581,\
        "indicator":"x.good_share","kind":"share","leftOut":null,"low":0.5981,"municipality":"90101",\
        "numerator":30,"origin":null,"p":null,"percentile":null,"period":"year","pool":"sum","population":"all",\
        "published":null,"pupilCoverage":null,"reasons":["too_few_schools","too_few_units"],"run":2,"school":"A",\
        "schoolCoverage":null,"schools":1,"source":"records","status":null,"unit":"share",\
        "value":0.75,"verdict":"not_comparable","version":1,"year":2025,"z":null},
        {"analogue":"regional","analogueDenominator":100,"analogueNumerator":50,"analogueValue":0.5,\
        "asOf":"конец года","band":2,"class":null,"conversion":null,"cut":"all","denominator":40,"difference":0.25,\
        "differenceHigh":0.3928,"differenceLow":0.0722,"direction":"higher","discoveryOfIndicator":false,"discoveryOfSchool":true,"effect":0.5236,"fingerprint":"f1","high":0.8581,\
        "indicator":"x.good_share","kind":"share","leftOut":true,"low":0.5981,"municipality":"90101",\
        "numerator":30,"origin":null,"p":0.005,"percentile":100,"period":"year","pool":"sum","population":"all",\
        "published":null,"pupilCoverage":0.8125,"reasons":[],"run":2,"school":"A",\
        "schoolCoverage":0.75,"schools":2,"source":"records","status":null,"unit":"share",\
        "value":0.75,"verdict":"above","version":1,"year":2025,"z":2.8},
        {"analogue":"previous","analogueDenominator":null,"analogueNumerator":null,"analogueValue":null,\
        "asOf":"конец года","band":null,"class":null,"conversion":null,"cut":"all","denominator":40,"difference":null,\
        "differenceHigh":null,"differenceLow":null,"direction":"higher","discoveryOfIndicator":null,"discoveryOfSchool":null,"effect":null,"fingerprint":"f1","high":0.8581,\
        "indicator":"x.good_share","kind":"share","leftOut":null,"low":0.5981,"municipality":"90101",\
        "numerator":30,"origin":null,"p":null,"percentile":null,"period":"year","pool":"sum","population":null,\
        "published":null,"pupilCoverage":null,"reasons":["no_previous_year"],"run":2,"school":"A",\
        "schoolCoverage":null,"schools":null,"source":"records","status":null,"unit":"share",\
        "value":0.75,"verdict":"not_comparable","version":1,"year":2025,"z":null},
        {"analogue":"regional_published","analogueDenominator":120,"analogueNumerator":66,"analogueValue":0.55,\
        "asOf":"конец года","band":null,"class":"exact","conversion":"none","cut":"all","denominator":40,"difference":0.2,\
        "differenceHigh":0.34,"differenceLow":0.03,"direction":"higher","discoveryOfIndicator":null,"discoveryOfSchool":null,"effect":null,"fingerprint":"f1","high":0.8581,\
        "indicator":"x.good_share","kind":"share","leftOut":true,"low":0.5981,"municipality":"90101",\
        "numerator":30,"origin":"условный источник","p":null,"percentile":null,"period":"year","pool":"sum","population":"all",\
        "published":"2025-10-01","pupilCoverage":0.98,"reasons":["marks_doubtful","preliminary"],"run":2,"school":"A",\
        "schoolCoverage":null,"schools":5,"source":"records","status":"preliminary","unit":"share",\
        "value":0.75,"verdict":"above","version":1,"year":2025,"z":null}
        ],"run":2}

        """)
  }

  @Test func `the keys of a comparison are its CSV header, and reasons are joined`() async throws {
    let csv = try await written(
      .comparison, ["school": "A", "indicator": "x.good_share", "analogue": "municipal"], as: .csv)
    #expect(
      csv
        == "school,municipality,year,indicator,cut,kind,unit,direction,pool,numerator,denominator,"
        + "value,low,high,analogue,schools,analogueNumerator,analogueDenominator,analogueValue,"
        + "difference,differenceLow,differenceHigh,percentile,verdict,reasons,run,source,version,"
        + "fingerprint,period,asOf,population,leftOut,schoolCoverage,pupilCoverage,class,conversion,"
        + "status,published,origin,effect,z,band,p,discoveryOfSchool,discoveryOfIndicator\r\n"
        + "A,90101,2025,x.good_share,all,share,share,higher,sum,30,40,0.75,0.5981,0.8581,municipal,1,"
        + ",,,,,,,not_comparable,too_few_schools;too_few_units,2,records,1,f1,year,конец года,all,"
        + ",,,,,,,,,,,,,\r\n")
  }

  @Test func `a funnel shows what its comparison shows, and families count tests`() async throws {
    #expect(
      try await written(.funnel, as: .csv) == """
        school,municipality,year,indicator,cut,kind,unit,direction,denominator,value,schools,target,\
        dispersion,low95,high95,low998,high998,position,run\r
        A,90101,2025,x.good_share,all,share,share,higher,40,0.75,2,0.5,1.44,0.31,0.69,0.21,0.79,above95,2\r
        B,90101,2025,x.good_share,all,share,share,higher,40,0.5,2,0.6,0.81,0.45,0.75,0.36,0.84,within,2\r

        """)
    #expect(
      try await written(.families, as: .csv) == """
        family,school,municipality,year,indicator,cut,analogue,tests,expectedFalse,verdicts,\
        falseDiscoveryShare,discoveries,cutoff,run\r
        indicator,,,2025,x.good_share,all,regional,20,1,1,0.1,0,0,2\r
        school,A,90101,2025,,,regional,6,0.3,1,0.1,1,0.02,2\r

        """)
  }

  @Test func `years together, before a merger and of a calendar year have rows of their own`()
    async throws
  {
    #expect(
      try await written(.pooled, ["school": "A"], as: .csv) == """
        school,municipality,year,indicator,cut,kind,unit,direction,analogue,firstYear,years,linked,\
        numerator,denominator,value,low,high,schools,analogueNumerator,analogueDenominator,\
        analogueValue,difference,differenceLow,differenceHigh,effect,z,band,p,verdict,reasons,run\r
        A,90101,2025,x.good_share,all,share,share,higher,regional,2024,2,true,48,70,0.6857,0.57,0.782,2,\
        95,190,0.5,0.1857,0.05,0.3,,,,,above,chain_linked,2\r

        """)
    #expect(
      try await written(.linked, as: .csv) == """
        school,municipality,year,indicator,cut,unit,members,numerator,denominator,sumSquares,\
        baseNumerator,baseDenominator,value,run\r
        A,90101,2024,x.good_share,all,share,2,18,30,,,,0.6,2\r

        """)
    // What is counted on 20 September 2024 is of 2024; a hidden value has a denominator alone.
    #expect(
      try await written(.calendar, ["year": "2024"], as: .csv) == """
        school,municipality,year,academicYear,indicator,cut,numerator,denominator,value,low,high,basis,\
        asOf,run\r
        B,90101,2024,2025,x.register_share,all,,40,,,,day,20 сентября,2\r

        """)
  }

  @Test func `a hidden value has a denominator and no numerator`() async throws {
    let table = try await rows(.comparison, ["school": "B", "indicator": "x.register_share"])
    let cells = cell("numerator", of: table) + cell("value", of: table)
    #expect(cells.allSatisfy { $0 == nil } && cell("denominator", of: table) == ["40", "40"])
  }

  @Test func `an unranked school has a row with an empty rank and a reason`() async throws {
    let csv = try await written(.ranking, as: .csv)
    #expect(
      csv == """
        school,year,scope,score,rank,rankLow,rankHigh,tier,reason,among,expectedRank,medianRank,\
        samplingLow,samplingHigh,methodLow,methodHigh,setLow,setHigh,topQuarter,bottomQuarter,\
        aboveNext,scoreError\r
        A,2025,region,75.5,1,1,2,1,,2,1.25,1,1,2,1,1,1,2,0.75,0.25,0.75,3.5\r
        B,2025,region,50,2,1,2,1,,2,1.75,2,1,2,2,2,1,2,0.25,0.75,,4\r
        C,2025,region,,,,,,too_few_criteria,,,,,,,,,,,,,\r
        A,2025,municipality,75.5,1,1,1,1,,,,,,,,,,,,,,\r

        """)
  }

  @Test func `clusters and their profiles have one row a school and one an indicator`() async throws
  {
    #expect(
      try await written(.clusters, as: .csv) == """
        school,year,cluster,silhouette,membership,borderline\r
        A,2025,1,0.5,0.9,false\r
        B,2025,2,-0.1,0.4,true\r
        C,2025,,,,\r

        """)
    #expect(
      try await written(.profiles, as: .csv) == """
        region,year,cluster,schools,indicator,cut,mean,deviation,low,high,identity,jaccard,name,ownName\r
        90,2025,1,1,x.good_share,all,0.75,1.2,0.7,0.8,4,0.9,Городские школы,выше: успеваемость\r
        90,2025,2,1,x.good_share,all,0.5,-0.5,,,5,0.4,,\r

        """)
  }

  @Test func `problems come with place, sentence and hint, quoted as CSV asks`() async throws {
    let csv = try await written(.problems, ["bundle": "2"], as: .csv, .en)
    #expect(
      csv == """
        bundle,school,year,state,severity,code,file,row,column,message,hint,rule,table,sheet,cell\r
        2,B,2025,rejected,rejected,intake.resource_unknown,datapackage.json,,,\
        "The bundle profile has no table “<i>, ""x""”.",\
        Look the table's name up in the bundle reference.,resource_unknown,,,\r
        2,B,2025,rejected,rejected,intake.school_mismatch,student.csv,17,school_code,\
        The row carries the code of another school.,\
        "Take out rows of other schools: one bundle, one school.",school_mismatch,student,,\r
        2,B,2025,rejected,warning,intake.file_undescribed,a.txt,,,\
        The file is not named by the descriptor and is not loaded.,\
        "If it is a table, list it under resources; otherwise leave it out.",file_undescribed,,,\r

        """)
  }

  @Test func `a complete list has the columns of the report, whoever found the problems`()
    async throws
  {
    let lines = ProblemLines(bundle: 2, school: "B", year: 2025, state: "rejected", language: .en)
    let found = [
      Problem(
        "intake.resource_unknown", at: .init(file: "datapackage.json"), ["resource": "<i>, \"x\""]),
      Problem(
        "intake.school_mismatch", at: .init(file: "student.csv", row: 17, column: "school_code"),
        table: "student"),
      Problem("intake.file_undescribed", at: .init(file: "a.txt")),
    ]
    let text = ProblemLines.header + found.map(lines.line).joined()
    #expect(try await text == written(.problems, ["bundle": "2"], as: .csv, .en))
  }

  @Test func `a receipt tells of each table what came, changed, went and stayed`() async throws {
    #expect(
      try await written(.receipts, as: .csv) == """
        bundle,school,year,state,table,rows,added,changed,removed,unchanged,superseded\r
        1,A,2025,done,student,5,2,1,1,2,false\r

        """)
  }

  @Test func `decisions on severities are listed, and which are in force`() async throws {
    let table = try await rows(.policy)
    #expect(cell("code", of: table) == ["intake.marks_in_first_grade"])
    #expect(cell("inForce", of: table) == ["true"])
    #expect(cell("table", of: table) == ["*"])
  }

  @Test func `the catalog lists definitions in force only`() async throws {
    let table = try await rows(.indicators)
    #expect(cell("indicator", of: table) == ["x.good_share", "x.register_share"])
    #expect(cell("sensitive", of: table) == ["false", "true"])
    #expect(cell("tableRows", of: table) == ["1", "19"])
  }

  @Test func `the register counts pupils still on roll at the end of May`() async throws {
    let table = try await rows(.schools)
    #expect(cell("students", of: table) == ["1", nil, nil])
    #expect(cell("year", of: table) == ["2025", "2025", "2025"])
  }

  @Test func `a terminal gets columns aligned and numbers to the right`() async throws {
    #expect(
      try await written(.clusters, ["year": "2025"], as: .text) == """
        school  year  cluster  silhouette  membership  borderline
        A       2025        1         0.5         0.9  false
        B       2025        2        -0.1         0.4  true
        C       2025

        """)
  }

  @Test func `a school or indicator that is not there is not found`() async throws {
    for (name, thing) in [("school", ReportError.Thing.school), ("indicator", .indicator)] {
      await #expect(throws: ReportError.notFound(thing)) {
        _ = try await rows(.comparison, [name: "nobody"])
      }
    }
  }

  @Test func `a foreign school is as absent as one that does not exist`() async throws {
    await #expect(throws: ReportError.notFound(.school)) {
      try await Region.read(.school("B")) { db in
        _ = try ReportQuery(.comparison, where: ["school": "A"]).rows(db)
      }
    }
  }

  @Test func `a filter the report does not have is refused`() {
    #expect(
      throws: ReportError.unknownParameter("bundle", allowed: ["school", "year", "municipality"])
    ) {
      try ReportQuery(.clusters, where: ["bundle": "1"])
    }
    #expect(throws: ReportError.invalidValue(parameter: "year")) {
      try ReportQuery(.clusters, where: ["year": "2024/25"])
    }
  }

  private func rows(_ report: Report, _ filters: [String: String] = [:]) async throws
    -> ReportTable
  {
    let query = try ReportQuery(report, where: filters)
    return try await Region.read { try query.rows($0) }
  }

  private func cell(_ key: String, of table: ReportTable) -> [String?] {
    let index = table.columns.firstIndex { $0.key == key }!
    return table.rows.map { $0[index] }
  }
}
