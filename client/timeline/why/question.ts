import type { LateRun } from '../../../scheduling/host/run/late-run.ts';
import type { Analysis, LateCourse, VcpuName } from '../../../scheduling/model/analysis.ts';
import type { Element } from '../../../scheduling/model/element.ts';
import { severity } from '../../../scheduling/model/verdict.ts';
import { lateRunsIn } from '../state/late-runs.ts';
import type { PageState } from '../state/page-state.ts';
import type { Questioned } from '../state/questioned.ts';

/** The subject of *Why*: the one asked about, else the first failing one. */
export function vcpuInQuestion({
  analysis,
  questioned,
}: Pick<PageState, 'analysis' | 'questioned'>): Questioned | null {
  if (analysis === null) return null;
  const all = subjectsOf(analysis);
  const asked = questioned === null ? undefined : all.find((each) => isSame(each, questioned));
  return asked ?? all[0] ?? null;
}

/** A step alone, or a core or a machine, tells which VCPU is meant. */
function isSame(one: Questioned, asked: Questioned): boolean {
  const { step, late } = asked;
  if (step !== undefined)
    return one.step?.scenario === step.scenario && one.step.index === step.index;
  if (late !== undefined) return one.late?.machine === late.machine && one.late.core === late.core;
  return (
    one.step === undefined &&
    one.late === undefined &&
    one.domain === asked.domain &&
    one.vcpu === asked.vcpu
  );
}

/** The run of a subject whose budget comes late on its machine; `null` where it is none. */
export function lateRunOf(analysis: Analysis, { late }: Questioned): LateRun | null {
  if (late === undefined) return null;
  const { machine, core } = late;
  const found = lateRunsIn(analysis).find((run) => run.machine === machine && run.core === core);
  return found ?? null;
}

/**
 * All VCPUs, those whose budgets come late on their machines, and all refused changes of plan, the
 * failing ones first.
 */
export function subjectsOf(analysis: Analysis): readonly Questioned[] {
  const { domains, scenarios } = analysis;
  const vcpus = domains.flatMap(({ domain, vcpus }) =>
    vcpus.map(({ vcpu, verdict }) => ({ domain, vcpu, rank: severity(verdict.kind) })),
  );
  const changes = scenarios.flatMap(({ scenario, steps }) =>
    steps.flatMap(({ index, across }) =>
      across === undefined
        ? []
        : [{ ...across.vcpu, step: { scenario, index }, rank: severity('unschedulable') }],
    ),
  );
  const late = lateRunsIn(analysis).map(({ machine, core, vcpu }) => ({
    ...vcpu,
    late: { machine, core },
    rank: severity('unschedulable'),
  }));
  return [...vcpus, ...late, ...changes]
    .sort((a, b) => b.rank - a.rank)
    .map(({ rank: _, ...subject }) => subject);
}

/** All VCPUs, the failing ones first. */
export function vcpusByConcern(analysis: Analysis): readonly VcpuName[] {
  return subjectsOf(analysis).filter(({ step, late }) => step === undefined && late === undefined);
}

/** The course of a refused change of plan; `null` where the subject is none. */
export function courseOf({ scenarios }: Analysis, { step }: Questioned): LateCourse | null {
  if (step === undefined) return null;
  const steps = scenarios.find(({ scenario }) => scenario === step.scenario)?.steps ?? [];
  return steps.find(({ index }) => index === step.index)?.across ?? null;
}

/** The subject that an element stands for: itself, a task's VCPU, or a domain's first failing. */
export function vcpuOf(element: Element, { model, analysis }: PageState): Questioned | null {
  if (element.kind === 'step') {
    const { scenario, index } = element;
    const step = { scenario, index };
    if (analysis === null) return { domain: '', vcpu: '', step };
    return subjectsOf(analysis).find((each) => isSame(each, { ...each, step })) ?? null;
  }
  const subjects = analysis === null ? [] : subjectsOf(analysis);
  if (element.kind === 'machine' || element.kind === 'core') {
    const { machine } = element;
    const isMeant = ({ late }: Questioned) =>
      late?.machine === machine && (element.kind === 'machine' || late.core === element.core);
    return subjects.find(isMeant) ?? null;
  }
  if (element.kind === 'vcpu') {
    const { domain, vcpu } = element;
    const own = subjects.find((each) => each.domain === domain && each.vcpu === vcpu);
    return own?.step === undefined ? (own ?? { domain, vcpu }) : { domain, vcpu };
  }
  if (element.kind !== 'task' && element.kind !== 'domain') return null;
  const domains = (model?.machines ?? []).flatMap((machine) => machine.domains);
  const tasks = domains.find(({ name }) => name === element.domain)?.tasks ?? [];
  const own =
    element.kind === 'task' ? tasks.find(({ name }) => name === element.task)?.vcpu : undefined;
  if (own !== undefined) return { domain: element.domain, vcpu: own };
  return subjects.find(({ domain }) => domain === element.domain) ?? null;
}
