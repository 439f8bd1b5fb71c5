import type { CoreAnalysis, HostVcpuAnalysis, Verdict } from '../../model/analysis.ts';
import { formatDuration } from '../../text/duration.ts';
import type { TestOutcome } from '../load.ts';
import { coreLoads } from '../overhead.ts';
import type { HostServer } from '../server.ts';
import { utilization } from '../utilization.ts';
import { vcpuLabel } from '../vcpu-name.ts';
import { type CoreRules, carriesIn, necessaryTest, safeTest } from './core-test.ts';

/** One core and its VCPUs, in the order given. */
export interface CoreResult {
  readonly core: CoreAnalysis;
  readonly vcpus: readonly HostVcpuAnalysis[];
}

/** Whether the VCPUs of one core of a partitioned machine all get their budgets in time. */
export function analyzeCore(
  rules: CoreRules,
  core: number,
  servers: readonly HostServer[],
): CoreResult {
  const loads = coreLoads(rules.switchCosts, servers, 'safe');
  const safe = safeTest(rules, servers, 'explained');
  const necessary = safe.result === 'accepted' ? null : necessaryTest(rules, servers, 'explained');
  const vcpus = servers.map((server, index): HostVcpuAnalysis => {
    const gross = loads[index]?.cost ?? server.budget;
    const shown = safe.loads[index];
    return {
      domain: server.domain,
      vcpu: server.vcpu,
      verdict: vcpuVerdict(core, server, index, safe, necessary),
      grossBudget: Number.isFinite(gross) ? gross : null,
      response: shown?.response ?? null,
      margin: shown?.margin ?? null,
    };
  });
  const share = utilization(loads);
  return {
    core: {
      core,
      utilization: share,
      verdict: coreVerdict(rules, core, servers, safe, necessary, share),
      vcpus: servers.map(({ domain, vcpu }) => ({ domain, vcpu })),
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
  const deadline = formatDuration(server.deadline);
  const missed = necessary?.loads[index];
  if (necessary?.result === 'refused' && missed?.accepted === false) {
    const response = missed.response;
    const late =
      response === null
        ? `its budget of ${formatDuration(server.budget)} does not come within its period of ${formatDuration(server.period)}`
        : `its budget of ${formatDuration(server.budget)} can take ${formatDuration(response)}`;
    const window = necessary.overload;
    const why =
      window === undefined
        ? late
        : `within ${formatDuration(window.time)} the VCPUs of core ${core} are owed ${formatDuration(window.demand)}`;
    return {
      kind: 'unschedulable',
      reason: `${vcpuLabel(server)} can miss its ${deadline} deadline on core ${core}: ${why}`,
    };
  }
  if (shown?.accepted === null) {
    return {
      kind: 'unknown',
      reason: `core ${core} is not proven to serve its VCPUs, ${vcpuLabel(server)} among them`,
    };
  }
  const response = shown?.response ?? null;
  const bound =
    response !== null
      ? `the test bounds its response by ${formatDuration(response)}`
      : `the test leaves no time for it${shown?.margin == null ? '' : ` (${formatDuration(-shown.margin)} too much is asked for)`}`;
  return {
    kind: 'unknown',
    reason: `${vcpuLabel(server)} is not proven to get its budget within its ${deadline} deadline on core ${core}: ${bound}`,
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
    const net = utilization(servers.map(({ budget, period }) => ({ cost: budget, period })));
    return {
      kind: 'unschedulable',
      reason: `core ${core} ${overloadReason(servers, necessary, net)}`,
    };
  }
  if (safe.result === 'too-long') {
    return {
      kind: 'unknown',
      reason: `core ${core}: the exact test needs more steps than it is given; rounder periods would shorten it`,
    };
  }
  const failing = servers
    .filter((_, index) => safe.loads[index]?.accepted === false)
    .map(vcpuLabel);
  const who = failing.length === 0 ? '' : ` (${failing.join(', ')})`;
  const why = obstacle(rules);
  return {
    kind: 'unknown',
    reason: `core ${core} is not proven to serve its VCPUs${who}: with ${why} they take ${percent(share)} of it`,
  };
}

/** What makes the sufficient test pessimistic here. */
function obstacle(rules: CoreRules): string {
  const switches = rules.switchCosts.some((line) => line.cost > 0);
  if (carriesIn(rules)) {
    return switches
      ? 'switches and budgets used twice in a row charged'
      : 'budgets used twice in a row charged';
  }
  return 'switches charged';
}

function overloadReason(
  servers: readonly HostServer[],
  necessary: TestOutcome,
  net: number,
): string {
  if (necessary.overload !== undefined) {
    const { time, demand } = necessary.overload;
    return `is owed ${formatDuration(demand)} by its VCPUs within ${formatDuration(time)}`;
  }
  const failing = servers
    .filter((_, index) => necessary.loads[index]?.accepted === false)
    .map(vcpuLabel);
  if (failing.length === 0 || net > 1)
    return `cannot serve its VCPUs: their budgets ask for ${percent(net)} of it`;
  return `cannot serve ${failing.join(', ')} in time`;
}

/** A share for people, to a hundredth of a percent and never rounded down to what would fit. */
export function percent(share: number): string {
  if (!Number.isFinite(share)) return 'more than all';
  return `${Math.ceil(share * 10_000 - 1e-6) / 100} %`;
}
