import type { VcpuName } from '../../../scheduling/model/analysis.ts';
import type { SystemModel } from '../../../scheduling/model/model.ts';
import type { ExportFormat, FromWorker, RunChoice, RunQuestion, ToWorker } from './run-messages.ts';
import { usableChoice } from './usable-choice.ts';

/** The page's end of the worker: asks, and hands on the answers that are still wanted. */
export class Simulator {
  readonly #hear: (answer: FromWorker) => void;
  #worker: Worker | undefined;
  #question = 0;
  #answered = 0;
  /** Asked for before the worker was there, or while a run that may end is under way. */
  #next: (() => void) | undefined;
  /** Once the worker has what was asked for meanwhile, or could not be started. */
  readonly ready: Promise<void>;

  constructor(
    worker: Promise<Worker>,
    hear: (answer: FromWorker) => void,
    failed: (reason: string) => void,
  ) {
    this.#hear = hear;
    this.ready = worker.then(
      (started) => {
        this.#worker = started;
        started.onmessage = ({ data }: MessageEvent<FromWorker>) => this.#answer(data);
        this.#askNext();
      },
      (error: unknown) => failed(error instanceof Error ? error.message : String(error)),
    );
  }

  /**
   * A run in place of the one before. `patient`: one that is under way may end first, so that
   * something is seen of every few moves of a knob.
   */
  run({ model, completed, choice }: RunQuestion, patient: boolean): void {
    const ask = () => {
      const id = ++this.#question;
      this.#send({ type: 'run', id, model, completed, choice: usableChoice(choice, model) });
    };
    const running = this.#answered < this.#question;
    this.#next = this.#worker === undefined || (patient && running) ? ask : undefined;
    if (this.#next === undefined) ask();
  }

  analyze(model: SystemModel): void {
    this.#send({ type: 'analyze', id: this.#question, model });
  }

  worst(model: SystemModel, vcpu: VcpuName, horizon: number): void {
    this.#send({ type: 'worst', id: this.#question, model, vcpu, horizon });
  }

  export(model: SystemModel, choice: RunChoice, format: ExportFormat): void {
    this.#send({
      type: 'export',
      id: this.#question,
      model,
      choice: usableChoice(choice, model),
      format,
    });
  }

  stop(): void {
    this.#send({ type: 'stop' });
  }

  #answer(answer: FromWorker): void {
    if (answer.type === 'ready') return;
    const ofRun = answer.type !== 'exported' && answer.type !== 'worst';
    if (ofRun && answer.id !== this.#question) return;
    const ended = answer.type === 'ran' || (answer.type === 'failed' && answer.question === 'run');
    if (ended) {
      this.#answered = answer.id;
      // The worker goes on while this answer is drawn.
      this.#askNext();
    }
    this.#hear(answer);
  }

  #askNext(): void {
    const ask = this.#next;
    this.#next = undefined;
    ask?.();
  }

  #send(message: ToWorker): void {
    this.#worker?.postMessage(message);
  }
}
