import {
  AnalysisCache,
  type AnalyzeOptions,
  analyze,
  analyzing,
} from '../../../scheduling/analyze.ts';
import { Prover } from '../../../scheduling/choose/prover.ts';
import { completing } from '../../../scheduling/complete.ts';
import type { Analysis } from '../../../scheduling/model/analysis.ts';
import type { CompletedModel } from '../../../scheduling/model/completed.ts';
import type { Scenario } from '../../../scheduling/model/model.ts';
import type { Simulation } from '../../../scheduling/simulation/result.ts';
import { createSimulation } from '../../../scheduling/simulation/run/simulate.ts';
import { arrange } from '../columns/arrange.ts';
import { buffersOf } from '../columns/run-columns.ts';
import { exportRun } from './export-run.ts';
import type { FromWorker, ToWorker } from './run-messages.ts';
import { stopsOf } from './stops.ts';

/** How long the worker runs before it listens again, in ms. */
const slice = 15;
/**
 * A run that takes longer than this says how far it is, and its verdict is said before it ends; in
 * ms.
 */
const long = 300;

export type Post = (message: FromWorker, transfer: readonly ArrayBuffer[]) => void;
type AskedRun = Extract<ToWorker, { type: 'run' }>;
type Asked = Pick<AskedRun, 'id' | 'model'>;

/**
 * Answers the page's questions. What takes long is done in slices, so that a newer question or a
 * stop is heard in between; `pause` resolves when what arrived meanwhile has been heard.
 */
export class Runner {
  readonly #post: Post;
  readonly #pause: () => Promise<void>;
  #current = 0;
  #stopping = false;
  /** What was proven before is not proven again while a number is turned, and chosen cores stay. */
  readonly #cache = new AnalysisCache();
  #previous: CompletedModel | undefined;

  constructor(post: Post, pause: () => Promise<void>) {
    this.#post = post;
    this.#pause = pause;
  }

  async answer(question: ToWorker): Promise<void> {
    if (question.type === 'stop') {
      this.#stopping = true;
      return;
    }
    try {
      if (question.type === 'run') await this.#run(question);
      else if (question.type === 'analyze') await this.#tell(question, null);
      else if (question.type === 'worst') this.#worst(question);
      else {
        const { id, model, choice, format } = question;
        const content = exportRun(analyze(model, this.#known()).completed, choice, format);
        this.#post(
          { type: 'exported', id, format, content },
          typeof content === 'string' ? [] : [content],
        );
      }
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.#post({ type: 'failed', id: question.id, question: question.type, reason }, []);
    }
  }

  /**
   * The first picture is what is waited for: its verdict is asked for once it is there. Later, both
   * change together.
   */
  async #run(question: AskedRun): Promise<void> {
    const { id, model, choice } = question;
    this.#current = id;
    this.#stopping = false;
    const first = this.#previous === undefined;
    this.#previous = question.completed ?? this.#previous;
    const analysis = first ? null : await this.#analyze(question);
    const completed = first
      ? (this.#previous ?? (await this.#complete(question)))
      : analysis?.completed;
    if (completed === undefined || completed === null) return;
    this.#previous = completed;
    const scenario = model.scenarios.find(({ name }) => name === choice.scenario);
    let until = performance.now() + slice;
    const simulation = createSimulation(completed, {
      ...choice,
      onProgress: () => performance.now() < until,
    });
    const tellAt = performance.now() + long;
    let told = false;
    while (!simulation.runUntil(simulation.horizon)) {
      if (performance.now() >= tellAt) {
        if (!told && !(await this.#tell(question, analysis))) return;
        told = true;
        this.#post({ type: 'progress', id, now: simulation.now, horizon: simulation.horizon }, []);
      }
      await this.#pause();
      if (this.#current !== id) return;
      if (this.#stopping) break;
      until = performance.now() + slice;
    }
    this.#show(id, simulation, scenario, told ? null : analysis);
  }

  /**
   * Says the verdict, found now where it is not known yet; false where a newer question came
   * meanwhile.
   */
  async #tell(question: Asked, known: Analysis | null): Promise<boolean> {
    const analysis = known ?? (await this.#analyze(question));
    if (analysis !== null) this.#post({ type: 'analyzed', id: question.id, analysis }, []);
    return analysis !== null;
  }

  #analyze({ id, model }: Asked): Promise<Analysis | null> {
    return this.#drive(id, analyzing(model, this.#known()));
  }

  #complete({ id, model }: Asked): Promise<CompletedModel | null> {
    const options = this.#known();
    return this.#drive(id, completing(model, new Prover(this.#cache, options), options.previous));
  }

  /** To the end of the steps; `null` where a newer question came meanwhile. */
  async #drive<T>(id: number, steps: Generator<void, T>): Promise<T | null> {
    let until = performance.now() + slice;
    for (;;) {
      const step = steps.next();
      if (step.done === true) return step.value;
      if (performance.now() < until) continue;
      await this.#pause();
      if (this.#current !== id) return null;
      until = performance.now() + slice;
    }
  }

  #known(): AnalyzeOptions {
    return {
      cache: this.#cache,
      ...(this.#previous === undefined ? {} : { previous: this.#previous }),
    };
  }

  #show(
    id: number,
    simulation: Simulation,
    scenario: Scenario | undefined,
    analysis: Analysis | null,
  ): void {
    const { trace, ...statistics } = simulation.result();
    if (trace === null) return;
    const run = arrange(trace, stopsOf(scenario, statistics.scenario));
    this.#post({ type: 'ran', id, run, statistics, analysis }, buffersOf(run));
  }

  #worst({ id, model, vcpu, horizon }: Extract<ToWorker, { type: 'worst' }>): void {
    const { completed } = analyze(model, this.#known());
    const simulation = createSimulation(completed, { supply: vcpu, horizon });
    simulation.runUntil(horizon);
    const { trace } = simulation.result();
    if (trace === null) return;
    const run = arrange(trace);
    this.#post({ type: 'worst', id, run, vcpu }, buffersOf(run));
  }
}
