import { globSync, readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkFile } from '../../cli/check/check-file.ts';
import { fileExitCode } from '../../cli/check/checked-file.ts';
import { checkedFileJson } from '../../cli/check/json.ts';
import { checkedFilesText } from '../../cli/check/text.ts';
import { plain, type Terminal } from '../../cli/terminal.ts';
import { silent } from './silent-terminal.ts';

const sources = globSync('examples/*.hsched').map((file) => readFileSync(file, 'utf8'));
/** Pieces that change the meaning of a text, besides those that break it. */
const pieces = [
  '',
  '0',
  '9',
  '.',
  ' ',
  '{',
  '}',
  '"',
  '1ns',
  '1000000s',
  'µs',
  '-',
  '..',
  '\n',
  '\u{1F600}',
  'task x',
  'global',
];

const edit = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  drop: fc.integer({ min: 0, max: 12 }),
  insert: fc.constantFrom(...pieces),
});

/** An example with a few stretches replaced, or cut off at some place. */
const broken = fc
  .tuple(
    fc.constantFrom(...sources),
    fc.array(edit, { maxLength: 6 }),
    fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
  )
  .map(([source, edits, cut]) => {
    const text = edits.reduce((before, { at, drop, insert }) => {
      const start = Math.floor(at * before.length);
      return before.slice(0, start) + insert + before.slice(start + drop);
    }, source);
    return cut === null ? text : text.slice(0, Math.floor(cut * text.length));
  });

test('whatever the text, it is reported on: all formats, places within it, an exit code that fits', async () => {
  await fc.assert(
    fc.asyncProperty(broken, async (text) => {
      const checked = await checkFile('-', terminalWith(text));
      const report = JSON.parse(checkedFileJson(checked));
      expect(Object.keys(report)).toEqual([
        'version',
        'file',
        'verdict',
        'here',
        'machines',
        'domains',
        'scenarios',
        'diagnostics',
      ]);
      const lines = text.split('\n');
      for (const { line, column, message } of report.diagnostics) {
        expect(line).toBeLessThanOrEqual(lines.length);
        expect(column).toBeLessThanOrEqual((lines[line - 1] ?? '').length + 1);
        expect(message).not.toMatch(/undefined|NaN|\[object|^$/);
      }
      expect(fileExitCode(checked, false) === 0).toBe(
        report.verdict === 'schedulable' &&
          !report.diagnostics.some((each: { severity: string }) => each.severity === 'error'),
      );
      expect(checkedFilesText([checked], plain)).not.toMatch(/undefined|NaN|Infinity/);
    }),
    { numRuns: 300 },
  );
});

function terminalWith(text: string): Terminal {
  return {
    ...silent,
    input: (async function* () {
      yield Buffer.from(text);
    })(),
  };
}
