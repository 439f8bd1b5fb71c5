import { t } from '@vscode/l10n';
import type { VcpuName } from '../../../scheduling/model/analysis.ts';
import type { Element } from '../../../scheduling/model/element.ts';
import type { PolicyKind } from '../../../scheduling/model/policies.ts';
import type { Reason } from '../../../scheduling/model/reason.ts';
import { type Sayings, say } from '../../say.ts';
import { formatDuration } from '../../text/duration.ts';
import { reasonText } from '../../verdicts/reason.ts';
import { type WrongName, wrongNameText } from './wrong-name.ts';

/** A part of a system that Xen cannot be told, or that is not proven with what Xen needs. */
export type XenProblem = XenProblemData & {
  /** The element that has to change, and its attribute. */
  readonly element: Element;
  readonly attribute?: string;
};

/** Times are in ns. */
type XenProblemData =
  | { readonly kind: 'scheduler'; readonly machine: string; readonly policy: PolicyKind }
  | {
      readonly kind: 'deadline';
      readonly vcpu: VcpuName;
      readonly deadline: number;
      readonly period: number;
    }
  | { readonly kind: 'name'; readonly name: string; readonly why: WrongName }
  | { readonly kind: 'dom0'; readonly machine: string; readonly why: WrongDom0 }
  | {
      readonly kind: 'budget';
      readonly vcpu: VcpuName;
      /** The budget with the switches; `null` if the VCPU has none. */
      readonly budget: number | null;
      readonly period: number | null;
      readonly least: number;
    }
  | {
      readonly kind: 'not-proven';
      /** The machine or the domain. */
      readonly what: string;
      readonly refuted: boolean;
      /** Whether the budgets that Xen needs are what is not proven. */
      readonly charged: boolean;
      readonly reason: Reason;
    }
  | { readonly kind: 'share'; readonly machine: string; readonly why: WrongShare }
  | { readonly kind: 'place'; readonly vcpu: VcpuName }
  | {
      readonly kind: 'frame';
      /** The machine or the domain. */
      readonly name: string;
      readonly why: WrongFrame;
      readonly entries: number;
    }
  /** A host that promises time, of whose switches nothing is known. */
  | { readonly kind: 'free-switches'; readonly host: string };

export type XenProblemKind = XenProblemData['kind'];

/** The reason why Dom0 cannot be as it is written, or is missed. */
export type WrongDom0 = 'in-pool' | 'second' | 'missing' | 'no-core';

/** A parameter of a credit scheduler that Xen does not take. */
export type WrongShare = 'boost' | 'timeslice' | 'ratelimit';

/** The reason why Xen cannot be told the windows of a frame. */
export type WrongFrame =
  | 'boot'
  | 'second'
  | 'cores'
  | 'plans'
  | 'entries'
  | 'empty'
  | 'vcpus'
  | 'dom0';

/** The code of a problem, which its page is named for. */
export function xenCode({ kind }: Pick<XenProblem, 'kind'>): string {
  return `xen/${kind}`;
}

const vcpuName = ({ domain, vcpu }: VcpuName) => `${domain}.${vcpu}`;

const dom0: Readonly<Record<WrongDom0, (machine: string) => string>> = {
  'in-pool': (machine) =>
    t('Dom0 cannot be moved out of the pool that Xen begins with: put it on {machine} itself.', {
      machine,
    }),
  second: (machine) =>
    t('{machine} has a second Dom0: one domain only has `type dom0`.', { machine }),
  missing: (machine) =>
    t(
      'Dom0 runs on {machine}, too, and takes time that the proof does not know of: declare it, with `type dom0`.',
      { machine },
    ),
  'no-core': (machine) =>
    t('All cores of {machine} are in pools, and Dom0 needs one: leave one out of them.', {
      machine,
    }),
};

const share: Readonly<Record<WrongShare, (machine: string) => string>> = {
  boost: (machine) =>
    t('Xen cannot be told to leave out the boost of {machine}: remove `boost off`.', { machine }),
  timeslice: (machine) =>
    t('Xen takes a timeslice of 1 ms to 1 s in whole milliseconds; that of {machine} is another.', {
      machine,
    }),
  ratelimit: (machine) =>
    t(
      'Xen takes a rate limit of 0, or 100 µs to 500 ms in whole microseconds; that of {machine} is another.',
      { machine },
    ),
};

