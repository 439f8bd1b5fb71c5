import { AnalysisCache, type AnalyzeOptions, analyze, analyzing } from '../../../scheduling/analyze.ts';
import type { Analysis } from '../../../scheduling/model/analysis.ts';
import type { CompletedModel } from '../../../scheduling/model/completed.ts';
import type { Scenario, SystemModel } from '../../../scheduling/model/model.ts';
import type { Simulation } from '../../../scheduling/simulation/result.ts';
import { createSimulation } from '../../../scheduling/simulation/simulate.ts';
import { arrange } from '../lanes/arrange.ts';
import { buffersOf } from '../lanes/run-columns.ts';
import { exportRun } from './export-run.ts';
import type { FromWorker, ToWorker } from './run-messages.ts';
import { stopsOf } from './stops.ts';

/** How long the worker runs before it listens again, in ms. */
const slice = 15;

export type Post = (message: FromWorker, transfer: readonly ArrayBuffer[]) => void;

/**
 * Answers the page's questions. A run is driven in slices, so that a newer question or a stop is heard in between;
 * `pause` resolves when what arrived meanwhile has been heard.
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
      else if (question.type === 'worst') this.#worst(question);
      else {
        const { id, model, choice, format } = question;
        const content = exportRun(analyze(model, this.#known()).completed, choice, format);
        this.#post({ type: 'exported', id, format, content }, typeof content === 'string' ? [] : [content]);
      }
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.#post({ type: 'failed', id: question.id, question: question.type, reason }, []);
    }
  }

  async #run({ id, model, choice }: Extract<ToWorker, { type: 'run' }>): Promise<void> {
    this.#current = id;
    this.#stopping = false;
    const analysis = await this.#analyse(id, model);
    if (analysis === null) return;
    this.#previous = analysis.completed;
    let said = false;
    let until = performance.now() + slice;
    const simulation = createSimulation(analysis.completed, {
      ...choice,
      onProgress: () => performance.now() < until,
    });
    while (!simulation.runUntil(simulation.horizon)) {
      // Of a short run, verdict and picture appear together.
      if (!said) this.#post({ type: 'analysed', id, analysis }, []);
      said = true;
      this.#post({ type: 'progress', id, now: simulation.now, horizon: simulation.horizon }, []);
      await this.#pause();
      if (this.#current !== id) return;
      if (this.#stopping) break;
      until = performance.now() + slice;
    }
    if (!said) this.#post({ type: 'analysed', id, analysis }, []);
    const scenario = model.scenarios.find(({ name }) => name === choice.scenario);
    this.#show(id, simulation, scenario);
  }

  /** In slices too; `null` where a newer question came meanwhile. */
  async #analyse(id: number, model: SystemModel): Promise<Analysis | null> {
    const steps = analyzing(model, this.#known());
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
    return { cache: this.#cache, ...(this.#previous === undefined ? {} : { previous: this.#previous }) };
  }

  #show(id: number, simulation: Simulation, scenario: Scenario | undefined): void {
    const { trace, ...statistics } = simulation.result();
    if (trace === null) return;
    const run = arrange(trace, stopsOf(scenario, statistics.scenario));
    this.#post({ type: 'ran', id, run, statistics }, buffersOf(run));
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
