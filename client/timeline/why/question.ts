import type { Analysis, LateCourse, VcpuName } from '../../../scheduling/model/analysis.ts';
import type { Element } from '../../../scheduling/model/element.ts';
import { severity } from '../../../scheduling/model/verdict.ts';
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

/** A step alone tells which VCPU is meant. */
function isSame(one: Questioned, asked: Questioned): boolean {
  const { step } = asked;
  if (step !== undefined)
    return one.step?.scenario === step.scenario && one.step.index === step.index;
  return one.step === undefined && one.domain === asked.domain && one.vcpu === asked.vcpu;
}

/** All VCPUs and all refused changes of plan, the failing ones first. */
export function subjectsOf({ domains, scenarios }: Analysis): readonly Questioned[] {
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
  return [...vcpus, ...changes]
    .sort((a, b) => b.rank - a.rank)
    .map(({ rank: _, ...subject }) => subject);
}

/** All VCPUs, the failing ones first. */
export function vcpusByConcern(analysis: Analysis): readonly VcpuName[] {
  return subjectsOf(analysis).filter(({ step }) => step === undefined);
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
  if (element.kind === 'vcpu') return { domain: element.domain, vcpu: element.vcpu };
  if (element.kind !== 'task' && element.kind !== 'domain') return null;
  const domains = (model?.machines ?? []).flatMap((machine) => machine.domains);
  const tasks = domains.find(({ name }) => name === element.domain)?.tasks ?? [];
  const own =
    element.kind === 'task' ? tasks.find(({ name }) => name === element.task)?.vcpu : undefined;
  if (own !== undefined) return { domain: element.domain, vcpu: own };
  const first = analysis === null ? [] : subjectsOf(analysis);
  return first.find(({ domain }) => domain === element.domain) ?? null;
}
