import type { MachinePolicy } from '../../../scheduling/model/model.ts';
import type { MachineKind } from '../../../test/support/generated/vcpu-machine.ts';
import { MS, US } from '../../../test/support/systems.ts';

const edf: MachinePolicy = { kind: 'EDF', placement: 'partitioned' };
const rm: MachinePolicy = { kind: 'RM', placement: 'partitioned' };
const globalEdf: MachinePolicy = { kind: 'EDF', placement: 'global' };
const globalRm: MachinePolicy = { kind: 'RM', placement: 'global' };
const rtds: MachinePolicy = { kind: 'RTDS' };

const usual = { cores: [2, 4], vcpus: [1, 8], grid: US } as const;
const few = { cores: [2, 2], vcpus: [1, 5], grid: MS } as const;
const switches = 20 * US;

/** The kinds of machines that are counted, with the promised share of those left unknown. */
export const kinds: Readonly<Record<string, MachineKind & { readonly goal?: number }>> = {
  'edf-partitioned-deferrable': { policy: edf, servers: 'deferrable', ...usual, goal: 0.01 },
  'rm-partitioned-deferrable': { policy: rm, servers: 'deferrable', ...usual, goal: 0.01 },
  'edf-partitioned-periodic': { policy: edf, servers: 'periodic', ...usual, goal: 0.01 },
  'rm-partitioned-periodic': { policy: rm, servers: 'periodic', ...usual, goal: 0.01 },
  rtds: { policy: rtds, servers: 'deferrable', ...usual, goal: 0.05 },
  'rm-global-deferrable': { policy: globalRm, servers: 'deferrable', ...usual, goal: 0.05 },
  'edf-global-periodic': { policy: globalEdf, servers: 'periodic', ...usual, goal: 0.3 },
  'rm-global-periodic': { policy: globalRm, servers: 'periodic', ...usual, goal: 0.3 },
  'edf-global-few': { policy: globalEdf, servers: 'periodic', ...few, goal: 0.05 },
  'rm-global-few': { policy: globalRm, servers: 'periodic', ...few, goal: 0.05 },
  'edf-partitioned-switches': { policy: edf, servers: 'deferrable', ...usual, switches },
  'rm-partitioned-switches': { policy: rm, servers: 'deferrable', ...usual, switches },
  'rtds-switches': { policy: rtds, servers: 'deferrable', ...usual, switches },
  'edf-global-switches': { policy: globalEdf, servers: 'periodic', ...usual, switches },
  'edf-partitioned-tasks': { policy: edf, servers: 'deferrable', ...usual, tasks: true },
  'rm-partitioned-tasks': { policy: rm, servers: 'deferrable', ...usual, tasks: true },
  'rtds-tasks': { policy: rtds, servers: 'deferrable', ...usual, tasks: true },
};
