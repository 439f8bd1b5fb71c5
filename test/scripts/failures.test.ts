import { expect, it } from 'vitest';
import { failuresOf } from '../../scripts/tests/failures.ts';

const passed = { fullName: 'adds', status: 'passed', failureMessages: [] };
const file = { name: 'sum.test.ts', status: 'failed', message: '' };

it('tells what failed, with the first lines of why', () => {
  const why = Array.from({ length: 40 }, (_, line) => `line ${line}`).join('\n');
  const failed = { fullName: 'carries', status: 'failed', failureMessages: [why] };
  const skipped = { fullName: 'subtracts', status: 'skipped', failureMessages: [] };
  const [one = '', other] = failuresOf({
    testResults: [{ ...file, assertionResults: [passed, failed, skipped] }],
  });
  expect(one).toMatch(
    /^sum\.test\.ts > carries \(failed\)\n {4}line 0\n(?: {4}line \d+\n){23} {4}line 24$/,
  );
  expect(other).toBe('sum.test.ts > subtracts (skipped)\n    ');
});

it('tells of a file that failed outside of its tests', () => {
  const broken = { ...file, message: 'no such module', assertionResults: [] };
  expect(failuresOf({ testResults: [broken] })).toEqual(['sum.test.ts\n    no such module']);
});

it('tells nothing where all is well', () => {
  const good = { ...file, status: 'passed', assertionResults: [passed] };
  expect(failuresOf({ testResults: [good] })).toEqual([]);
});
