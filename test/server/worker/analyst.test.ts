import { describe, expect, it } from 'vitest';
import type { SystemModel } from '../../../scheduling/model/model.ts';
import { difference } from '../../../server/worker/difference.ts';
import type { Reply, Request } from '../../../server/worker/messages.ts';
import { type Port, serve } from '../../../server/worker/serve.ts';

const empty: SystemModel = { machines: [], scenarios: [] };

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
    ask({ kind: 'remedies', id: 3, root: 'a', analysis: 1, finding });
    await new Promise(setImmediate);
    expect(replies.at(-1)).toEqual({ kind: 'remedies', id: 3, remedies: [] });
  });
});
