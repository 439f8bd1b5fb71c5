import type { Report } from './report.ts';

export interface Counts {
  readonly passed: number;
  readonly failed: number;
}

/**
 * Counts tests. A skipped test has not passed, so it counts as failed; so does a file that fails
 * outside its tests, and a run that fails without a reason.
 */
export function countsOf(report: Report | undefined, succeeded: boolean): Counts {
  let passed = 0;
  let failed = 0;
  for (const { status, assertionResults } of report?.testResults ?? []) {
    const good = assertionResults.filter((test) => test.status === 'passed').length;
    const bad = assertionResults.length - good;
    passed += good;
    failed += status === 'failed' && bad === 0 ? 1 : bad;
  }
  return { passed, failed: failed === 0 && !succeeded ? 1 : failed };
}

export function sum(one: Counts, other: Counts): Counts {
  return { passed: one.passed + other.passed, failed: one.failed + other.failed };
}
