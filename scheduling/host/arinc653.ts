import type {
  CoreAnalysis,
  DomainAnalysis,
  HostVcpuAnalysis,
  MachineAnalysis,
  TestUsed,
  Verdict,
  VerdictKind,
} from '../model/analysis.ts';
import type { CompletedMachine } from '../model/completed.ts';
import type { DomainType, Machine, Window } from '../model/model.ts';
import type { FramePolicy } from '../model/policies.ts';
import type { Reason } from '../model/reason.ts';
import { type Running, switchCost } from '../model/switch-cost.ts';
import { worstOf } from '../model/verdict.ts';
import { keyOfVcpu, nameOf, vcpuKey } from './vcpu-name.ts';

/** A stretch of the major frame. */
export interface Stretch {
  readonly at: number;
  readonly length: number;
}

/** The windows of one core in the order of their starts. */
function windowsOn({ windows }: FramePolicy, core: number): readonly Window[] {
  return windows.filter((window) => coreOf(window) === core).sort((a, b) => a.at - b.at);
}

function coreOf({ core }: { readonly core?: number | null }): number {
  return core ?? 0;
}

/**
 * The stretches of the frame in which a VCPU runs: its windows, on the safe side each without the
 * switch into it from the VCPU of the previous window on its core. The core may also have been
 * idle, in a gap between the windows or because the previous VCPU had nothing to do, so the dearer
 * switch counts. A window that continues the same VCPU costs nothing. The frame repeats, so its
 * first window follows its last, or, just after a change, the last one of the plan before.
 */
export function windowsOf(
  machine: Pick<Machine, 'switchCosts'> & {
    readonly domains: readonly {
      readonly name: string;
      readonly type: DomainType;
    }[];
  },
  frame: FramePolicy,
  domain: string,
  vcpu: string,
  side: 'safe' | 'necessary',
  planBefore: FramePolicy = frame,
): readonly Stretch[] {
  const running = (name: string): Running => {
    const found = machine.domains.find((other) => other.name === name);
    return found === undefined ? 'idle' : { name: found.name, type: found.type };
  };
  const isOwn = (window: Window): boolean => window.domain === domain && window.vcpu === vcpu;
  const core = coreOf(frame.windows.find(isOwn) ?? {});
  const sorted = windowsOn(frame, core);
  const last = windowsOn(planBefore, core).at(-1);
  const stretches: Stretch[] = [];
  sorted.forEach((window, index) => {
    if (!isOwn(window)) return;
    const before = index === 0 ? last : sorted[index - 1];
    const end =
      before === undefined
        ? null
        : before.at + before.length - (index === 0 ? frame.majorFrame : 0);
    const same = before !== undefined && end === window.at && isOwn(before);
    const into = (from: Running): number => switchCost(machine.switchCosts, from, running(domain));
    const other = before === undefined ? 0 : into(running(before.domain));
    const cost = side === 'necessary' || same ? 0 : Math.max(other, into('idle'));
    const lost = Math.min(cost, window.length);
    stretches.push({ at: window.at + lost, length: window.length - lost });
  });
  return stretches;
}

/**
 * The switch that a VCPU pays if its domain starts within its own window: from idle, for nobody
 * else has the core then. Where domains start at a frame's start only, that is a window across it.
 */
export function switchAtStart(
  machine: Parameters<typeof windowsOf>[0],
  frame: FramePolicy,
  domain: string,
  vcpu: string,
  starts: 'at-frames' | 'anywhere',
): number {
  const own = machine.domains.find(({ name }) => name === domain);
  const isOwn = (window: Window): boolean => window.domain === domain && window.vcpu === vcpu;
  if (own === undefined) return 0;
  const sorted = windowsOn(frame, coreOf(frame.windows.find(isOwn) ?? {}));
  const [first, last] = [sorted[0], sorted.at(-1)];
  const across =
    first !== undefined &&
    last !== undefined &&
    [first, last].every(isOwn) &&
    first.at === 0 &&
    last.at + last.length === frame.majorFrame;
  if (starts === 'at-frames' && !across) return 0;
  return switchCost(machine.switchCosts, 'idle', { name: own.name, type: own.type });
}

/**
 * A machine with static windows is schedulable if its windows are legal and each VCPU's supply
 * serves its tasks.
 */
