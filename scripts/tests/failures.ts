import type { Report } from './report.ts';

/** As many lines of a message are told: the counterexample, and not the whole stack. */
const LINES = 25;

/**
 * The tests that failed, each with the beginning of its message, and the files that failed outside
 * of their tests.
 */
export function failuresOf({ testResults }: Report): readonly string[] {
  return testResults.flatMap(({ name, status, message, assertionResults }) => {
    const failed = assertionResults.filter((test) => test.status !== 'passed');
    if (failed.length === 0) return status === 'failed' ? [told(name, message)] : [];
    return failed.map((test) =>
      told(`${name} > ${test.fullName} (${test.status})`, test.failureMessages.join('\n')),
    );
  });
}

function told(what: string, message: string): string {
  const lines = message.split('\n').slice(0, LINES);
  return [what, ...lines.map((line) => `    ${line}`)].join('\n');
}
