import { describe, expect, it } from 'vitest';
import type { Report } from '../../scripts/tests/report.ts';
import { countsOf } from '../../scripts/tests/test-counts.ts';

const report = (...files: readonly (readonly [string, ...string[]])[]): Report => ({
  testResults: files.map(([status, ...tests]) => ({
    ...{ name: 'some.test.ts', status, message: '' },
    assertionResults: tests.map((test) => ({
      ...{ fullName: 'a test', status: test, failureMessages: [] },
    })),
  })),
});

describe('the count at the end of npm test', () => {
  it.each<readonly [string, Report | undefined, boolean, number, number]>([
    ['passed tests', report(['passed', 'passed', 'passed'], ['passed', 'passed']), true, 3, 0],
    ['failed tests', report(['failed', 'passed', 'failed']), false, 1, 1],
    ['a skipped test as failed', report(['passed', 'passed', 'skipped']), true, 1, 1],
    [
      'a file that cannot be loaded as one failure',
      report(['failed'], ['passed', 'passed']),
      false,
      1,
      1,
    ],
    ['a run that fails outside its tests', report(['passed', 'passed']), false, 1, 1],
    ['a run without a report', undefined, false, 0, 1],
  ])('counts %s', (_, found, succeeded, passed, failed) => {
    expect(countsOf(found, succeeded)).toEqual({ passed, failed });
  });
});
