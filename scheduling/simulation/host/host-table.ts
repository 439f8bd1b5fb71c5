import type { CompletedMachine } from '../../model/completed.ts';
import type { ServerKind } from '../../model/model.ts';
import type { Layout } from '../engine/layout.ts';
import { arinc653 } from './arinc653.ts';
import { credit } from './credit.ts';
import { dedicated } from './dedicated.ts';
import type { HostRules } from './host-rules.ts';
import { type ServerOrder, serverOrders, servers } from './servers.ts';

const kinds = (order: ServerOrder): Readonly<Record<ServerKind, HostRules>> => ({
  periodic: servers('periodic', order, false),
  deferrable: servers('deferrable', order, false),
  polling: servers('polling', order, false),
});

// Made once: the engine's calls stay the same functions from run to run, which the compiler
// rewards.
const rtds = servers('deferrable', serverOrders.EDF, true);
const serverRules = {
  EDF: kinds(serverOrders.EDF),
  RM: kinds(serverOrders.RM),
  DM: kinds(serverOrders.DM),
  FP: kinds(serverOrders.FP),
};

/** The rules of a machine's policy. */
export function hostRules(machine: CompletedMachine, layout: Layout): HostRules {
  const { policy } = machine;
  switch (policy.kind) {
    case 'null':
      return dedicated;
    case 'ARINC653':
      return arinc653(policy, layout);
    case 'credit':
      return credit(policy);
    case 'RTDS':
      return rtds;
    default:
      return serverRules[policy.kind][machine.servers];
  }
}
