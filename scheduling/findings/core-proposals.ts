import { factsOf } from '../facts/facts.ts';
import type { Analysis } from '../model/analysis.ts';
import { type CompletedVcpu, hasWrittenCore } from '../model/completed.ts';
import { isPartitioned } from '../model/policies.ts';
import type { Finding } from './finding.ts';
import type { Remedy } from './remedies.ts';

/** The number of proposed moves. Each costs an analysis of the whole system. */
const MOVE_LIMIT = 24;

/**
 * Moves of one VCPU from the cores of a machine's finding to another core, the smallest VCPUs and
 * the emptiest cores first. The moves are not yet tested.
 */
export function coreProposals(analysis: Analysis, finding: Finding): readonly Remedy[] {
  const { element } = finding;
  if (element.kind !== 'machine') return [];
  const proven = factsOf(analysis).machine(element.machine);
  if (proven === undefined || !isPartitioned(proven.machine.policy)) return [];
  const { machine, host } = proven;
  const load = new Map(host.cores.map(({ core, utilization }) => [core, utilization]));
  const targets = [...machine.cores]
    .sort((a, b) => (load.get(a) ?? 0) - (load.get(b) ?? 0) || a - b)
    .slice(0, 4);
  const concerned = finding.related.map((other) => other.element);
  const movable = machine.domains
    .flatMap((domain) => domain.vcpus.map((vcpu) => ({ domain: domain.name, vcpu })))
    .filter(({ domain, vcpu }) =>
      concerned.some(
        (other) => other.kind === 'vcpu' && other.domain === domain && other.vcpu === vcpu.name,
      ),
    )
    .filter(({ vcpu }) => hasWrittenCore(vcpu))
    .sort((a, b) => share(a.vcpu) - share(b.vcpu));
  const moves = movable.flatMap(({ domain, vcpu }) =>
    targets
      .filter((core) => core !== vcpu.core)
      .map(
        (core): Remedy => ({
          kind: 'move',
          changes: [
            {
              kind: 'set',
              element: { kind: 'vcpu', domain, vcpu: vcpu.name },
              attribute: 'core',
              value: core,
            },
          ],
          preferred: false,
        }),
      ),
  );
  return moves.slice(0, MOVE_LIMIT);
}

function share({ budget, period }: CompletedVcpu): number {
  return budget === null || period === null ? 0 : budget / period;
}
