import { type AnalyzeOptions, analyzing } from '../analyze.ts';
import { factsOf } from '../facts/facts.ts';
import type { Analysis } from '../model/analysis.ts';
import { elementKey } from '../model/element.ts';
import type { SystemModel } from '../model/model.ts';
import { applyChanges, type Change } from './change.ts';
import { coreProposals } from './core-proposals.ts';
import type { Finding } from './finding.ts';
import { findings } from './findings.ts';
import { guestProposals } from './guest-proposals.ts';

/** Something that would make a finding go away. */
export interface Remedy {
  readonly kind: RemedyKind;
  readonly changes: readonly Change[];
  /** The one to take without a second thought: it takes nothing away from what is asked for. */
  readonly preferred: boolean;
}

/** What a remedy does, by which its title is chosen. */
export type RemedyKind =
  | 'set-budget'
  | 'lower-budget'
  | 'shorten-wcet'
  | 'lengthen-period'
  | 'move'
  | 'soften';

/**
 * What would make a finding go away. Each proposal has been tried: the whole system is analyzed
 * with it, the finding is gone, and no error or warning is there that was not there before (a task
 * that was made soft may be told as one). `model` and `analysis` are those the finding came from; a
 * cache makes this quick.
 */
export function remedies(
  model: SystemModel,
  analysis: Analysis,
  finding: Finding,
  options: AnalyzeOptions = {},
): readonly Remedy[] {
  const steps = seekingRemedies(model, analysis, finding, options);
  let step = steps.next();
  while (step.done !== true) step = steps.next();
  return step.value;
}

/** The same in steps: yields where an analysis does, and between the proposals. */
export function* seekingRemedies(
  model: SystemModel,
  analysis: Analysis,
  finding: Finding,
  options: AnalyzeOptions = {},
): Generator<void, readonly Remedy[]> {
  const before = findings(analysis);
  const found: Remedy[] = [];
  for (const remedy of proposals(analysis, finding, options)) {
    yield;
    const changed = applyChanges(model, remedy.changes);
    const tried = yield* analyzing(changed, { ...options, previous: analysis.completed });
    if (helps(before, findings(tried), finding, remedy)) found.push(remedy);
  }
  return found;
}

function proposals(
  analysis: Analysis,
  finding: Finding,
  options: AnalyzeOptions,
): readonly Remedy[] {
  const { element, code } = finding;
  if (element.kind === 'machine') return coreProposals(analysis, finding);
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

function helps(
  before: readonly Finding[],
  after: readonly Finding[],
  finding: Finding,
  { changes }: Remedy,
): boolean {
  const softened = new Set(
    changes.flatMap((change) => (change.kind === 'soften' ? [elementKey(change.element)] : [])),
  );
  const same =
    (other: Finding) =>
    (one: Finding): boolean =>
      one.code === other.code && elementKey(one.element) === elementKey(other.element);
  const remaining = after.filter(same(finding)).length;
  if (remaining >= before.filter(same(finding)).length) return false;
  return after.every((one) => {
    if (one.severity !== 'error' && one.severity !== 'warning') return true;
    if (one.code === 'soft-can-miss' && softened.has(elementKey(one.element))) return true;
    return before.some(same(one));
  });
}
