import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, inject, it } from 'vitest';
import { remoteUri } from '../../scripts/vscode-server.ts';
import { fromSource } from '../../scripts/workbench.ts';
import { promised } from '../support/promised.ts';
import type { SuiteTest } from './suite/run.ts';
import { closeWorkbench, examples, openWorkbench } from './workbench.ts';

/** VS Code itself runs the suite; each of its tests becomes one here. */
const tests = await runSuite();

describe('in the extension host of VS Code', () => {
  it('the suite ran', () => expect(tests.length).toBeGreaterThan(10));

  it.each(tests)('$title', ({ error }) => expect(error).toBeUndefined());
});

async function runSuite(): Promise<readonly SuiteTest[]> {
  const log: string[] = [];
  const place = examples();
  const { promise: exit, resolve: exited } = promised<number>();
  const suite = remoteUri(place.port, resolve('dist/test/suite.cjs'));
  const workbench = await openWorkbench(
    place,
    [...fromSource(place), ['extensionTestsPath', suite]],
    async (page) => {
      await page.exposeFunction('codeAutomationExit', (code: number) => exited(code));
      await page.exposeFunction('codeAutomationLog', (_kind: string, args: unknown[]) =>
        log.push(args.join(' ')),
      );
    },
  );
  try {
    const late = new Promise<never>((_, reject) => {
      setTimeout(
        () => reject(new Error(`the suite did not end in 8 minutes:\n${log.join('\n')}`)),
        480_000,
      ).unref();
    });
    await Promise.race([exit, late]);
    const result = inject('suiteResult');
    if (!existsSync(result)) throw new Error(`the suite did not run:\n${log.join('\n')}`);
    return JSON.parse(readFileSync(result, 'utf8'));
  } finally {
    await closeWorkbench(workbench);
  }
}
