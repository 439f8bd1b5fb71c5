import { refusalText } from '../../../messages/simulation/refusal.ts';
import { tellRun } from '../../../messages/simulation/told-run.ts';
import { AnalysisCache, type AnalyzeOptions, analyzing } from '../../../scheduling/analyze.ts';
import { Prover } from '../../../scheduling/choose/prover.ts';
import { completing } from '../../../scheduling/complete.ts';
import { decidedBefore, deciding } from '../../../scheduling/decide.ts';
import type { Analysis } from '../../../scheduling/model/analysis.ts';
import type { CompletedModel } from '../../../scheduling/model/completed.ts';
import type { Scenario, SystemModel } from '../../../scheduling/model/model.ts';
import { SimulationRefused } from '../../../scheduling/simulation/refused.ts';
import type { Simulation, SimulationOptions } from '../../../scheduling/simulation/result.ts';
import { createSimulation } from '../../../scheduling/simulation/run/simulate.ts';
import type { Trace } from '../../../scheduling/simulation/trace.ts';
import { lateWindow } from '../../../scheduling/simulation/worst-case/late-course.ts';
import { isUndecided } from '../../../scheduling/undecided.ts';
import { arrange } from '../columns/arrange.ts';
import { buffersOf } from '../columns/run-columns.ts';
import type { FromWorker, ToWorker } from '../talk/run-messages.ts';
import { exportingRun } from './export-run.ts';
import { lateSpan } from './late-span.ts';
import { Pacer } from './pacer.ts';
import { plansShown } from './plans-shown.ts';
import { type ReadRun, readRuns, shownRuns } from './read-runs.ts';
import { stopsOf } from './stops.ts';

/** The time in ms after which a run shows its progress, and its verdict before its end. */
const long = 300;

/** The patience with each machine in searches one after the other, in ns. */
const patiences = [10_000_000, 50_000_000, 200_000_000];

export type Post = (message: FromWorker, transfer: readonly ArrayBuffer[]) => void;
type Asked<T extends ToWorker['type']> = Extract<ToWorker, { type: T }>;

/** Answers the page's questions; {@link Pacer} keeps it listening meanwhile. */
export class Runner {
  readonly #post: Post;
  readonly #pacer: Pacer;
  #run = 0;
  #worst = 0;
  #export = 0;
  #stopping = false;
  /** The cache of proofs. Turning a number repeats no proof, and chosen cores stay. */
  readonly #cache = new AnalysisCache();
  #previous: CompletedModel | undefined;
  /** The runs that were read, to be laid on one time axis anew. */
  #read: readonly ReadRun[] = [];

  constructor(post: Post, pause: () => Promise<void>) {
    this.#post = post;
    this.#pacer = new Pacer(pause, () => post({ type: 'alive' }, []));
  }

  async answer(question: ToWorker): Promise<void> {
    switch (question.type) {
      case 'stop':
        this.#stopping = true;
        return;
      case 'cancelExport':
        this.#export = 0;
        return;
      case 'run':
        return this.#trying(question, () => this.#answerRun(question));
      case 'read':
        return this.#trying(question, () => this.#answerRead(question));
      case 'align':
        return this.#trying(question, async () => this.#showRead(question.id, question.shift));
      case 'analyze':
        return this.#trying(question, () => this.#answerAnalyze(question));
      case 'decide':
        return this.#trying(question, () => this.#answerDecide(question));
      case 'worst':
        return this.#trying(question, () => this.#answerWorst(question));
      case 'export':
        return this.#trying(question, () => this.#answerExport(question));
    }
    question satisfies never;
  }

