import {
  noWindows,
  otherWindowHere,
  windowAfterFrame,
  windowOfOtherMachine,
  windowsDomainHere,
  windowsOverlap,
} from '../../../messages/checks/windows.ts';
import type { MachineScheduler, WindowLine } from '../../generated/ast.ts';
import { coreOfWindow, homeOfWindow } from '../../lowering/machine.ts';
import { coresOf } from '../../machines/divide-cores.ts';
import { type Home, homeName } from '../../machines/home.ts';
import { windowsByPlan } from '../../machines/windows-by-plan.ts';
import { ignoredOn, traitsOn } from '../../policies/ignored.ts';
import { type Check, type CheckContext, check, type Report } from '../check.ts';
import { timeAt } from '../read.ts';
import { related } from '../related.ts';

function checkWindowPolicy(home: Home, report: Report): void {
  const message = ignoredOn(home, 'window');
  if (message === undefined) return;
  for (const node of [...home.windows, ...home.plans]) report({ message, node });
}

interface Interval {
  readonly window: WindowLine;
  readonly core: number;
  readonly from: number;
  readonly to: number;
}

function intervals(home: Home, windows: readonly WindowLine[]): Interval[] {
  const lowest = coresOf(home)[0] ?? 0;
  const found = windows.flatMap((window) => {
    const from = window.at === undefined ? undefined : timeAt([window.at]);
    const length = window.length === undefined ? undefined : timeAt([window.length]);
    return from === undefined || length === undefined
      ? []
      : [{ window, core: coreOfWindow(window, lowest), from, to: from + length }];
  });
  return found.sort((a, b) => a.from - b.from);
}

function checkOverlap(home: Home, report: Report): void {
  for (const windows of windowsByPlan(home)) {
    const latest = new Map<number, Interval>();
    for (const interval of intervals(home, windows)) {
      const { window, core, from, to } = interval;
      const last = latest.get(core);
      if (last !== undefined && from < last.to) {
        report({
          message: windowsOverlap(core, coresOf(home).length),
          node: window,
          related: related(otherWindowHere(), last.window),
        });
      }
      if (last === undefined || to > last.to) latest.set(core, interval);
    }
  }
}

function checkFrame(home: Home, report: Report): void {
  const text = home.scheduler[0]?.majorFrame;
  const frame = text === undefined ? undefined : timeAt([text]);
  if (text === undefined || frame === undefined) return;
  for (const { window, to } of windowsByPlan(home).flatMap((windows) => intervals(home, windows))) {
    if (to <= frame) continue;
    report({ message: windowAfterFrame(text), node: window });
  }
}

/** A window gives time of its machine or pool, so only domains that stand there can have one. */
function checkWindowMachine(window: WindowLine, report: Report, { homeOf }: CheckContext): void {
  const domain = window.domain?.ref;
  const home = domain === undefined ? undefined : homeOf(domain);
  if (domain === undefined || home === undefined || home === homeOfWindow(window)) return;
  report({
    message: windowOfOtherMachine({
      domain: domain.name,
      machine: homeName(home),
      own: homeName(homeOfWindow(window)),
    }),
    node: window,
    property: 'domain',
    related: related(windowsDomainHere(), domain, 'name'),
  });
}

function checkNoWindows(scheduler: MachineScheduler, report: Report): void {
  const home = scheduler.$container;
  if (traitsOn(home)?.gives !== 'windows') return;
  if (windowsByPlan(home).some((windows) => windows.length > 0)) return;
  report({ message: noWindows(), node: scheduler });
}

export const windowChecks: readonly Check[] = [
  ...(['Machine', 'Pool'] as const).flatMap((type) => [
    check(type, 'window/not-arinc653', 'error', checkWindowPolicy),
    check(type, 'window/overlap', 'error', checkOverlap),
    check(type, 'window/outside-frame', 'error', checkFrame),
  ]),
  check('WindowLine', 'window/other-machine', 'error', checkWindowMachine),
  check('MachineScheduler', 'window/none', 'warning', checkNoWindows),
];
