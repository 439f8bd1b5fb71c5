import { Analyst } from './analyst.ts';
import type { Question, Reply, Request } from './messages.ts';
import { runInSlices, Stopped, TookTooLong } from './slices.ts';

/** The source of questions and the target of answers. */
export interface Port {
  post(reply: Reply): void;
  onRequest(listener: (request: Request) => void): void;
}

/**
 * Answers the questions of a port. `longestStep` bounds one step, in milliseconds, if the process
 * cannot be ended from outside.
 */
export function serve(port: Port, longestStep?: number): void {
  const analyst = new Analyst();
  let flag: Int32Array | null = null;
  let stopped = 0;
  const isStopped = (id: number) => stopped >= id || (flag !== null && Atomics.load(flag, 0) >= id);

  async function answer(question: Question): Promise<void> {
    const { id } = question;
    let deadline = Number.POSITIVE_INFINITY;
    const checkpoint = () => {
      if (isStopped(id)) throw new Stopped();
      if (performance.now() > deadline) throw new TookTooLong();
    };
    const beforeStep = () => {
      if (longestStep !== undefined) deadline = performance.now() + longestStep;
      return isStopped(id);
    };
    try {
      port.post(await runInSlices(analyst.answering(question, checkpoint), beforeStep));
    } catch (error) {
      if (error instanceof Stopped) port.post({ kind: 'stopped', id });
      else port.post({ kind: 'failed', id, error: asError(error) });
    }
  }

  port.onRequest((request) => {
    switch (request.kind) {
      case 'begin':
        flag = request.stop === null ? null : new Int32Array(request.stop);
        port.post({ kind: 'ready' });
        return;
      case 'stop':
        stopped = Math.max(stopped, request.id);
        return;
      case 'forget':
        analyst.forget(request.root);
        return;
      case 'analyze':
      case 'decide':
      case 'remedies':
      case 'windows':
      case 'placements':
        void answer(request);
        return;
    }
    request satisfies never;
  });
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
