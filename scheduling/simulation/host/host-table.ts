import type { CompletedMachine } from '../../model/completed.ts';
import type { MachinePolicy, ServerKind } from '../../model/model.ts';
import type { Order } from '../../model/order.ts';
import type { PolicyKind, PolicyOf } from '../../model/policies.ts';
import type { Layout } from '../engine/layout.ts';
import { credit } from './credit.ts';
import { credit2 } from './credit2/credit2.ts';
import { dedicated } from './dedicated.ts';
import { frameRules } from './frame.ts';
import type { HostRules } from './host-rules.ts';
import { serverOrders, servers } from './servers.ts';

type Rules<Kind extends PolicyKind> = (
  policy: PolicyOf<Kind>,
  machine: CompletedMachine,
  layout: Layout,
) => HostRules;

/**
 * Servers in an order, of the kind that the file states. They are made once, for the engine's calls
 * stay fast if they reach the same functions in each run.
 */
function asWritten(order: Order): (policy: MachinePolicy, machine: CompletedMachine) => HostRules {
  const rules: Readonly<Record<ServerKind, HostRules>> = {
    periodic: servers('periodic', serverOrders[order], false),
    deferrable: servers('deferrable', serverOrders[order], false),
    polling: servers('polling', serverOrders[order], false),
  };
  return (_, machine) => rules[machine.servers];
}

const rtds = servers('deferrable', serverOrders['absolute-deadline'], true);

/** The rules of each policy. */
const table: { readonly [Kind in PolicyKind]: Rules<Kind> } = {
  EDF: asWritten('absolute-deadline'),
  RM: asWritten('period'),
  DM: asWritten('deadline'),
  FP: asWritten('priority'),
  RTDS: () => rtds,
  credit: (policy) => credit(policy),
  credit2: (policy) => credit2(policy),
  null: () => dedicated,
  ARINC653: (policy, _, layout) => frameRules(policy, layout),
};

/** The rules of a machine's policy. */
export function hostRules(machine: CompletedMachine, layout: Layout): HostRules {
  return rulesOf(machine.policy, machine, layout);
}

function rulesOf<Kind extends PolicyKind>(
  policy: PolicyOf<Kind>,
  machine: CompletedMachine,
  layout: Layout,
): HostRules {
  const rules: Rules<Kind> = table[policy.kind];
  return rules(policy, machine, layout);
}
