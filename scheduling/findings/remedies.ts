import { type AnalyzeOptions, analyzing } from '../analyze.ts';
import { allSteps } from '../arithmetic/all-steps.ts';
import { factsOf } from '../facts/facts.ts';
import type { Analysis } from '../model/analysis.ts';
import type { SystemModel } from '../model/model.ts';
import { findingRefusedStep } from './admission/refused-step.ts';
import { stepProposals } from './admission/step-proposals.ts';
import { applyChanges, type Change } from './change.ts';
import { coreProposals } from './core-proposals.ts';
import type { Finding } from './finding.ts';
import { findings } from './findings.ts';
import { frameProposals } from './frame-proposals.ts';
import { guestProposals } from './guest-proposals.ts';
import { type Help, helps } from './helps.ts';
import { poolProposals } from './pool-proposals.ts';

/** A change that makes a finding go away. */
export interface Remedy {
  readonly kind: RemedyKind;
  readonly changes: readonly Change[];
  /** Whether a later step of the scenario is refused then. */
  readonly refusesLater?: true;
  /** A remedy that is safe to take at once: it reduces nothing that was asked for. */
  readonly preferred: boolean;
}

/** The kind of a remedy, which chooses its title. */
export type RemedyKind =
  | 'set-budget'
  | 'lower-budget'
  | 'shorten-wcet'
  | 'lengthen-period'
  | 'move'
  | 'put'
  | 'set-cores'
  | 'soften'
  | 'align'
  | 'set-frame'
  | 'set-period'
  | 'redirect'
  | 'wait'
  | 'before';

/**
 * The remedies of a finding. Each proposal has been tested by an analysis of the whole system: the
 * finding is gone, and no new error or warning appears (except that a softened task may be reported
 * as soft). `model` and `analysis` are those of the finding. A cache makes the search fast.
 */
export function remedies(
  model: SystemModel,
  analysis: Analysis,
  finding: Finding,
  options: AnalyzeOptions = {},
): readonly Remedy[] {
  return allSteps(seekingRemedies(model, analysis, finding, options));
}

/**
 * {@link remedies} in steps. The generator yields where an analysis does, and between proposals.
 */
export function* seekingRemedies(
  model: SystemModel,
  analysis: Analysis,
  finding: Finding,
  options: AnalyzeOptions = {},
): Generator<void, readonly Remedy[]> {
  const before = findings(analysis);
  const found: Remedy[] = [];
  const proposed =
    finding.code === 'scenario-refused'
      ? yield* proposalsAtStep(model, analysis, finding, options)
      : proposals(analysis, finding, options);
  for (const remedy of proposed) {
    yield;
    // The smallest list that works is the one to write.
    if (remedy.kind === 'set-cores' && found.some(({ kind }) => kind === 'set-cores')) continue;
    // The order declared breaks ties, and the text decides where a domain that moves comes in it.
    const arrivals = remedy.kind === 'put' ? (['first', 'last'] as const) : (['last'] as const);
    let help: Help = 'all';
    for (const arrival of arrivals) {
      const changed = applyChanges(model, remedy.changes, arrival);
      const tried = yield* analyzing(changed, { ...options, previous: analysis.completed });
      const one = helps(before, findings(tried), finding, remedy.changes);
      if (one !== 'all') help = one;
      if (help === 'none') break;
    }
    if (help !== 'none') found.push(help === 'all' ? remedy : { ...remedy, refusesLater: true });
  }
  return found;
}

function* proposalsAtStep(
  model: SystemModel,
  analysis: Analysis,
  { element }: Finding,
  options: AnalyzeOptions,
): Generator<void, readonly Remedy[]> {
  if (element.kind !== 'step') return [];
  const step = yield* findingRefusedStep(model, analysis, element, options);
  return step === null ? [] : yield* stepProposals(step);
}

function proposals(
  analysis: Analysis,
  finding: Finding,
  options: AnalyzeOptions,
): readonly Remedy[] {
  const { element, code } = finding;
  if (finding.code === 'windows-impossible' || finding.code === 'windows-not-found')
    return frameProposals(analysis, finding.data.machine);
  if (element.kind === 'machine')
    return [...coreProposals(analysis, finding), ...poolProposals(analysis, finding)];
  if (element.kind !== 'vcpu' && element.kind !== 'task') return [];
  const proven = factsOf(analysis)
    .vcpusOf(element.domain)
    .find(({ vcpu, tasks }) =>
      element.kind === 'vcpu'
        ? vcpu.name === element.vcpu
        : tasks.some((task) => task.task === element.task),
    );
  return proven === undefined ? [] : guestProposals(proven, code, options);
}