  /**
   * Handles a question: it gets an answer or a failure, or is dropped for a newer one of its kind.
   */
  async #trying(
    { id, type }: Exclude<ToWorker, { type: 'stop' | 'cancelExport' }>,
    answer: () => Promise<void>,
  ): Promise<void> {
    try {
      await answer();
    } catch (error) {
      const reason = failureText(error);
      this.#post({ type: 'failed', id, question: type, reason }, []);
    }
  }

  /**
   * A person waits for the first picture, so its verdict comes after it. Later, both change
   * together.
   */
  async #answerRun(question: Asked<'run'>): Promise<void> {
    const { id, model, choice } = question;
    this.#run = id;
    this.#stopping = false;
    const wanted = () => this.#run === id;
    const first = this.#previous === undefined;
    this.#previous = question.completed ?? this.#previous;
    const analysis = first ? null : await this.#analyze(model, wanted);
    const completed = first
      ? (this.#previous ?? (await this.#complete(model, wanted)))
      : analysis?.completed;
    if (completed === undefined || completed === null) return;
    this.#previous = completed;
    const scenario = model.scenarios.find(({ name }) => name === choice.scenario);
    const simulation = createSimulation(completed, {
      ...chosenRun(question),
      // A scenario chooses its open parts again at each step.
      written: model,
      onProgress: () => !this.#pacer.over,
    });
    const tellAt = performance.now() + long;
    let told = false;
    this.#pacer.begin();
    while (!simulation.runUntil(simulation.horizon)) {
      if (performance.now() >= tellAt) {
        if (!told && !(await this.#tell(id, model, analysis, wanted))) return;
        told = true;
        this.#post({ type: 'progress', id, now: simulation.now, horizon: simulation.horizon }, []);
      }
      await this.#pacer.rest();
      if (!wanted()) return;
      if (this.#stopping) break;
    }
    this.#show(id, simulation, model, scenario, told ? null : analysis);
  }

  async #answerRead({ id, runs, system }: Asked<'read'>): Promise<void> {
    this.#read = await readRuns(runs, system, (simulation) => this.#drive(simulation));
    this.#showRead(id, 0);
  }

  /** Shows what was read, the second run `shift` later than the first. */
  #showRead(id: number, shift: number | 'best'): void {
    const { run, statistics, comparison } = shownRuns(this.#read, shift);
    this.#post({ type: 'ran', id, run, statistics, analysis: null, ...comparison }, buffersOf(run));
  }

  async #drive(simulation: Simulation): Promise<void> {
    this.#pacer.begin();
    while (!simulation.runUntil(simulation.horizon)) await this.#pacer.rest();
  }

  async #answerAnalyze({ id, model }: Asked<'analyze'>): Promise<void> {
    const run = this.#run;
    await this.#tell(id, model, null, () => this.#run === run);
  }

  /**
   * Searches with a patience that grows, for the worker hears nothing during a search, and a person
   * may turn a number again.
   */
  async #answerDecide({ id, model }: Asked<'decide'>): Promise<void> {
    const run = this.#run;
    const wanted = () => this.#run === run;
    let analysis = await this.#analyze(model, wanted);
    for (const patience of patiences) {
      if (analysis === null || !isUndecided(analysis, patience)) break;
      await this.#pacer.rest();
      if (!wanted()) return;
      const steps = deciding(analysis, { patience, cache: this.#cache });
      analysis = await this.#pacer.drive(steps, wanted);
    }
    if (analysis !== null) this.#post({ type: 'decided', id, analysis }, []);
  }

  async #answerWorst({ id, model, vcpu, horizon, course, late }: Asked<'worst'>): Promise<void> {
    this.#worst = id;
    const wanted = () => this.#worst === id;
    const completed = await this.#complete(model, wanted);
    if (completed === null) return;
    const window = course === null ? null : lateWindow(course);
    const onProgress = () => !this.#pacer.over;
    const simulation = createSimulation(
      completed,
      late !== null
        ? { late, horizon, onProgress }
        : course === null || window === null
          ? { supply: vcpu, horizon, onProgress }
          : { course, horizon: lateSpan(window).end, onProgress },
    );
    this.#pacer.begin();
    while (!simulation.runUntil(simulation.horizon)) {
      await this.#pacer.rest();
      if (!wanted()) return;
    }
    const run = arrange(kept(simulation.result().trace));
    this.#post({ type: 'worst', id, run, vcpu, window }, buffersOf(run));
  }

  async #answerExport({ id, model, choice, late, format }: Asked<'export'>): Promise<void> {
    this.#export = id;
    const wanted = () => this.#export === id;
    const completed = await this.#complete(model, wanted);
    if (completed === null) return;
    const simulation = createSimulation(completed, {
      ...chosenRun({ choice, late }),
      written: model,
      onProgress: () => !this.#pacer.over,
    });
    const steps = exportingRun(simulation, format);
    const content = await this.#pacer.drive(steps, wanted, (share) =>
      this.#post({ type: 'exporting', id, share }, []),
    );
    if (content !== null) this.#post({ type: 'exported', id, format, content }, [content]);
  }

  /** Posts the verdict, and finds it first where it is unknown; false once nobody wants it. */
  async #tell(
    id: number,
    model: SystemModel,
    known: Analysis | null,
    wanted: () => boolean,
  ): Promise<boolean> {
    const analysis = known ?? (await this.#analyze(model, wanted));
    if (analysis !== null) this.#post({ type: 'analyzed', id, analysis }, []);
    return analysis !== null;
  }

  /** The analysis of a system, with what earlier searches have told of it. */
  async #analyze(model: SystemModel, wanted: () => boolean): Promise<Analysis | null> {
    const analysis = await this.#pacer.drive(analyzing(model, this.#known()), wanted);
    return analysis === null ? null : decidedBefore(analysis, this.#cache);
  }

  #complete(model: SystemModel, wanted: () => boolean): Promise<CompletedModel | null> {
    const options = this.#known();
    const steps = completing(model, new Prover(this.#cache, options), options.previous);
    return this.#pacer.drive(steps, wanted);
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
    model: SystemModel,
    scenario: Scenario | undefined,
    analysis: Analysis | null,
  ): void {
    const result = simulation.result();
    const { trace, ...statistics } = tellRun(result);
    const plans = plansShown(model, result.scenario);
    const run = arrange(kept(trace), stopsOf(scenario, result.scenario), plans);
    this.#post({ type: 'ran', id, run, statistics, analysis }, buffersOf(run));
  }
}

/** The options of the chosen run. One that a verdict tells is no part of a scenario. */
function chosenRun({
  choice: { late: _, ...choice },
  late,
}: Pick<Asked<'run'>, 'choice' | 'late'>): Pick<
  SimulationOptions,
  'scenario' | 'horizon' | 'seed' | 'supply' | 'late'
> {
  if (late === null) return choice;
  const { scenario: __, supply: ___, ...rest } = choice;
  return { ...rest, late };
}

/** The page's runs always keep their traces. */
function kept(trace: Trace | null): Trace {
  if (trace === null) throw new Error('a run was made without its trace');
  return trace;
}

function failureText(error: unknown): string {
  if (error instanceof SimulationRefused) return refusalText(error.refusal);
  return error instanceof Error ? error.message : String(error);
}
