import { afterEach } from 'vitest';
import { openWorkbenches, screenshot } from '../../test/vscode/workbench.ts';

// People look at what a test that failed has seen last.
afterEach(async ({ task: { name, result } }) => {
  if (result?.state !== 'fail') return;
  const words = name.replace(/[^\p{L}\p{N}]+/gu, '-').slice(0, 100);
  for (const workbench of openWorkbenches) await screenshot(workbench, `failed-${words}`);
});
