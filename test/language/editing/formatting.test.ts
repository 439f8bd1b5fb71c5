import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { EmptyFileSystem, type LangiumDocument, URI } from 'langium';
import { describe, expect, test } from 'vitest';
import { formatText } from '../../../language/formatting/formatter.ts';
import { loadText } from '../../../language/load.ts';
import { lower } from '../../../language/lowering/lower.ts';
import { createHyperschedServices } from '../../../language/module.ts';

const { shared, Hypersched } = createHyperschedServices(EmptyFileSystem);

async function read(text: string): Promise<LangiumDocument> {
  return loadText(shared, text, URI.parse('memory:/format.hsched'));
}

async function format(text: string): Promise<string> {
  return formatText(await read(text));
}

const written = `// Head.
import   "x.hsched"
machine m{cores 2   clock 2.66GHz
 /* one
      two */ scheduler   RM   global
overheads { switch dom0->guest 84472cycles // a
switch "guest"   ->  any   5us // bb
}



   window a . v0 at 0ms for 10ms
  window abc.v0   at 100ms   for 1ms
admission in dom0   cost 5us
}
domain a on m { vcpu v0 period 2ms .. 20ms  task t period 10ms wcet 1ms }
domain b on m {
vcpu v0 period 5ms
     budget 1ms
vcpu longer core 0
  kernel   latency 1 us
 task a period 10ms wcet 1ms soft misses 1 % on v0 // x
 // between
 task abc sporadic period 100ms  on v0

 task d period 1ms wcet 1us
}
scenario s on m { at 0ms start a , b
at 200ms add task x period 1ms wcet 1us to b.v0
  at 2s set b.v0 budget 1ms period 6ms
run 3s
}`;

const formatted = `// Head.
import "x.hsched"
machine m { cores 2  clock 2.66 GHz
  /* one
      two */ scheduler RM global
  overheads { switch dom0 -> guest 84472 cycles  // a
    switch "guest" -> any  5us                   // bb
  }

  window a.v0    at 0ms    for 10ms
  window abc.v0  at 100ms  for 1ms
  admission in dom0 cost 5us
}
domain a on m { vcpu v0 period 2ms..20ms  task t period 10ms wcet 1ms }
domain b on m {
  vcpu v0  period 5ms
    budget 1ms
  vcpu longer  core 0
  kernel latency 1 us
  task a    period 10ms  wcet 1ms      soft misses 1%  on v0  // x
  // between
  task abc  sporadic     period 100ms  on v0

  task d  period 1ms  wcet 1us
}
scenario s on m { at 0ms start a, b
  at 200ms  add task x period 1ms wcet 1us to b.v0
  at 2s     set b.v0 budget 1ms period 6ms
  run 3s
}
`;

test('blocks are indented, columns aligned, comments kept, empty lines reduced to one', async () => {
  expect(await format(written)).toBe(formatted);
});

test.each([
  ['', ''],
  ['\n\n\n', '\n\n\n'],
  ['// alone', '// alone\n'],
  ['\n\nmachine m { }', 'machine m { }\n'],
  ['machine m { }\r\ndomain d { }', 'machine m { }\r\ndomain d { }\r\n'],
  ['machine m {', 'machine m {'],
])('%j', async (text, expected) => {
  expect(await format(text)).toBe(expected);
});

test('editors choose the indentation, and may format some lines only', async () => {
  const document = await read('machine m {\ncores 1\nclock 1 GHz\n}\n');
  const { Formatter } = Hypersched.lsp;
  const range = { start: { line: 2, character: 0 }, end: { line: 2, character: 11 } };
  const params = {
    textDocument: { uri: document.uri.toString() },
    options: { tabSize: 4, insertSpaces: false },
  };
  expect(
    (await Formatter?.formatDocument(document, params))?.map(({ newText }) => newText),
  ).toEqual(['\t', '\t']);
  const some = await Formatter?.formatDocumentRange(document, { ...params, range });
  expect(some?.map((edit) => edit.range.end.line)).toEqual([2]);
});

const files = ['../../../examples/', '../../workloads/'].flatMap((folder) => {
  const url = new URL(folder, import.meta.url);
  return readdirSync(url)
    .filter((name) => name.endsWith('.hsched'))
    .map((name) => [name, readFileSync(new URL(name, url), 'utf8')] as const);
});

/** All that is no blank, in order. */
function solid(text: string): string {
  return text.replace(/\s+/g, '');
}

async function checkFormatting(text: string): Promise<void> {
  const before = await read(text);
  const model = lower(before, Hypersched).model;
  const once = formatText(before);
  expect(solid(once)).toBe(solid(text));
  const after = await read(once);
  expect(after.parseResult.parserErrors).toEqual([]);
  expect(lower(after, Hypersched).model).toEqual(model);
  expect(formatText(after)).toBe(once);
  expect(once).not.toMatch(/[ \t]+$/m);
}

describe('formatting twice is formatting once, and changes nothing but blanks', () => {
  test.each(files)('%s', async (_, text) => {
    await checkFormatting(text);
  });

  test('any blanks between the words of an example', async () => {
    const examples = [
      ...files.filter(([name]) => !name.startsWith('editor')).map(([, text]) => text),
      formatted,
    ];
    const blank = fc.constantFrom(' ', '  ', '\n', '\n\n\n', '\t', ' // note\n', ' /* a\n b */ ');
    const seed = fc.record({
      text: fc.constantFrom(...examples),
      blanks: fc.array(blank, { minLength: 1, maxLength: 20 }),
    });
    await fc.assert(
      fc.asyncProperty(seed, async ({ text, blanks }) => {
        let next = 0;
        const shuffled = text
          .split(/(\/\/.*\n|\/\*[\s\S]*?\*\/)/)
          .map((part, index) =>
            index % 2 === 1
              ? part
              : part.replace(/[ \n]+/g, (old) =>
                  next++ % 3 === 0 ? (blanks[next % blanks.length] ?? old) : old,
                ),
          )
          .join('');
        const document = await read(shuffled);
        // Durations and quoted names hold blanks of their own, which a line end would break.
        fc.pre(
          document.parseResult.parserErrors.length === 0 &&
            document.parseResult.lexerErrors.length === 0,
        );
        await checkFormatting(shuffled);
      }),
      { numRuns: 150 },
    );
  });
});
