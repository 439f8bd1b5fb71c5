import type { CoreAnalysis, HostVcpuAnalysis, Verdict } from '../../model/analysis.ts';
import type { Charges, Lateness, Reason } from '../../model/reason.ts';
import { heldBackReason } from '../hold-back/held-back.ts';
import type { TestOutcome } from '../load.ts';
import { coreLoads } from '../overhead.ts';
import type { HostServer } from '../server.ts';
import { utilization } from '../utilization.ts';
import { isVcpu, nameOf } from '../vcpu-name.ts';
import {
  type CoreRules,
  carriedWithin,
  carriesIn,
  coreTestUsed,
  heldBack,
  necessaryTest,
  safeTest,
} from './core-test.ts';

/** One core and its VCPUs, in the order given. */
export interface CoreResult {
  readonly core: CoreAnalysis;
  readonly vcpus: readonly HostVcpuAnalysis[];
}

/** Analyzes whether all VCPUs of one core of a partitioned machine get their budgets in time. */
export function analyzeCore(
  rules: CoreRules,
  core: number,
  servers: readonly HostServer[],
): CoreResult {
  const loads = coreLoads(rules.switchCosts, servers, 'safe');
  const safe = safeTest(rules, servers, 'explained');
  const necessary = safe.result === 'accepted' ? null : necessaryTest(rules, servers, 'explained');
  const held =
    necessary === null || necessary.result === 'refused' ? null : heldBack(rules, servers);
  const vcpus = servers.flatMap((server, index): readonly HostVcpuAnalysis[] => {
    if (!isVcpu(server)) return [];
    const gross = loads[index]?.cost ?? server.budget;
    const shown = safe.loads[index];
    return [
      {
        domain: server.domain,
        vcpu: server.vcpu,
        verdict:
          held?.server === server
            ? { kind: 'unschedulable', reason: heldBackReason(held, core, 1) }
            : vcpuVerdict(core, server, index, safe, necessary),
        grossBudget: Number.isFinite(gross) ? gross : null,
        response: shown?.response ?? null,
        margin: shown?.margin ?? null,
      },
    ];
  });
  const share = utilization(loads);
  const verdict: Verdict =
    held === null
      ? coreVerdict(rules, core, servers, safe, necessary, share)
      : { kind: 'unschedulable', reason: heldBackReason(held, core, 1) };
  return {
    core: {
      core,
      utilization: share,
      verdict,
      test: coreTestUsed(rules, verdict),
      vcpus: servers.filter(isVcpu).map(nameOf),
    },
    vcpus,
  };
}

function vcpuVerdict(
  core: number,
  server: HostServer,
  index: number,
  safe: TestOutcome,
  necessary: TestOutcome | null,
): Verdict {
  const shown = safe.loads[index];
  if (safe.result === 'accepted' || shown?.accepted === true) return { kind: 'schedulable' };
  const { deadline, budget, period } = server;
  const vcpu = nameOf(server);
  const missed = necessary?.loads[index];
  if (necessary?.result === 'refused' && missed?.accepted === false) {
    const { response } = missed;
    const because: Lateness =
      necessary.overload !== undefined
        ? { kind: 'owed', ...necessary.overload }
        : response === null
          ? { kind: 'beyond-period', budget, period }
          : { kind: 'response', budget, response };
    return {
      kind: 'unschedulable',
      reason: { kind: 'budget-late', vcpu, core, deadline, because },
    };
  }
  if (shown?.accepted === null) {
    return { kind: 'unknown', reason: { kind: 'core-not-proven', core, among: vcpu } };
  }
  const response = shown?.response ?? null;
  const margin = shown?.margin ?? null;
  const excess = margin === null ? null : -margin;
  return {
    kind: 'unknown',
    reason: { kind: 'budget-not-proven', vcpu, core, deadline, response, excess },
  };
}

function coreVerdict(
  rules: CoreRules,
  core: number,
  servers: readonly HostServer[],
  safe: TestOutcome,
  necessary: TestOutcome | null,
  share: number,
): Verdict {
  if (safe.result === 'accepted') return { kind: 'schedulable' };
  if (necessary?.result === 'refused') {
    return { kind: 'unschedulable', reason: overload(core, servers, necessary) };
  }
  if (safe.result === 'too-long') {
    return { kind: 'unknown', reason: { kind: 'core-too-long', core } };
  }
  const vcpus = late(servers, safe).map(nameOf);
  const carried = carriedAtFirst(rules, servers, safe);
  return {
    kind: 'unknown',
    reason: {
      kind: 'core-with-charges',
      core,
      vcpus,
      charged: charges(rules),
      share,
      ...(carried === null ? {} : { carried }),
    },
  };
}

/** The time asked for by the deadline of the first VCPU not proven, with carried budgets. */
function carriedAtFirst(
  rules: CoreRules,
  servers: readonly HostServer[],
  safe: TestOutcome,
): { readonly deadline: number; readonly demand: number } | null {
  const first = servers.findIndex((_, index) => safe.loads[index]?.accepted === false);
  const deadline = servers[first]?.deadline;
  if (!carriesIn(rules) || deadline === undefined) return null;
  const demand = carriedWithin(rules, servers, first);
  return demand === null || demand <= deadline ? null : { deadline, demand };
}

/** The charges that make the sufficient test pessimistic for these rules. */
function charges(rules: CoreRules): Charges {
  if (!carriesIn(rules)) return 'switches';
  return rules.switchCosts.some((line) => line.cost > 0) ? 'switches-and-reuse' : 'reuse';
}

/** The VCPUs that a test refuses. */
function late(servers: readonly HostServer[], { loads }: TestOutcome): readonly HostServer[] {
  return servers.filter((server, index) => isVcpu(server) && loads[index]?.accepted === false);
}

function overload(core: number, servers: readonly HostServer[], necessary: TestOutcome): Reason {
  if (necessary.overload !== undefined) return { kind: 'core-owed', core, ...necessary.overload };
  const failing = late(servers, necessary);
  const share = utilization(servers.map(({ budget, period }) => ({ cost: budget, period })));
  return failing.length === 0 || share > 1
    ? { kind: 'core-over-utilized', core, share }
    : { kind: 'core-late', core, vcpus: failing.map(nameOf) };
}
