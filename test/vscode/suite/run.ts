import { writeFileSync } from 'node:fs';
import Mocha from 'mocha';

/** The result of one test, as read from outside. */
export interface SuiteTest {
  readonly title: string;
  readonly error?: string;
}

/**
 * Runs inside VS Code's extension host, called by VS Code itself: through its server in a browser,
 * or through `@vscode/test-electron` on the desktop. It rejects when a test fails. With
 * HYPERSCHED_SUITE_RESULT set it also writes the result of each test there, as JSON.
 */
export async function run(): Promise<void> {
  const mocha = new Mocha({ ui: 'bdd', timeout: 90_000 });
  mocha.suite.emit('pre-require', globalThis, '', mocha);
  await import('./extension.suite.ts');
  await import('./diagnostics.suite.ts');
  await import('./editing.suite.ts');
  await import('./import.suite.ts');
  await import('./tasks.suite.ts');
  await import('./view.suite.ts');
  const tests: SuiteTest[] = [];
  const failures = await new Promise<number>((resolve) => {
    mocha
      .run(resolve)
      .on('pass', (test) => tests.push({ title: test.fullTitle() }))
      .on('fail', (test, error) =>
        tests.push({ title: test.fullTitle(), error: error.stack ?? String(error) }),
      );
  });
  const result = process.env.HYPERSCHED_SUITE_RESULT;
  if (result !== undefined) writeFileSync(result, JSON.stringify(tests));
  if (failures > 0) {
    throw new Error(
      `${failures} failed:\n${tests.map(({ title, error }) => `${title}: ${error ?? 'passed'}`).join('\n')}`,
    );
  }
}
