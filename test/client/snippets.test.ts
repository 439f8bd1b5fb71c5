import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { firstFileBody } from '../../client/commands/first-file-body.ts';
import { speak } from '../../messages/locale.ts';
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

describe('the first file', () => {
  const file = readFileSync('snippets/hypersched.json', 'utf8');
  const english = snippets['First file']?.body.join('\n') ?? '';
  afterEach(() => speak({}));

  it('has the words of the snippet in English', () => {
    expect(firstFileBody(file)).toBe(english);
  });

  it('has its comment, and nothing else, in the language of the editor', () => {
    speak(JSON.parse(readFileSync('l10n/bundle.l10n.ko.json', 'utf8')));
    const comments = (body: string) => body.match(/\/\/.*/g) ?? [];
    expect(comments(english)).toHaveLength(1);
    expect(comments(firstFileBody(file))).toEqual([
      expect.stringMatching(/^\/\/ .*가장 작은 예산/),
    ]);
    const without = (body: string) => body.replace(/\/\/.*/, '');
    expect(without(firstFileBody(file))).toBe(without(english));
  });
});

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
