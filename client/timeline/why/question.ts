import type { VcpuName } from '../../../scheduling/model/analysis.ts';
import type { Element } from '../../../scheduling/model/element.ts';
import type { PageState } from '../state/page-state.ts';
import { vcpusByConcern } from './supply-and-demand.ts';

/** The subject of *Why*: the VCPU asked about, else the first failing one. */
export function vcpuInQuestion({
  analysis,
  questioned,
}: Pick<PageState, 'analysis' | 'questioned'>): VcpuName | null {
  if (analysis === null) return null;
  const all = vcpusByConcern(analysis);
  const asked = all.find(
    ({ domain, vcpu }) => domain === questioned?.domain && vcpu === questioned.vcpu,
  );
  return asked ?? all[0] ?? null;
}

/** The VCPU of an element: itself, a task's, or a domain's first failing one. */
export function vcpuOf(element: Element, { model, analysis }: PageState): VcpuName | null {
  if (element.kind === 'vcpu') return { domain: element.domain, vcpu: element.vcpu };
  if (element.kind !== 'task' && element.kind !== 'domain') return null;
  const domains = (model?.machines ?? []).flatMap((machine) => machine.domains);
  const tasks = domains.find(({ name }) => name === element.domain)?.tasks ?? [];
  const own =
    element.kind === 'task' ? tasks.find(({ name }) => name === element.task)?.vcpu : undefined;
  if (own !== undefined) return { domain: element.domain, vcpu: own };
  const first = analysis === null ? [] : vcpusByConcern(analysis);
  return first.find(({ domain }) => domain === element.domain) ?? null;
}