const frames: Readonly<Record<WrongFrame, (name: string, entries: number) => string>> = {
  boot: (name) =>
    t('A device tree can say no windows: {name} needs a control domain that loads them.', { name }),
  second: (name) =>
    t('Pools of ARINC653 disturb each other in Xen before 4.21: {name} is the second one.', {
      name,
    }),
  cores: (name) =>
    t('Xen’s ARINC653 schedules one core: cut {name} into pools of one core each.', { name }),
  plans: (name) =>
    t(
      'Xen has one schedule, and a new one acts at once, not at the end of a frame: {name} has plans.',
      { name },
    ),
  entries: (name, entries) =>
    t(
      'Xen takes 64 entries at most, gaps between windows included: {name} has {entries}. Join windows, or shorten the frame.',
      { name, entries },
    ),
  empty: (name) => t('{name} has no window, and Xen takes no schedule without one.', { name }),
  vcpus: (name) => t('Xen’s ARINC653 runs domains of one VCPU: {name} has more.', { name }),
  dom0: (name) => t('{name} has no window, and Dom0 would never run again: give it one.', { name }),
};

const problems: Sayings<XenProblem> = {
  scheduler: ({ machine, policy }) =>
    t(
      'Xen has no scheduler like {policy}, which {machine} has: write `scheduler RTDS`, `credit2`, `credit`, `null` or `ARINC653`.',
      { machine, policy },
    ),
  deadline: ({ vcpu, deadline, period }) =>
    t(
      'Xen’s RTDS knows no deadline before the end of the period: {vcpu} has one of {deadline} in {period}. Shorten the period instead.',
      {
        vcpu: vcpuName(vcpu),
        deadline: formatDuration(deadline),
        period: formatDuration(period),
      },
    ),
  name: ({ name, why }) => wrongNameText(name, why),
  dom0: ({ machine, why }) => dom0[why](machine),
  budget: ({ vcpu, budget, period, least }) =>
    budget === null || period === null
      ? t('{vcpu} has no budget that could be set: write one, or a task that needs one.', {
          vcpu: vcpuName(vcpu),
        })
      : budget > period
        ? t(
            'With the switches that Xen charges to it, {vcpu} needs a budget of {budget}, more than its period of {period}: lengthen the period.',
            {
              vcpu: vcpuName(vcpu),
              budget: formatDuration(budget),
              period: formatDuration(period),
            },
          )
        : t('Xen takes no budget below {least}: {vcpu} has {budget}.', {
            vcpu: vcpuName(vcpu),
            budget: formatDuration(budget),
            least: formatDuration(least),
          }),
  'not-proven': ({ what, refuted, charged, reason }) => {
    const because = reasonText(reason);
    if (charged)
      return refuted
        ? t(
            '{what} cannot serve the budgets that Xen needs, which hold the switches that it charges: {because}. Cheaper or fewer switches would do, longer periods, or more cores.',
            { what, because },
          )
        : t(
            '{what} is not proven to serve the budgets that Xen needs, which hold the switches that it charges: {because}. Cheaper or fewer switches would do, longer periods, or more cores.',
            { what, because },
          );
    return refuted
      ? t('{what} is not schedulable: {because}. Run `hypersched check` for what would do.', {
          what,
          because,
        })
      : t('{what} is not proven: {because}. Run `hypersched check` for what would do.', {
          what,
          because,
        });
  },
  share: ({ machine, why }) => share[why](machine),
  frame: ({ name, why, entries }) => frames[why](name, entries),
  'free-switches': ({ host }) =>
    t(
      '{host} has no `overheads`, so its switches are taken as free, though they take time from guests. Measure them: record a trace in Dom0 (`xentrace -D -e 0x0002f000 -T 10 FILE`), and write what `hypersched import xentrace FILE --clock GHz` prints into the file.',
      { host },
    ),
  place: ({ vcpu }) =>
    t('{vcpu} has no core of its own, and under the null scheduler it would wait for one.', {
      vcpu: vcpuName(vcpu),
    }),
};

/** A problem as a sentence: what, why, and what to do. */
export function xenProblemText(problem: XenProblem): string {
  return say(problems, problem);
}
