import { EmptyFileSystem, type LangiumDocument } from 'langium';
import { describe, expect, test } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { loadText } from '../../../language/load.ts';
import { lower } from '../../../language/lowering/lower.ts';
import { createHyperschedServices } from '../../../language/module.ts';
import { analyze } from '../../../scheduling/analyze.ts';
import type { AttributeChange } from '../../../server/protocol.ts';
import { describeSystem } from '../../../server/system/describe-system.ts';
import { editAttributes } from '../../../server/system/edit-attributes.ts';

const { shared, Hypersched } = createHyperschedServices(EmptyFileSystem);

const text = `machine board { cores 1 }
taskset control { task sensor period 10ms wcet 1ms }
domain guest on board {
  scheduler RM
  vcpu v0  period 5ms  budget 2.3ms  core 0
  vcpu v1  period 2ms..8ms
  vcpu v2
  run control on v0
}
domain bare { task only period 20ms wcet 1ms }
scenario night { at 0ms start guest }
`;

function textAfter(document: LangiumDocument, changes: readonly AttributeChange[]): string | null {
  const edit = editAttributes(lower(document, Hypersched).places, changes);
  if (edit === null) return null;
  const before = TextDocument.create('memory:/text.hsched', 'hypersched', 1, text);
  return TextDocument.applyEdits(before, edit.changes?.[document.uri.toString()] ?? []);
}

const vcpu = (name: string, domain = 'guest') => ({ kind: 'vcpu', domain, vcpu: name }) as const;

describe('a system is described', () => {
  test('with the place of every element', async () => {
    const { model, places, errors } = describeSystem(await loadText(shared, text), Hypersched);
    expect(errors).toBe(0);
    expect(model.machines.map(({ name }) => name)).toEqual(['board']);
    const names = places.map(({ element, name }) => [
      Object.values(element).join(' '),
      name.start.line,
    ]);
    expect(names).toEqual([
      ['machine board', 0],
      ['core board 0', 0],
      ['domain guest', 2],
      ['vcpu guest v0', 4],
      ['vcpu guest v1', 5],
      ['vcpu guest v2', 6],
      ['task guest sensor', 1],
      ['domain bare', 9],
      ['vcpu bare v0', 9],
      ['task bare only', 9],
      ['scenario night', 10],
      ['step night 0', 10],
    ]);
  });

  test('with the places of pools, and of their machine where no core is left to it', async () => {
    const document = await loadText(
      shared,
      `machine board { cores 2
        pool rt { cores 1 }
        pool fly { cores 0 } }
      domain guest on board.fly { vcpu v0 }`,
    );
    const { places } = describeSystem(document, Hypersched);
    expect(
      places.map(({ element, name }) => [Object.values(element).join(' '), name.start.line]),
    ).toEqual([
      ['machine board', 0],
      ['machine board.rt', 1],
      ['machine board.fly', 2],
      ['core board.rt 1', 1],
      ['core board.fly 0', 2],
      ['domain guest', 3],
      ['vcpu guest v0', 3],
    ]);
  });

  test('with what was chosen for it, unless the text has changed since', async () => {
    const document = await loadText(shared, text);
    const { model } = lower(document, Hypersched);
    const analysis = analyze(model);
    expect(describeSystem(document, Hypersched, { model, analysis }).completed).toBe(
      analysis.completed,
    );
    expect(describeSystem(document, Hypersched).completed).toBeNull();
    const edited = await loadText(shared, text.replace('wcet 1ms', 'wcet 2ms'));
    expect(describeSystem(edited, Hypersched, { model, analysis }).completed).toBeNull();
  });
});

describe('an edit writes numbers', () => {
  test.each<[string, readonly AttributeChange[], string, string]>([
    [
      'in the place of those that are written',
      [
        { element: vcpu('v0'), attribute: 'budget', value: 2_513_000 },
        { element: vcpu('v0'), attribute: 'period', value: 6_000_000 },
      ],
      'vcpu v0  period 5ms  budget 2.3ms  core 0',
      'vcpu v0  period 6ms  budget 2.513ms  core 0',
    ],
    [
      'in the place of a range',
      [{ element: vcpu('v1'), attribute: 'period', value: 4_000_000 }],
      'vcpu v1  period 2ms..8ms\n',
      'vcpu v1  period 4ms\n',
    ],
    [
      'behind the period, where no budget is written',
      [{ element: vcpu('v1'), attribute: 'budget', value: 250_000 }],
      'vcpu v1  period 2ms..8ms\n',
      'vcpu v1  period 2ms..8ms  budget 250us\n',
    ],
    [
      'behind the name, where neither is',
      [
        { element: vcpu('v2'), attribute: 'period', value: 4_000_000 },
        { element: vcpu('v2'), attribute: 'budget', value: 1_000_000 },
      ],
      'vcpu v2\n',
      'vcpu v2  period 4ms  budget 1ms\n',
    ],
    [
      'of a task where its task set has it',
      [
        {
          element: { kind: 'task', domain: 'guest', task: 'sensor' },
          attribute: 'wcet',
          value: 900_000,
        },
      ],
      'task sensor period 10ms wcet 1ms',
      'task sensor period 10ms wcet 900us',
    ],
    [
      'of a VCPU that is not written, as a line of its own',
      [{ element: vcpu('v0', 'bare'), attribute: 'budget', value: 1_500_000 }],
      'wcet 1ms }\nscenario',
      'wcet 1ms   vcpu v0  budget 1.5ms\n}\nscenario',
    ],
  ])('%s', async (_, changes, before, after) => {
    expect(text).toContain(before);
    const document = await loadText(shared, text);
    const edited = textAfter(document, changes);
    expect(edited).toBe(text.replace(before, after));
  });

  test('nowhere, for an element that is not there', async () => {
    const document = await loadText(shared, text);
    expect(
      textAfter(document, [{ element: vcpu('v9'), attribute: 'budget', value: 1 }]),
    ).toBeNull();
  });
});
