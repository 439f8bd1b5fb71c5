import type { MachinePolicy, Placement } from '../../scheduling/model/model.ts';

/** Where VCPUs may run: RTDS and credit move them, the static ones do not. */
export function placementOf(policy: MachinePolicy): Placement {
  switch (policy.kind) {
    case 'EDF':
    case 'RM':
    case 'DM':
    case 'FP':
      return policy.placement;
    case 'RTDS':
    case 'credit':
      return 'global';
    case 'null':
    case 'ARINC653':
      return 'partitioned';
  }
}
