// One plain closing line, so that whoever reads the log of a run sees at once whether tests were run at all.
import type { FullResult, Reporter, TestCase, TestResult } from "@playwright/test/reporter";

export default class Tally implements Reporter {
  private readonly last = new Map<string, TestResult["status"]>();

  onTestEnd(test: TestCase, result: TestResult): void {
    this.last.set(test.id, result.status);
  }

  onEnd(_result: FullResult): void {
    const count = (wanted: (status: TestResult["status"]) => boolean) => [...this.last.values()].filter(wanted).length;
    const passed = count((status) => status === "passed");
    const skipped = count((status) => status === "skipped");
    const failed = this.last.size - passed - skipped;
    console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`);
  }
}
