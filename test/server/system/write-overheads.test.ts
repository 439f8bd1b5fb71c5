import { EmptyFileSystem } from 'langium';
import { expect, test } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { writeOverheads as blockOf, readTscStamps } from '../../../formats/measured/tsc-stamps.ts';
import { loadText } from '../../../language/load.ts';
import { createHyperschedServices } from '../../../language/module.ts';
import { writeOverheads } from '../../../server/system/write-overheads.ts';

const { shared } = createHyperschedServices(EmptyFileSystem);

const stamps = 'Dom0 1000\nGuest1 85472\nGuest1 90000\nDom0 214451\n';
const block = blockOf(readTscStamps(stamps).switches, 'measured', 2.66);

/** The text after the edit, and the machines that keep other overheads. */
async function after(text: string) {
  const document = await loadText(shared, text);
  const written = writeOverheads(document, { name: 'measured', block });
  if (written === null) return null;
  const before = TextDocument.create('memory:/text.hsched', 'hypersched', 1, text);
  const edits = written.edit.changes?.[document.uri.toString()] ?? [];
  return { text: TextDocument.applyEdits(before, edits), charging: written.charging };
}

const cases = [
  {
    name: 'a machine on several lines charges the new block',
    text: 'machine board {\n  cores 1\n  clock 2.66 GHz\n}\n',
    expected: `machine board {\n  cores 1\n  clock 2.66 GHz\n  overheads measured\n}\n\n${block}`,
    charging: [],
  },
  {
    name: 'a machine on one line charges it too',
    text: 'machine board { cores 1 clock 2.66 GHz }',
    expected: `machine board { cores 1 clock 2.66 GHz  overheads measured }\n\n${block}`,
    charging: [],
  },
  {
    name: 'a block of that name is measured anew',
    text: 'overheads measured { switch any -> any 1 us }\nmachine board { overheads measured }\n',
    expected: `${block}machine board { overheads measured }\n`,
    charging: [],
  },
  {
    name: 'other overheads stay, and their machines are told',
    text: 'overheads guess { switch any -> any 1 us }\nmachine board { overheads guess }\n',
    expected: `overheads guess { switch any -> any 1 us }\nmachine board { overheads guess }\n\n${block}`,
    charging: ['board'],
  },
  { name: 'an empty file holds the block', text: '', expected: block, charging: [] },
] as const;

test.each(cases)('measured overheads: $name', async ({ text, expected, charging }) => {
  const written = await after(text);
  expect(written).toEqual({ text: expected, charging });
  const { parseResult } = await loadText(shared, written?.text ?? '');
  expect(parseResult.parserErrors).toEqual([]);
  // A second time it changes nothing.
  expect((await after(expected))?.text).toBe(expected);
});

test('a file with syntax errors is left alone', async () => {
  expect(await after('machine board { cores')).toBeNull();
});
