import type { Answer, Question, Reply, Request } from '../../../server/worker/messages.ts';
import type { StartWorker, WorkerListeners } from '../../../server/worker/start-worker.ts';

/** Workers that follow the test's commands, in the order of their starts. */
export class FakeWorkers {
  readonly workers: FakeWorker[] = [];
  readonly start: StartWorker = (listeners) => {
    const worker = new FakeWorker(listeners);
    this.workers.push(worker);
    return worker;
  };

  get last(): FakeWorker {
    const worker = this.workers.at(-1);
    if (worker === undefined) throw new Error('no worker has been started');
    return worker;
  }
}

class FakeWorker {
  readonly requests: Request[] = [];
  readonly listeners: WorkerListeners;
  ended = false;

  constructor(listeners: WorkerListeners) {
    this.listeners = listeners;
  }

  post(request: Request): void {
    this.requests.push(structuredClone(request));
    if (request.kind === 'begin') this.say({ kind: 'ready' });
  }

  end(): void {
    this.ended = true;
  }

  /** The present question. */
  get question(): Question {
    const question = this.requests.findLast((request): request is Question => 'root' in request);
    if (question?.kind === undefined) throw new Error('nothing has been asked');
    return question;
  }

  say(reply: Reply): void {
    this.listeners.onReply(reply);
  }

  answer(found: unknown): void {
    const { id } = this.question;
    const answer: Answer = { kind: 'analyzed', id, found: { kind: 'value', value: found } };
    this.say(answer);
  }

  get kinds(): readonly string[] {
    return this.requests.map(({ kind }) => kind);
  }
}
