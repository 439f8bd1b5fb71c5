import { OperationCancelled } from 'langium';
import type { CancellationToken } from 'vscode-languageserver-protocol';
import type { FaultLog } from '../fault-log.ts';
import type { Answer, Question, Reply, Request } from './messages.ts';
import { inProcess } from './start-in-process.ts';
import type { StartedWorker, StartWorker } from './start-worker.ts';

/** The time in milliseconds that a worker has to stop before it is ended. */
const TIME_TO_STOP_MS = 100;

/** A question, and the use of its answer. */
export interface Asking<T> {
  readonly kind: Question['kind'];
  /** Makes the question when its turn comes; called again for another worker. */
  pose(id: number): Question;
  /** Called with each answer, wanted or not, for it tells the worker's state. */
  take(answer: Answer): T;
}

interface Asked extends Asking<void> {
  /** Rejects the promise if the answer is still wanted. */
  readonly giveUp: (reason: unknown) => void;
  wanted: boolean;
}

interface Begun {
  readonly started: StartedWorker;
  readonly flag: Int32Array | null;
  ready: boolean;
}

/**
 * The questions to a worker, asked one after the other. A worker that is told to stop has {@link
 * TIME_TO_STOP_MS}; then it is ended, and another one is started for the next question. If no
 * worker can be started, this process does the work.
 */
export class WorkerQuestions {
  #start: StartWorker;
  readonly #onNewWorker: () => void;
  readonly #log: FaultLog;
  readonly #waiting: Asked[] = [];
  #running: { readonly asked: Asked; readonly id: number } | undefined;
  #worker: Begun | undefined;
  #ending: ReturnType<typeof setTimeout> | undefined;
  #lastId = 0;

  /** `onNewWorker` is called before the first question to a worker, which knows nothing. */
  constructor(start: StartWorker, onNewWorker: () => void, log: FaultLog) {
    this.#start = start;
    this.#onNewWorker = onNewWorker;
    this.#log = log;
  }

  /** @throws OperationCancelled as soon as the token is canceled, or the worker's error. */
  ask<T>(asking: Asking<T>, token: CancellationToken): Promise<T> {
    return new Promise((resolve, reject) => {
      const asked: Asked = {
        kind: asking.kind,
        pose: (id) => asking.pose(id),
        wanted: true,
        take: (answer) => {
          asked.wanted = false;
          cancellation.dispose();
          try {
            resolve(asking.take(answer));
          } catch (error) {
            reject(error);
          }
        },
        giveUp: (reason) => {
          if (!asked.wanted) return;
          asked.wanted = false;
          cancellation.dispose();
          reject(reason);
          if (this.#running?.asked === asked) this.#stop(this.#running.id);
        },
      };
      const cancellation = token.onCancellationRequested(() => asked.giveUp(OperationCancelled));
      this.#waiting.push(asked);
      if (token.isCancellationRequested) asked.giveUp(OperationCancelled);
      this.#next();
    });
  }

  /** Cancels the questions of one kind. */
  cancel(kind: Question['kind']): void {
    for (const asked of [this.#running?.asked, ...this.#waiting]) {
      if (asked?.kind === kind) asked.giveUp(OperationCancelled);
    }
  }

  /** Sends the worker, if there is one, a message without an answer. */
  tell(request: Exclude<Request, Question>): void {
    this.#worker?.started.post(request);
  }

  /** Cancels every question and ends the worker. */
  dispose(): void {
    for (const asked of this.#waiting.splice(0)) asked.giveUp(OperationCancelled);
    const running = this.#running?.asked;
    this.#end();
    running?.giveUp(OperationCancelled);
  }

  #next(): void {
    if (this.#running !== undefined) return;
    let asked = this.#waiting.shift();
    while (asked !== undefined && !asked.wanted) asked = this.#waiting.shift();
    if (asked === undefined) return;
    const worker = this.#worker ?? this.#begin();
    this.#running = { asked, id: ++this.#lastId };
    worker.started.post(asked.pose(this.#running.id));
  }

  #begin(): Begun {
    this.#onNewWorker();
    const isCurrent = () => this.#worker === begun;
    const started = this.#start({
      onReply: (reply) => isCurrent() && this.#receive(reply),
      onDeath: (reason) => isCurrent() && this.#died(reason),
    });
    const stop = typeof SharedArrayBuffer === 'undefined' ? null : new SharedArrayBuffer(4);
    const begun: Begun = {
      started,
      flag: stop === null ? null : new Int32Array(stop),
      ready: false,
    };
    this.#worker = begun;
    begun.started.post({ kind: 'begin', stop });
    return begun;
  }

  #receive(reply: Reply): void {
    if (reply.kind === 'ready') {
      if (this.#worker !== undefined) this.#worker.ready = true;
      return;
    }
    const running = this.#running;
    if (running?.id !== reply.id) return;
    clearTimeout(this.#ending);
    this.#running = undefined;
    this.#hand(reply, running.asked);
    this.#next();
  }

  #hand(reply: Extract<Reply, { id: number }>, asked: Asked): void {
    switch (reply.kind) {
      case 'stopped':
        return;
      case 'failed':
        // The state of the worker is no longer certain.
        this.#end();
        asked.giveUp(reply.error);
        return;
      case 'analyzed':
      case 'remedies':
      case 'windows':
      case 'placements':
        asked.take(reply);
        return;
    }
    reply satisfies never;
  }

  #stop(id: number): void {
    const worker = this.#worker;
    if (worker === undefined) return;
    if (worker.flag !== null) Atomics.store(worker.flag, 0, id);
    worker.started.post({ kind: 'stop', id });
    // An answer that already waits has its turn first: this process may have been busy for longer.
    this.#ending = setTimeout(() => {
      this.#ending = setTimeout(() => {
        this.#end();
        this.#next();
      });
    }, TIME_TO_STOP_MS);
  }

  #died(reason: Error): void {
    const asked = this.#running?.asked;
    const wasReady = this.#worker?.ready === true;
    this.#end();
    if (wasReady) asked?.giveUp(reason);
    else {
      this.#log('The analysis runs in the process of the server, for no worker starts', reason);
      this.#start = inProcess;
      if (asked?.wanted) this.#waiting.unshift(asked);
    }
    this.#next();
  }

  /** Ends the worker, whatever it does. */
  #end(): void {
    clearTimeout(this.#ending);
    this.#running = undefined;
    const worker = this.#worker;
    this.#worker = undefined;
    worker?.started.end();
  }
}
