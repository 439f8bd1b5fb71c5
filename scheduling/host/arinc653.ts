import type {
  DomainAnalysis,
  HostVcpuAnalysis,
  MachineAnalysis,
  TestUsed,
  Verdict,
  VerdictKind,
} from '../model/analysis.ts';
import type { CompletedMachine } from '../model/completed.ts';
import type { Machine, MachinePolicy, Window } from '../model/model.ts';
import { type Running, switchCost } from '../model/switch-cost.ts';
import { worstOf } from '../model/verdict.ts';
import { formatDuration } from '../text/duration.ts';
import { vcpuLabel } from './vcpu-name.ts';

type Frame = Extract<MachinePolicy, { kind: 'ARINC653' }>;

/** A stretch of the major frame. */
export interface Stretch {
  readonly at: number;
  readonly length: number;
}

/**
 * The stretches of the frame in which a VCPU runs: its windows, on the safe side each without the
 * switch into it from whatever ran in the window before. That may have been idle, in a gap between
 * the two or because the one before had nothing to do, so the dearer of both counts; a window that
 * goes on with the same VCPU costs nothing. The frame repeats: its first window follows its last.
 */
export function windowsOf(
  machine: Pick<Machine, 'switchCosts'> & {
    readonly domains: readonly {
      readonly name: string;
      readonly type: Machine['domains'][number]['type'];
    }[];
  },
  frame: Frame,
  domain: string,
  vcpu: string,
  side: 'safe' | 'necessary',
): readonly Stretch[] {
  const sorted = [...frame.windows].sort((a, b) => a.at - b.at);
  const running = (name: string): Running => {
    const found = machine.domains.find((other) => other.name === name);
    return found === undefined ? 'idle' : { name: found.name, type: found.type };
  };
  const stretches: Stretch[] = [];
  sorted.forEach((window, index) => {
    if (window.domain !== domain || window.vcpu !== vcpu) return;
    const before = sorted[(index + sorted.length - 1) % sorted.length] ?? window;
    const end = before.at + before.length - (index === 0 ? frame.majorFrame : 0);
    const touches = end === window.at;
    const same = touches && before.domain === domain && before.vcpu === vcpu;
    const into = (from: Running): number => switchCost(machine.switchCosts, from, running(domain));
    const cost =
      side === 'necessary' || same ? 0 : Math.max(into(running(before.domain)), into('idle'));
    const lost = Math.min(cost, window.length);
    stretches.push({ at: window.at + lost, length: window.length - lost });
  });
  return stretches;
}

/**
 * A machine with static windows: the windows are legal, and each VCPU's supply serves its tasks.
 */
export function analyzeArinc(
  machine: CompletedMachine,
  frame: Frame,
  guests: readonly DomainAnalysis[],
): MachineAnalysis {
  const illegal = illegalWindows(frame);
  const vcpus = guests.flatMap((guest) =>
    guest.vcpus.map((vcpu): HostVcpuAnalysis => {
      const gap = vcpu.longestGap;
      const served: Verdict =
        vcpu.verdict.kind === 'schedulable'
          ? vcpu.verdict
          : {
              kind: vcpu.verdict.kind,
              reason: `the windows of ${guest.domain}.${vcpu.vcpu}: ${vcpu.verdict.reason}`,
            };
      return {
        domain: guest.domain,
        vcpu: vcpu.vcpu,
        verdict: illegal === null ? served : { kind: 'unschedulable', reason: illegal },
        grossBudget: null,
        response: null,
        margin: gap === null || !Number.isFinite(gap) ? null : vcpu.margin,
      };
    }),
  );
  const taken = frame.windows.reduce((sum, window) => sum + window.length, 0);
  const verdict = worstOf(vcpus.map((vcpu) => vcpu.verdict));
  const names = vcpus.map(({ domain, vcpu }) => ({ domain, vcpu }));
  return {
    machine: machine.name,
    verdict: illegal === null ? verdict : { kind: 'unschedulable', reason: illegal },
    test: {
      name: 'static windows against demand',
      kind: illegal === null ? kindOf(verdict.kind, guests) : 'exact',
      reference: 'Mok, Feng & Chen, RTAS 2001',
    },
    cores:
      names.length === 0
        ? []
        : [{ core: 0, utilization: taken / frame.majorFrame, verdict, vcpus: names }],
    utilization: taken / frame.majorFrame,
    vcpus,
  };
}

/** Whether the windows of a frame are all known, and legal: else nothing follows from them. */
export function hasSoundWindows(frame: Frame): boolean {
  return frame.incomplete !== true && illegalWindows(frame) === null;
}

/** The kind of condition that a verdict rests on: that of the tests inside which make it. */
function kindOf(verdict: VerdictKind, guests: readonly DomainAnalysis[]): TestUsed['kind'] {
  const deciding = guests.flatMap(({ vcpus }) =>
    vcpus.filter((vcpu) => vcpu.verdict.kind === verdict),
  );
  if (deciding.every(({ test }) => test.kind === 'exact')) return 'exact';
  return verdict === 'unschedulable' ? 'necessary' : 'sufficient';
}

/** What is wrong with the windows of a frame, `null` where nothing is. */
function illegalWindows(frame: Frame): string | null {
  let last: Window | undefined;
  for (const window of [...frame.windows].sort((a, b) => a.at - b.at)) {
    const end = window.at + window.length;
    if (end > frame.majorFrame) {
      return `the window of ${vcpuLabel(window)} at ${formatDuration(window.at)} leaves the major frame of ${formatDuration(frame.majorFrame)}`;
    }
    if (last !== undefined && last.at + last.length > window.at) {
      return `the windows of ${vcpuLabel(last)} and ${vcpuLabel(window)} overlap at ${formatDuration(window.at)}`;
    }
    last = window;
  }
  return null;
}
