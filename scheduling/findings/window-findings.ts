import type { ProvenMachine } from '../facts/proven.ts';
import type { VcpuName } from '../model/analysis.ts';
import { frameOf } from '../model/policies.ts';
import type { CoreChoice, NotFound } from '../model/window-choice.ts';
import type { Finding } from './finding.ts';

/** The cores whose open windows the tool did not find, each at the VCPU that keeps it from that. */
export function windowFindings({ machine }: ProvenMachine): readonly Finding[] {
  const frame = frameOf(machine.policy)?.majorFrame;
  if (machine.windowChoice === undefined || frame === undefined) return [];
  const { name, cores } = machine;
  return machine.windowChoice.cores.flatMap((choice): Finding[] => {
    const { core, result, vcpus } = choice;
    if (result.kind === 'found' || result.kind === 'withheld') return [];
    const vcpu = culprit(choice, result);
    const inPlan = choice.plan === undefined ? {} : { plan: choice.plan };
    const place = cores.length === 1 ? null : core;
    const data = { machine: name, core: place, ...inPlan, frame, result };
    return [
      {
        ...(result.kind === 'none'
          ? { code: 'windows-impossible', severity: 'error' }
          : { code: 'windows-not-found', severity: 'warning' }),
        element: { kind: 'vcpu', ...vcpu },
        attribute: 'window',
        ...inPlan,
        data,
        related: vcpus
          .filter((other) => other.domain !== vcpu.domain || other.vcpu !== vcpu.vcpu)
          .map((other) => ({
            element: { kind: 'vcpu', ...other },
            role: { kind: 'shares-core', vcpu: other },
          })),
      },
    ];
  });
}

/** The VCPU to name: the one that a proof names if its windows are open, else the first. */
function culprit({ vcpus }: CoreChoice, result: NotFound): VcpuName {
  const named = namedIn(result);
  const open = vcpus.find(({ domain, vcpu }) => domain === named?.domain && vcpu === named.vcpu);
  const found = open ?? vcpus[0];
  if (found === undefined) throw new RangeError('a core without open windows');
  return found;
}

function namedIn(result: NotFound): VcpuName | undefined {
  switch (result.kind) {
    case 'global':
      return result.vcpu;
    case 'ended':
      return result.tightest?.vcpu;
    case 'none':
      switch (result.why.kind) {
        case 'never-served':
          return result.why.vcpu;
        case 'all-tried':
          return result.why.tightest.vcpu;
        case 'too-much':
          return undefined;
      }
  }
}
