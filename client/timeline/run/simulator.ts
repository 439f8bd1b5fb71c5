import * as v from 'valibot';
import type { FormatOf } from '../../../formats/formats.ts';
import {
  answerGarbled,
  simulatorSilent,
  simulatorStopped,
} from '../../../messages/page/simulator.ts';
import type { SystemModel } from '../../../scheduling/model/model.ts';
import type { RecordedRun } from '../messages.ts';
import type {
  FromWorker,
  Question,
  RunQuestion,
  ToWorker,
  WorstRunQuestion,
} from '../talk/run-messages.ts';
import { fromWorkerSchema } from '../talk/run-schemas.ts';
import { usableChoice } from './usable-choice.ts';

/** The time in ms without a sign of life after which the person is told. */
export const patience = 10_000;

export interface SimulatorParts {
  /** Starts a worker; resolves when it listens. */
  start(): Promise<Worker>;
  /** Handles an answer that is still wanted. */
  hear(answer: FromWorker): void;
  /** The worker is gone or silent, in a sentence for people; `null` when it answers again. */
  lost(loss: Loss | null): void;
}

export interface Loss {
  readonly words: string;
  /** The open questions will get no answer. */
  readonly dead: boolean;
}

type Asked = Extract<ToWorker, { id: number }>;

/**
 * The page's end of the worker: asks questions and passes on the wanted answers. Every question
 * ends: with an answer, with a failure, with a newer question of its kind, or with the loss of the
 * worker. The next question after a loss starts another worker.
 */
export class Simulator {
  readonly #parts: SimulatorParts;
  #worker: Worker | null = null;
  /** A late worker is dropped where there is a newer one. */
  #starts = 0;
  #starting = false;
  #last = 0;
  /** The open questions: the newest of each kind. */
  readonly #open = new Map<Question, number>();
  /** Questions from before the worker listened. */
  #unsent: ToWorker[] = [];
  /** The run to ask for after the current one. */
  #next: (() => void) | null = null;
  #watch: ReturnType<typeof setTimeout> | undefined;
  #silent = false;
  /** Resolves when the worker has the questions asked meanwhile, or could not start. */
  readonly ready: Promise<void>;

  constructor(parts: SimulatorParts) {
    this.#parts = parts;
    this.ready = this.#start();
  }

  /** Whether a run is asked for and not answered yet. */
  get running(): boolean {
    return this.#open.has('run') || this.#next !== null;
  }

  /**
   * Asks for a run that replaces the one before. A `patient` run lets the current one end first, so
   * that the page shows a picture for every few moves of a knob.
   */
  run({ model, completed, choice, late }: RunQuestion, patient: boolean): void {
    const usable = usableChoice(choice, model);
    const ask = () => {
      this.#next = null;
      // Nobody wants the verdicts on the run before any more.
      this.#open.delete('analyze');
      this.#open.delete('decide');
      this.#ask({ type: 'run', id: ++this.#last, model, completed, choice: usable, late });
    };
    if (patient && this.#open.has('run')) this.#next = ask;
    else ask();
  }

  /** Reads one or two runs that have been. */
  read(runs: readonly RecordedRun[], system: SystemModel | null): void {
    this.#ask({ type: 'read', id: ++this.#last, runs, system });
  }

  /** Lays the two runs that were read on one time axis anew. */
  align(shift: number | 'best'): void {
    this.#ask({ type: 'align', id: ++this.#last, shift });
  }

  analyze(model: SystemModel): void {
    this.#ask({ type: 'analyze', id: ++this.#last, model });
  }

  decide(model: SystemModel): void {
    this.#ask({ type: 'decide', id: ++this.#last, model });
  }

  worst({ model, vcpu, horizon, course, late }: WorstRunQuestion): void {
    this.#ask({ type: 'worst', id: ++this.#last, model, vcpu, horizon, course, late });
  }

  export({ model, choice, late }: Omit<RunQuestion, 'completed'>, format: FormatOf<'run'>): void {
    const usable = usableChoice(choice, model);
    this.#ask({ type: 'export', id: ++this.#last, model, choice: usable, late, format });
  }

  cancelExport(): void {
    if (this.#open.delete('export')) this.#send({ type: 'cancelExport' });
    this.#watchOver();
  }

  /** Ends the run; its answer is the part simulated so far. */
  stop(): void {
    this.#send({ type: 'stop' });
  }

  /** Ends the worker, dead or alive, and starts another without questions. */
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
    worker.onerror = ({ message }) => this.#lose(simulatorStopped(reasonIn(message ?? '')));
    worker.onmessageerror = () => this.#lose(answerGarbled());
    for (const message of this.#unsent.splice(0)) worker.postMessage(message);
    this.#alive();
  }

  #ask(question: Asked): void {
    if (this.#worker === null && !this.#starting) this.restart();
    this.#open.set(question.type, question.id);
    // Nobody wants questions any more that were not even sent.
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
      // The worker continues while the page draws this answer.
      this.#next?.();
    }
    this.#watchOver();
    this.#parts.hear(output);
  }

  /** Whether a message answers an open question. A final answer closes it. */
  #wanted(answer: Extract<FromWorker, { id: number }>): boolean {
    const isOf = (question: Question) => this.#open.get(question) === answer.id;
    switch (answer.type) {
      case 'progress':
        return isOf('run');
      case 'exporting':
        return isOf('export');
      case 'analyzed':
        return isOf('run') || this.#ends('analyze', answer.id);
      case 'decided':
        return this.#ends('decide', answer.id);
      case 'ran':
        return (['run', 'read', 'align'] as const).some((each) => this.#ends(each, answer.id));
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

  /** The worker must give a sign of life now and then while a question is open. */
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

/** The browser puts words of its own before an error's. */
function reasonIn(message: string): string {
  return message.replace(/^Uncaught (Error: )?/, '');
}
