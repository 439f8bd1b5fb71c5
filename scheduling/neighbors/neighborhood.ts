import { coreLoads, dearestSwitches } from '../host/overhead.ts';
import { coreOrder, coreRules } from '../host/partitioned/core-test.ts';
import { urgencyOrder } from '../host/partitioned/fixed-priority-partitioned.ts';
import { type HostServer, hostServers } from '../host/server.ts';
import { keyOfVcpu, vcpuKey } from '../host/vcpu-name.ts';
import type { MachineAnalysis } from '../model/analysis.ts';
import type { CompletedMachine } from '../model/completed.ts';
import type { ServerKind } from '../model/model.ts';

/**
 * A VCPU with the VCPUs of its core that can come first. All of their budgets are proven to come in
 * time, with switches charged. Times are in ns.
 */
export interface Neighborhood {
  readonly server: ServerKind;
  /** Whether the core orders budgets by their deadlines (EDF); else priorities are fixed. */
  readonly byDeadline: boolean;
  readonly own: Place & {
    /** The net budget, above 0. */
    readonly budget: number;
    /** The cost of one start: the dearest switch in and the dearest one out. */
    readonly start: number;
  };
  /** All others of the core under EDF, else the more urgent ones. */
  readonly ahead: readonly Neighbor[];
}

interface Place {
  readonly period: number;
  readonly deadline: number;
  /** The budget with the switches it can cause. */
  readonly gross: number;
}

/** A VCPU that can come first; `out` is the dearest switch out of it. */
export interface Neighbor extends Place {
  readonly out: number;
}

/**
 * The neighborhood of a VCPU; `null` where the second verdict says nothing: on machines that are
 * not partitioned, beside VCPUs whose interfaces or cores are open, where a text is half written,
 * and where the machine's test does not accept the VCPU and all that can come first.
 */
export function neighborhood(
  machine: CompletedMachine,
  host: MachineAnalysis,
  domain: string,
  vcpu: string,
): Neighborhood | null {
  const rules = coreRules(machine);
  if (rules === null || machine.domains.some(({ incomplete }) => incomplete)) return null;
  const { servers, without } = hostServers(machine);
  const key = vcpuKey(domain, vcpu);
  const self = servers.find((server) => keyOfVcpu(server) === key);
  if (self === undefined || self.core === null || self.budget === 0) return null;
  // A VCPU without an interface or a core may still come to this one.
  if (without.length > 0 || servers.some(({ core }) => core === null)) return null;
  const onCore = servers.filter(({ core, budget }) => core === self.core && budget > 0);
  const order = coreOrder(rules);
  const loads = coreLoads(rules.switchCosts, onCore, 'safe');
  const index = onCore.indexOf(self);
  const urgency = order === null ? null : urgencyOrder(loads, order);
  const before =
    urgency === null
      ? onCore.flatMap((_, other) => (other === index ? [] : [other]))
      : urgency.slice(0, urgency.indexOf(index));
  const proven = new Set(
    host.vcpus.flatMap((each) => (each.verdict.kind === 'schedulable' ? [keyOfVcpu(each)] : [])),
  );
  const place = (at: number): Neighbor | null => {
    const [server, load] = [onCore[at], loads[at]];
    if (server === undefined || load === undefined || !proven.has(keyOfVcpu(server))) return null;
    const { period, deadline } = server;
    const { out } = switches(machine, onCore, server);
    return Number.isFinite(load.cost) ? { period, deadline, gross: load.cost, out } : null;
  };
  const own = place(index);
  const ahead = before.map(place);
  if (own === null || !ahead.every((each) => each !== null)) return null;
  const { into, out } = switches(machine, onCore, self);
  return {
    server: rules.server,
    byDeadline: order === null,
    own: { ...own, budget: self.budget, start: into + out },
    ahead,
  };
}

function switches(
  { switchCosts }: CompletedMachine,
  onCore: readonly HostServer[],
  server: HostServer,
) {
  const others = onCore.filter((other) => other !== server).map(({ running }) => running);
  return dearestSwitches(switchCosts, server.running, others);
}
