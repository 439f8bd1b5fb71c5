import { describe, expect, it } from 'vitest';
import { analyze } from '../../../scheduling/analyze.ts';
import { findings } from '../../../scheduling/findings/findings.ts';
import type { SystemModel } from '../../../scheduling/model/model.ts';
import { difference, patched } from '../../../server/worker/difference.ts';
import type { Found, Reply, Request } from '../../../server/worker/messages.ts';
import { type Port, serve } from '../../../server/worker/serve.ts';
import { domain, MS, machine, system, task, vcpu } from '../../support/systems.ts';

const empty: SystemModel = { machines: [], scenarios: [] };

/** A machine that a search alone refutes. */
const open = system([
  machine(
    [
      domain(
        'grab',
        [vcpu('v0', { period: 4 * MS, budget: 2 * MS })],
        [task('t', 14 * MS, 2 * MS)],
      ),
      domain('mix', [vcpu('v0', { period: 9 * MS, budget: 4 * MS })], [task('t', 20 * MS, 4 * MS)]),
    ],
    { servers: 'deferrable' },
  ),
]);

function foundAtOnce(model: SystemModel): Found {
  const analysis = analyze(model);
  return { analysis, findings: findings(analysis) };
}

/** The program of the worker, and its replies. */
function serving() {
  const replies: Reply[] = [];
  let ask: (request: Request) => void = () => {};
  const port: Port = {
    post: (reply) => replies.push(reply),
    onRequest: (listener) => {
      ask = listener;
    },
  };
  serve(port);
  return { replies, ask: (request: Request) => ask(request) };
}

describe('the program of the worker', () => {
  it('takes in the model of a question that is stopped before it begins', async () => {
    const { replies, ask } = serving();
    const flag = new SharedArrayBuffer(4);
    ask({ kind: 'begin', stop: flag });
    Atomics.store(new Int32Array(flag), 0, 1);
    const model = difference(null, empty);
    ask({ kind: 'analyze', id: 1, root: 'a', model, previous: null });
    ask({ kind: 'analyze', id: 2, root: 'a', model: null, previous: null });
    await new Promise(setImmediate);
    expect(replies.map(({ kind }) => kind)).toEqual(['ready', 'stopped', 'analyzed']);
  });

  it('knows no remedies of an analysis that another one has followed', async () => {
    const { replies, ask } = serving();
    ask({ kind: 'begin', stop: null });
    ask({ kind: 'analyze', id: 1, root: 'a', model: difference(null, empty), previous: null });
    ask({ kind: 'analyze', id: 2, root: 'a', model: null, previous: null });
    const finding = {
      code: 'machine-unschedulable',
      severity: 'error',
      element: { kind: 'machine', machine: 'm' },
      data: { machine: 'm', reason: { kind: 'over-utilized', share: 2, cores: 1 } },
      related: [],
    } as const;
    ask({ kind: 'remedies', id: 3, root: 'a', analysis: 1, told: null, finding });
    await new Promise(setImmediate);
    expect(replies.at(-1)).toEqual({ kind: 'remedies', id: 3, remedies: [] });
  });

  it('decides of what it is told by another worker the same as of what it has analyzed', async () => {
    const found = foundAtOnce(open);
    const answers = await Promise.all(
      [null, { model: open, found }].map(async (told) => {
        const { replies, ask } = serving();
        ask({ kind: 'begin', stop: null });
        if (told === null) {
          ask({ kind: 'analyze', id: 1, root: 'a', model: difference(null, open), previous: null });
          await expect.poll(() => replies.at(-1)).toMatchObject({ kind: 'analyzed', id: 1 });
        }
        ask({ kind: 'decide', id: 2, root: 'a', analysis: 1, patience: 1e8, told });
        await expect.poll(() => replies.at(-1)).toMatchObject({ kind: 'analyzed', id: 2 });
        ask({ kind: 'analyze', id: 3, root: 'a', model: null, previous: null });
        await expect.poll(() => replies.at(-1)).toMatchObject({ kind: 'analyzed', id: 3 });
        return replies.slice(-2);
      }),
    );
    const [analyzed, toldOf] = answers;
    expect(toldOf).toEqual(analyzed);
    const [decided] = analyzed ?? [];
    const change = decided?.kind === 'analyzed' ? decided.found : null;
    expect(patched(found, change)).toMatchObject({ analysis: { verdict: 'unschedulable' } });
  });
});
