import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { analyze } from '../../scheduling/analyze.ts';
import { modelOf } from '../support/model-of.ts';

interface Snippet {
  readonly body: readonly string[];
}

const snippets: Readonly<Record<string, Snippet>> = JSON.parse(
  readFileSync('snippets/hypersched.json', 'utf8'),
);

/** The text of a snippet with all its proposed values. */
function accepted(name: string): string {
  const lines = snippets[name]?.body ?? [];
  return lines
    .join('\n')
    .replace(/\$\{\d+\|([^,|]*)[^|]*\|\}/g, '$1')
    .replace(/\$\{\d+:([^}]*)\}/g, '$1')
    .replaceAll('$0', '');
}

describe('what the snippets leave', () => {
  it.each<readonly [readonly string[]]>([
    [['First file']],
    [['Machine']],
    [['Machine', 'Domain']],
    [['Task set']],
    [['Machine', 'Domain', 'Task set']],
  ])('%j has no error and is schedulable', async (names) => {
    const model = await modelOf(names.map(accepted).join('\n'));
    expect(analyze(model).verdict).toBe('schedulable');
  });

  it('the scenario fits the first file', async () => {
    const text =
      accepted('First file') + accepted('Scenario').replace('scenario boot', 'scenario again');
    const [boot, again] = analyze(await modelOf(text)).scenarios;
    for (const scenario of [boot, again]) {
      expect(scenario?.steps.map(({ admitted }) => admitted)).toEqual([true, true]);
    }
  });
});
