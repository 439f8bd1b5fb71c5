import {
  frameMissing,
  lengthMissing,
  openWindowHere,
  openWindowTwice,
  startMissing,
  windowsMixed,
  writtenWindowHere,
} from '../../../messages/checks/open-windows.ts';
import type { MachineScheduler, WindowLine } from '../../generated/ast.ts';
import type { Home } from '../../machines/home.ts';
import { isOpenWindow } from '../../machines/open-window.ts';
import { windowsByPlan } from '../../machines/windows-by-plan.ts';
import { traitsOn } from '../../policies/ignored.ts';
import { type Check, check, type Report } from '../check.ts';
import { isCutShort } from '../cut-short.ts';
import { related } from '../related.ts';

/** A window has a start and a length, or neither. */
function checkHalf(window: WindowLine, report: Report): void {
  const { at, length } = window;
  if ((at === undefined) === (length === undefined) || isCutShort(window)) return;
  report({ message: at === undefined ? startMissing() : lengthMissing(), node: window });
}

/** The windows of a VCPU are written in a plan, or left to the tool by one line. */
function checkMixed(home: Home, report: Report): void {
  for (const windows of windowsByPlan(home)) checkMixedIn(windows, report);
}

function checkMixedIn(windows: readonly WindowLine[], report: Report): void {
  const first = new Map<unknown, WindowLine>();
  for (const window of windows) {
    const vcpu = window.vcpu?.ref;
    if (vcpu === undefined) continue;
    const before = first.get(vcpu);
    if (before === undefined) {
      first.set(vcpu, window);
      continue;
    }
    const [open, openBefore] = [isOpenWindow(window), isOpenWindow(before)];
    if (!open && !openBefore) continue;
    const both = open && openBefore;
    report({
      code: both ? 'window/open-twice' : 'window/mixed',
      message: both ? openWindowTwice() : windowsMixed(vcpu.name),
      node: window,
      related: related(openBefore ? openWindowHere() : writtenWindowHere(), before),
    });
  }
}

/** A frame may be left out only where the tool chooses windows for it. */
function checkNoFrame(scheduler: MachineScheduler, report: Report): void {
  const home = scheduler.$container;
  if (traitsOn(home)?.gives !== 'windows' || scheduler.majorFrame !== undefined) return;
  if (home.windows.some(isOpenWindow) || isCutShort(scheduler)) return;
  report({ message: frameMissing(), node: scheduler });
}

export const openWindowChecks: readonly Check[] = [
  check('WindowLine', 'window/half', 'error', checkHalf),
  check('Machine', ['window/mixed', 'window/open-twice'], 'error', checkMixed),
  check('Pool', ['window/mixed', 'window/open-twice'], 'error', checkMixed),
  check('MachineScheduler', 'window/no-frame', 'error', checkNoFrame),
];
