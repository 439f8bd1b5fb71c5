import * as v from 'valibot';
import {
  answerGarbled,
  simulatorSilent,
  simulatorStopped,
} from '../../../messages/page/simulator.ts';
import type { VcpuName } from '../../../scheduling/model/analysis.ts';
import type { SystemModel } from '../../../scheduling/model/model.ts';
import type {
  ExportFormat,
  FromWorker,
  Question,
  RunChoice,
  RunQuestion,
  ToWorker,
} from '../talk/run-messages.ts';
import { fromWorkerSchema } from '../talk/run-schemas.ts';
import { usableChoice } from './usable-choice.ts';

/** After so long without a sign of life the person is told, in ms. */
export const patience = 10_000;

export interface SimulatorParts {
  /** Starts a worker and answers once it listens. */
  start(): Promise<Worker>;
  /** An answer that is still wanted. */
  hear(answer: FromWorker): void;
  /** The worker is gone or does not answer, in a sentence for people; `null`: it does again. */
  lost(loss: Loss | null): void;
}

export interface Loss {
  readonly words: string;
  /** Nothing that was asked will be answered. */
  readonly dead: boolean;
}

type Asked = Extract<ToWorker, { id: number }>;

/**
 * The page's end of the worker: asks, and hands on the answers that are still wanted. Every
 * question ends: with an answer, with a failure, because a newer one of its kind came, or because
 * the worker is lost. After that, what is asked next starts another.
 */
export class Simulator {
  readonly #parts: SimulatorParts;
  #worker: Worker | null = null;
  /** A worker that is started while there is already a newer one is not taken. */
  #starts = 0;
  #starting = false;
  #last = 0;
  /** What is asked and not answered: of each kind the newest. */
  readonly #open = new Map<Question, number>();
  /** Asked before the worker was there. */
  #unsent: ToWorker[] = [];
  /** Asked while a run that may end is under way. */
  #next: (() => void) | null = null;
  #watch: ReturnType<typeof setTimeout> | undefined;
  #silent = false;
  /** Once the worker has what was asked for meanwhile, or could not be started. */
  readonly ready: Promise<void>;

  constructor(parts: SimulatorParts) {
    this.#parts = parts;
    this.ready = this.#start();
  }

  /** Whether a run is asked for and not there yet. */
  get running(): boolean {
    return this.#open.has('run') || this.#next !== null;
  }

  /**
   * A run in place of the one before. `patient`: one that is under way may end first, so that
   * something is seen of every few moves of a knob.
   */
  run({ model, completed, choice }: RunQuestion, patient: boolean): void {
    const usable = usableChoice(choice, model);
    const ask = () => {
      this.#next = null;
      // The verdict on the run before is not wanted any more.
      this.#open.delete('analyze');
      this.#ask({ type: 'run', id: ++this.#last, model, completed, choice: usable });
    };
    if (patient && this.#open.has('run')) this.#next = ask;
    else ask();
  }

  analyze(model: SystemModel): void {
    this.#ask({ type: 'analyze', id: ++this.#last, model });
  }

  worst(model: SystemModel, vcpu: VcpuName, horizon: number): void {
    this.#ask({ type: 'worst', id: ++this.#last, model, vcpu, horizon });
  }

  export(model: SystemModel, choice: RunChoice, format: ExportFormat): void {
    const usable = usableChoice(choice, model);
    this.#ask({ type: 'export', id: ++this.#last, model, choice: usable, format });
  }

  cancelExport(): void {
    if (this.#open.delete('export')) this.#send({ type: 'cancelExport' });
    this.#watchOver();
  }

  /** Ends the run with how far it came. */
  stop(): void {
    this.#send({ type: 'stop' });
  }

  /** Ends the worker, dead or alive, and starts another, which is asked nothing yet. */
  restart(): void {
    this.#drop();
    this.#parts.lost(null);
    void this.#start();
  }

  async #start(): Promise<void> {
    const own = ++this.#starts;
    this.#starting = true;
    this.#watchOver();
    try {
      const worker = await this.#parts.start();
      if (own !== this.#starts) worker.terminate();
      else this.#take(worker);
    } catch (error) {
      if (own === this.#starts) this.#lose(error instanceof Error ? error.message : String(error));
    }
  }

  #take(worker: Worker): void {
    this.#starting = false;
    this.#worker = worker;
    worker.onmessage = ({ data }: MessageEvent<unknown>) => this.#answer(data);
    worker.onerror = ({ message }) => this.#lose(simulatorStopped(message ?? ''));
    worker.onmessageerror = () => this.#lose(answerGarbled());
    for (const message of this.#unsent.splice(0)) worker.postMessage(message);
    this.#alive();
  }

  #ask(question: Asked): void {
    if (this.#worker === null && !this.#starting) this.restart();
    this.#open.set(question.type, question.id);
    // What was not even sent is not wanted any more.
    this.#unsent = this.#unsent.filter(({ type }) => type !== question.type);
    this.#send(question);
    this.#watchOver();
  }

  #send(message: ToWorker): void {
    if (this.#worker === null) this.#unsent.push(message);
    else this.#worker.postMessage(message);
  }

  #answer(data: unknown): void {
    const answer = v.safeParse(fromWorkerSchema, data);
    if (!answer.success) {
      this.#lose(answerGarbled());
      return;
    }
    this.#alive();
    const { output } = answer;
    if (!('id' in output) || !this.#wanted(output)) return;
    if (output.type === 'ran' || (output.type === 'failed' && output.question === 'run')) {
      // The worker goes on while this answer is drawn.
      this.#next?.();
    }
    this.#watchOver();
    this.#parts.hear(output);
  }

  /** Whether it answers what is asked; what ends a question closes it. */
  #wanted(answer: Extract<FromWorker, { id: number }>): boolean {
    const isOf = (question: Question) => this.#open.get(question) === answer.id;
    switch (answer.type) {
      case 'progress':
        return isOf('run');
      case 'exporting':
        return isOf('export');
      case 'analyzed':
        return isOf('run') || this.#ends('analyze', answer.id);
      case 'ran':
        return this.#ends('run', answer.id);
      case 'worst':
        return this.#ends('worst', answer.id);
      case 'exported':
        return this.#ends('export', answer.id);
      case 'failed':
        return this.#ends(answer.question, answer.id);
    }
  }

  #ends(question: Question, id: number): boolean {
    return this.#open.get(question) === id && this.#open.delete(question);
  }

  #alive(): void {
    if (this.#silent) this.#parts.lost(null);
    this.#silent = false;
    this.#watchOver();
  }

  /** While something is waited for, the worker has to give a sign of life now and then. */
  #watchOver(): void {
    clearTimeout(this.#watch);
    if (!this.#starting && this.#open.size === 0) return;
    this.#watch = setTimeout(() => {
      this.#silent = true;
      this.#parts.lost({ words: simulatorSilent(patience / 1000), dead: false });
    }, patience);
  }

  #lose(words: string): void {
    this.#drop();
    this.#parts.lost({ words, dead: true });
  }

  #drop(): void {
    clearTimeout(this.#watch);
    this.#worker?.terminate();
    this.#worker = null;
    this.#starts++;
    this.#starting = false;
    this.#silent = false;
    this.#open.clear();
    this.#unsent = [];
    this.#next = null;
  }
}