export function analyzeArinc(
  machine: CompletedMachine,
  frame: FramePolicy,
  guests: readonly DomainAnalysis[],
): MachineAnalysis {
  const illegal = illegalWindows(frame);
  const cores = new Map(
    machine.domains.flatMap(({ name, vcpus }) =>
      vcpus.map((vcpu) => [vcpuKey(name, vcpu.name), coreOf(vcpu)] as const),
    ),
  );
  const vcpus = guests.flatMap((guest) =>
    guest.vcpus.map((vcpu): HostVcpuAnalysis => {
      const gap = vcpu.longestGap;
      const wrong = illegal.get(
        cores.get(keyOfVcpu({ domain: guest.domain, vcpu: vcpu.vcpu })) ?? 0,
      );
      const served: Verdict =
        vcpu.verdict.kind === 'schedulable'
          ? vcpu.verdict
          : {
              kind: vcpu.verdict.kind,
              reason: {
                kind: 'windows-fail',
                vcpu: { domain: guest.domain, vcpu: vcpu.vcpu },
                because: vcpu.verdict.reason,
              },
            };
      return {
        domain: guest.domain,
        vcpu: vcpu.vcpu,
        verdict: wrong === undefined ? served : { kind: 'unschedulable', reason: wrong },
        grossBudget: null,
        response: null,
        margin: gap === null || !Number.isFinite(gap) ? null : vcpu.margin,
      };
    }),
  );
  const verdict = worstOf(vcpus.map((vcpu) => vcpu.verdict));
  const [reason] = illegal.values();
  return {
    machine: machine.name,
    verdict: reason === undefined ? verdict : { kind: 'unschedulable', reason },
    test: {
      name: 'static-windows',
      kind: reason === undefined ? kindOf(verdict.kind, guests) : 'exact',
    },
    cores: coresOf(frame, vcpus, cores),
    utilization: share(frame, frame.windows),
    vcpus,
  };
}

/** Each core that has VCPUs, with the share of the frame that its windows take. */
function coresOf(
  frame: FramePolicy,
  vcpus: readonly HostVcpuAnalysis[],
  cores: ReadonlyMap<string, number>,
): readonly CoreAnalysis[] {
  const byCore = new Map<number, HostVcpuAnalysis[]>();
  for (const vcpu of vcpus) {
    const core = cores.get(keyOfVcpu(vcpu)) ?? 0;
    byCore.set(core, [...(byCore.get(core) ?? []), vcpu]);
  }
  return [...byCore]
    .sort(([a], [b]) => a - b)
    .map(([core, own]) => ({
      core,
      utilization: share(frame, windowsOn(frame, core)),
      verdict: worstOf(own.map(({ verdict }) => verdict)),
      vcpus: own.map(({ domain, vcpu }) => ({ domain, vcpu })),
    }));
}

/** The share of the frame that windows take, in cores. */
function share({ majorFrame }: FramePolicy, windows: readonly Window[]): number {
  return windows.reduce((sum, window) => sum + window.length, 0) / majorFrame;
}

/** Whether all windows of a frame are known and legal. Nothing follows from a frame that is not. */
export function hasSoundWindows(frame: FramePolicy): boolean {
  return frame.incomplete !== true && illegalWindows(frame).size === 0;
}

/** The kind of condition that a verdict rests on: that of the guests' tests that decide it. */
function kindOf(verdict: VerdictKind, guests: readonly DomainAnalysis[]): TestUsed['kind'] {
  const deciding = guests.flatMap(({ vcpus }) =>
    vcpus.filter((vcpu) => vcpu.verdict.kind === verdict),
  );
  if (deciding.every(({ test }) => test.kind === 'exact')) return 'exact';
  return verdict === 'unschedulable' ? 'necessary' : 'sufficient';
}

/** The faults of a frame's windows, by core. */
function illegalWindows(frame: FramePolicy): ReadonlyMap<number, Reason> {
  const cores = new Set(frame.windows.map(coreOf));
  const illegal = new Map<number, Reason>();
  for (const core of [...cores].sort((a, b) => a - b)) {
    const reason = illegalOnCore(frame, windowsOn(frame, core));
    if (reason !== null) illegal.set(core, reason);
  }
  return illegal;
}

/** The fault of one core's windows; `null` if there is none. */
function illegalOnCore({ majorFrame }: FramePolicy, windows: readonly Window[]): Reason | null {
  let last: Window | undefined;
  for (const window of windows) {
    const { at } = window;
    const end = at + window.length;
    if (end > majorFrame) {
      return { kind: 'window-outside', vcpu: nameOf(window), at, majorFrame };
    }
    if (last !== undefined && last.at + last.length > at) {
      return { kind: 'windows-overlap', first: nameOf(last), second: nameOf(window), at };
    }
    last = window;
  }
  return null;
}
