import Intake
import Schools
import Testing

@Suite struct BundleWriterTests {
}
