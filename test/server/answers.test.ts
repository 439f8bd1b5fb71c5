import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type CodeAction,
  CodeActionRequest,
  CodeLensRequest,
  HoverRequest,
  InlayHintRequest,
  type SelectionRange,
  SelectionRangeRequest,
  type TextEdit,
} from 'vscode-languageserver-protocol';
import { applied } from './apply-edits.ts';
import { startInProcess } from './in-process.ts';
import type { LspClient } from './lsp-client.ts';
import { positionOf } from './position.ts';

const testbed = readFileSync('examples/paper-testbed.hsched', 'utf8');
const wholeFile = { start: { line: 0, character: 0 }, end: { line: 1_000, character: 0 } };

describe('what the server offers besides diagnostics', () => {
  let client: LspClient;
  let count = 0;

  beforeAll(async () => {
    ({ client } = await startInProcess({
      commands: ['hypersched.simulate', 'hypersched.showWhy'],
    }));
  });

  afterAll(() => {
    expect(client.complaints).toEqual([]);
    client.dispose();
  });

  async function opened(text: string): Promise<string> {
    const uri = `untitled:answers-${++count}.hsched`;
    await client.open(uri, text);
    await client.check(uri);
    return uri;
  }

  async function actions(uri: string, code?: string): Promise<CodeAction[]> {
    const diagnostics = client.diagnostics(uri).filter((each) => each.code === code);
    const range = diagnostics[0]?.range ?? wholeFile;
    const found = await client.connection.sendRequest(CodeActionRequest.type, {
      textDocument: { uri },
      range,
      context: { diagnostics: [...diagnostics] },
    });
    return (found ?? []).filter((action): action is CodeAction => 'edit' in action);
  }

  it('offers the smallest budget that would do, and the finding is gone once it is taken', async () => {
    const uri = await opened(testbed);
    const found = (await actions(uri, 'guest-unschedulable')).filter(({ title }) =>
      title.includes('guest1'),
    );
    const smallest = found.find(({ title }) => title.includes('2.513'));
    expect(smallest?.isPreferred).toBe(true);
    const fixed = applied(testbed, uri, smallest ?? { title: '' });
    expect(fixed).toContain('budget 2.513ms');
    await client.change(uri, fixed);
    await client.check(uri);
    expect(
      client
        .diagnostics(uri)
        .filter(({ message }) => String(message).startsWith('actuate can miss')),
    ).toEqual([]);
  });

  it('takes each quick fix of the analysis at its word', async () => {
    const uri = await opened(testbed);
    const before = client
      .diagnostics(uri)
      .filter(({ code }) => code === 'guest-unschedulable').length;
    const offered = await actions(uri, 'guest-unschedulable');
    expect(offered.length).toBeGreaterThan(2);
    for (const action of offered.filter(({ kind }) => kind === 'quickfix')) {
      const other = await opened(applied(testbed, uri, action));
      const after = client
        .diagnostics(other)
        .filter(({ code }) => code === 'guest-unschedulable').length;
      expect(after, action.title).toBeLessThan(before);
      expect(
        client.diagnostics(other).filter(({ code }) => String(code).includes('/')),
        action.title,
      ).toEqual([]);
    }
  });

  it('writes down what was chosen', async () => {
    const uri = await opened(testbed);
    const chosen = (await actions(uri)).filter(({ kind }) => kind === 'refactor.rewrite');
    expect(chosen.map(({ title }) => title)).toEqual([
      'Write down what was chosen: budget 2ms',
      'Write down what was chosen: period 5.928ms, budget 1.5ms',
      'Write down every value that was chosen for this file',
    ]);
    const each = chosen.slice(0, 2);
    const written = each.reduce((text, action) => applied(text, uri, action), testbed);
    const [, , every] = chosen;
    expect(every === undefined ? '' : applied(testbed, uri, every)).toBe(written);
    const other = await opened(written);
    expect((await actions(other)).filter(({ kind }) => kind === 'refactor.rewrite')).toEqual([]);
  });

  it('offers a simulation of what is not proven', async () => {
    const uri = await opened(
      'machine m { scheduler credit }\ndomain d on m { task t period 10ms wcet 1ms }\n',
    );
    const diagnostics = client
      .diagnostics(uri)
      .filter(({ code }) => code === 'credit-no-guarantee');
    const offered = await client.connection.sendRequest(CodeActionRequest.type, {
      textDocument: { uri },
      range: wholeFile,
      context: { diagnostics },
    });
    expect(offered).toContainEqual(
      expect.objectContaining({
        title: 'Simulate',
        command: {
          title: 'Simulate',
          command: 'hypersched.simulate',
          arguments: [uri, { kind: 'machine', machine: 'm' }],
        },
      }),
    );
  });

  it('offers to show why a task can miss, of the VCPU that it is on', async () => {
    const uri = await opened(testbed);
    const diagnostics = client
      .diagnostics(uri)
      .filter(({ message }) => String(message).startsWith('actuate can miss'));
    const offered = await client.connection.sendRequest(CodeActionRequest.type, {
      textDocument: { uri },
      range: diagnostics[0]?.range ?? wholeFile,
      context: { diagnostics: diagnostics.slice(0, 1) },
    });
    expect(offered?.find(({ title }) => title === 'Show why')?.command).toEqual({
      title: 'Show why',
      command: 'hypersched.showWhy',
      arguments: [uri, { kind: 'vcpu', domain: 'guest1', vcpu: 'v0' }],
    });
  });

  it('offers to show why a change of plan is refused, of the step that asks for it', async () => {
    const text = `machine m {
      scheduler ARINC653 major-frame 20ms
      window a.v0 at 0ms for 10ms
      plan landing { window a.v0 at 10ms for 10ms }
    }
    domain a on m { vcpu v0  task t period 20ms wcet 4ms deadline 14ms }
    scenario s on m { at 0ms start a  at 10ms plan m landing  run 100ms }`;
    const uri = await opened(text);
    const diagnostics = client.diagnostics(uri);
    const offered = await client.connection.sendRequest(CodeActionRequest.type, {
      textDocument: { uri },
      range: wholeFile,
      context: { diagnostics: [...diagnostics] },
    });
    expect(offered?.find(({ title }) => title === 'Show why')?.command).toEqual({
      title: 'Show why',
      command: 'hypersched.showWhy',
      arguments: [uri, { kind: 'step', scenario: 's', index: 1 }],
    });
  });

  it('leads from the hover of a VCPU to why, whatever its name holds', async () => {
    const text =
      'machine m {}\ndomain "a) (b" on m { vcpu v0 period 10ms budget 5ms task t period 20ms wcet 1ms }\n';
    const uri = await opened(text);
    const hover = await client.connection.sendRequest(HoverRequest.type, {
      textDocument: { uri },
      position: positionOf(text, 'v0 period'),
    });
    const { contents } = hover ?? {};
    const value = typeof contents === 'object' && 'value' in contents ? contents.value : '';
    const [, called = ''] =
      /\[Show why\]\(command:hypersched\.showWhy\?([^)]*)\)/.exec(value) ?? [];
    expect(JSON.parse(decodeURIComponent(called))).toEqual([
      uri,
      { kind: 'vcpu', domain: 'a) (b', vcpu: 'v0' },
    ]);
  });

  const held = `machine m { cores 2 }
domain a on m { vcpu v period 10ms budget 5ms core 1 }
domain b on m { vcpu v period 12ms budget 6ms core 1 }
`;
  it.each([
    ['a machine that a run refuses', held, true],
    ['no other machine', held.replaceAll('6ms', '1ms'), false],
  ])('leads from the hover of %s to why', async (_, text, leads) => {
    const uri = await opened(text);
    const hover = await client.connection.sendRequest(HoverRequest.type, {
      textDocument: { uri },
      position: positionOf(text, 'm {'),
    });
    const { contents } = hover ?? {};
    const value = typeof contents === 'object' && 'value' in contents ? contents.value : '';
    const called = JSON.stringify([uri, { kind: 'machine', machine: 'm' }]);
    expect(value).toContain('hypersched.simulate');
    expect(value.includes(`command:hypersched.showWhy?${encodeURIComponent(called)}`)).toBe(leads);
  });

  it('leads from each code to the page that explains it', async () => {
    const uri = await opened(`${testbed}\ndomain broken on nowhere { }\n`);
    const pages = client.diagnostics(uri).map(({ codeDescription }) => codeDescription?.href ?? '');
    expect(pages).toContain('file:///pages/guest-unschedulable.md');
    expect(pages).toContain('file:///pages/name/unknown.md');
    const known = new Set(readdirSync('docs/codes', { recursive: true, encoding: 'utf8' }));
    expect(pages.filter((page) => !known.has(page.replace('file:///pages/', '')))).toEqual([]);
  });

  it('writes down no budget of nothing', async () => {
    const uri = await opened('machine m { }\ndomain d on m { vcpu v core 0 period 10ms }\n');
    expect(await actions(uri)).toEqual([]);
  });

  it('imports the file that declares a name', async () => {
    await client.open('file:///answers/board.hsched', 'machine board {}\n');
    const text = 'domain d on board { task t period 10ms wcet 1ms }\n';
    const uri = 'file:///answers/guest.hsched';
    await client.open(uri, text);
    await client.check(uri);
    const action = (await actions(uri, 'name/unknown')).find(
      ({ title }) => title === 'Import board.hsched',
    );
    await client.change(uri, applied(text, uri, action ?? { title: '' }));
    expect(await client.check(uri)).toMatchObject([{ verdict: 'schedulable' }]);
  });

  it('shows in the text what was chosen', async () => {
    const uri = await opened(testbed);
    const hints = await client.connection.sendRequest(InlayHintRequest.type, {
      textDocument: { uri },
      range: wholeFile,
    });
    expect(hints?.map(({ label, position }) => [label, position.line])).toEqual([
      ['budget 2ms', positionOf(testbed, 'vcpu v0  period 8ms').line],
      ['period 5.928ms  budget 1.5ms', positionOf(testbed, 'vcpu v1').line],
    ]);
  });

  it('hints at the interfaces that VCPUs have from each step of a scenario on', async () => {
    const text = `machine m { cores 2 }
domain a on m { vcpu v0 period 10ms core 0  task t period 50ms wcet 5ms }
domain b on m { vcpu v0 period 10ms budget 5ms core 1  task t period 50ms wcet 5ms }
domain c on m { vcpu v0 period 10ms budget 8ms core 1  task t period 50ms wcet 5ms }
scenario s on m {
  at 0ms   start a, b
  at 10ms  add task x period 50ms wcet 5ms to a.v0
  at 20ms  start c
  at 30ms  stop b
  at 30ms  start c
}
`;
    const uri = await opened(text.replace('  at 20ms  start c\n', ''));
    const hints = await client.connection.sendRequest(InlayHintRequest.type, {
      textDocument: { uri },
      range: wholeFile,
    });
    expect(
      hints
        ?.filter(({ position }) => position.line > 4)
        .map(({ label, position }) => [label, position.line]),
    ).toEqual([
      ['a.v0 1.25ms/10ms core 0; b.v0 5ms/10ms core 1', 5],
      ['a.v0 2.5ms/10ms core 0', 6],
      ['c.v0 8ms/10ms core 1', 8],
    ]);
  });

  it('hints at the windows that were chosen for plain lines and for those of plans', async () => {
    const text = `machine m {
  scheduler ARINC653 major-frame 10ms
  window d.v0
  plan night {
    window d.v0
    window e.v0 at 0ms for 4ms
  }
}
domain d on m { vcpu v0  task t period 10ms wcet 2ms }
domain e on m { vcpu v0  task t period 10ms wcet 4ms }
`;
    const uri = await opened(text);
    const hints = await client.connection.sendRequest(InlayHintRequest.type, {
      textDocument: { uri },
      range: wholeFile,
    });
    const windows = hints?.filter(({ position }) => position.line < 8);
    expect(windows?.map(({ label, position }) => [label, position.line])).toEqual([
      ['at 0ms for 2ms', 2],
      ['at 4ms for 2ms', 4],
    ]);
  });

  it('hints at the third core by way of which cores are exchanged', async () => {
    const text = `machine h { cores 3  pool p { cores 0, 2 } pool q { cores 1 } }
domain x on h.p { vcpu v0 period 10ms budget 4ms core 0 }
domain u on h.p { vcpu v0 period 10ms budget 6ms }
domain y on h.q { vcpu v0 period 10ms budget 4ms }
domain w on h.q { vcpu v0 period 10ms budget 6ms }
scenario s on h {
  at 0ms start x, u, y, w
  at 7ms migrate u to h.q
  at 7ms migrate w to h.p
}
`;
    const uri = await opened(text);
    const hints = await client.connection.sendRequest(InlayHintRequest.type, {
      textDocument: { uri },
      range: wholeFile,
    });
    const [last] = hints?.filter(({ position }) => position.line === 8) ?? [];
    expect(last?.label).toBe('u.v0 by way of core 2; w.v0 6ms/10ms core 0; u.v0 6ms/10ms');
    expect(last?.tooltip).toContain(
      'u.v0 goes by way of core 2 of h.p, since they would meet otherwise',
    );
  });

  it('shows over machines, domains and scenarios how they fare, and what can be done with them', async () => {
    const uri = await opened(testbed);
    const lenses = await client.connection.sendRequest(CodeLensRequest.type, {
      textDocument: { uri },
    });
    const over = (name: string, keyword: string) =>
      lenses
        ?.filter(({ range }) => range.start.line === positionOf(testbed, `${keyword} ${name}`).line)
        .map(({ command }) => command?.title);
    expect(over('testbed', 'machine')).toEqual([
      '✓ schedulable · utilization 64.2 % of 2 cores',
      'Simulate',
    ]);
    expect(over('guest1', 'domain')).toEqual([
      '✗ unschedulable · utilization 25.0 % of a core',
      'Simulate',
      'Show why',
    ]);
    expect(over('guest2', 'domain')).toEqual([
      '✓ schedulable · utilization 40.7 % of a core',
      'Simulate',
    ]);
    expect(over('evening', 'scenario')?.at(-1)).toBe('Simulate');
  });

  it('shows utilization to those who want it', async () => {
    const other = await startInProcess({
      settings: { inlayHints: { utilization: true, chosen: false } },
    });
    const uri = 'untitled:shares.hsched';
    await other.client.open(uri, testbed);
    const hints = await other.client.connection.sendRequest(InlayHintRequest.type, {
      textDocument: { uri },
      range: wholeFile,
    });
    const at = (line: string) =>
      hints
        ?.filter(({ position }) => position.line === positionOf(testbed, line).line)
        .map(({ label }) => label);
    expect(at('vcpu v0  period 5ms')).toEqual(['50.7 %']);
    expect(at('task decode')).toEqual(['18.2 %']);
    other.client.dispose();
  });

  it.each([
    [
      'deadline 15ms',
      10,
      [
        '15ms',
        'deadline 15ms',
        'task actuate  period 20ms  wcet 3ms  deadline 15ms',
        /^\n {2}task sensor/,
        /^taskset control/,
      ],
    ],
    [
      'vcpu v0  period 5ms',
      10,
      ['period', 'period 5ms', /^vcpu v0 .*core 0$/, /^\n {2}type pv/, /^domain guest1/],
    ],
    [
      'start dom0, guest2',
      8,
      ['dom0', 'start dom0', 'start dom0, guest2', 'at 0ms    start dom0, guest2'],
    ],
  ])('grows a selection at %s', async (needle, inside, expected) => {
    const uri = await opened(testbed);
    const [innermost] =
      (await client.connection.sendRequest(SelectionRangeRequest.type, {
        textDocument: { uri },
        positions: [positionOf(testbed, needle, inside)],
      })) ?? [];
    const lines = testbed.split('\n');
    const offset = ({ line, character }: TextEdit['range']['start']) =>
      lines.slice(0, line).reduce((sum, each) => sum + each.length + 1, character);
    const texts: string[] = [];
    for (
      let range: SelectionRange | undefined = innermost;
      range !== undefined;
      range = range.parent
    )
      texts.push(testbed.slice(offset(range.range.start), offset(range.range.end)));
    for (const [index, text] of expected.entries()) expect(texts[index]).toMatch(text);
    expect(texts.at(-1)).toBe(testbed);
  });

  it('shows response times in the text to those who want them, and what was chosen to those who do', async () => {
    const other = await startInProcess({
      settings: { inlayHints: { responses: true, chosen: false } },
    });
    const uri = 'untitled:hints.hsched';
    await other.client.open(uri, testbed);
    const hints = await other.client.connection.sendRequest(InlayHintRequest.type, {
      textDocument: { uri },
      range: wholeFile,
    });
    const labels = hints?.map(({ label }) => label) ?? [];
    expect(labels).toContain('responds in 15.85 ms');
    expect(labels).toContain('slack 0 ms');
    expect(labels.filter((label) => String(label).startsWith('budget'))).toEqual([]);
    other.client.dispose();
  });
});
