import {
  costHere,
  cyclesUsedHere,
  directionTwice,
  emptyAdmission,
  otherLineHere,
  ratelimitAboveTimeslice,
  resolutionFinerThanGrid,
  switchesNeedClock,
  taskSwitchNeedsClock,
  tooManyCycles,
} from '../../../messages/checks/machine.ts';
import { formatDuration } from '../../../messages/text/duration.ts';
import type {
  AdmissionUse,
  Cost,
  Machine,
  MachineScheduler,
  SwitchLine,
} from '../../generated/ast.ts';
import { clockOf, lowerPolicy } from '../../lowering/machine.ts';
import type { Home } from '../../machines/home.ts';
import { ignoredOn, traitsOn } from '../../policies/ignored.ts';
import { cyclesToNs, readDecimal, readDuration } from '../../syntax/values.ts';
import { type Check, type CheckContext, check, type Report } from '../check.ts';
import { isCutShort } from '../cut-short.ts';
import { timeAt } from '../read.ts';
import { related } from '../related.ts';

/**
 * A cost in cycles needs the clock of the machine that pays it. The cost stands in the machine's
 * own table or in a table that the machine names.
 */
function checkOverheadsClock(machine: Machine, report: Report): void {
  if (machine.clock.length > 0) return;
  for (const use of machine.overheads) {
    const line = (use.table?.ref?.switches ?? use.switches).find(({ cost }) => cost?.cycles);
    if (line === undefined) continue;
    const named = use.table !== undefined;
    report({
      message: switchesNeedClock(machine.name),
      node: named ? use : line.cost,
      ...(named ? { property: 'table' } : {}),
      related: named ? related(cyclesUsedHere(), line.cost) : [],
      data: { machine: machine.name },
    });
  }
}

/** A cost in cycles must not exceed the longest time that can be written. */
function checkSwitchCycles(machine: Machine, report: Report): void {
  for (const use of machine.overheads) {
    for (const { cost } of use.table?.ref?.switches ?? use.switches) {
      const message = cyclesProblem(cost, machine);
      if (message === undefined) continue;
      if (use.table === undefined) report({ message, node: cost });
      else
        report({
          message,
          node: use,
          property: 'table',
          related: related(costHere(), cost),
        });
    }
  }
}

function checkTaskSwitchCycles(cost: Cost, report: Report, context: CheckContext): void {
  const domain = cost.$container;
  const message =
    domain.$type === 'Domain' ? cyclesProblem(cost, context.machineOf(domain)) : undefined;
  if (message !== undefined) report({ message, node: cost });
}

function cyclesProblem(cost: Cost | undefined, machine: Machine | undefined): string | undefined {
  const clock = clockOf(machine);
  if (cost?.value === undefined || !cost.cycles || machine === undefined || clock === undefined)
    return undefined;
  const cycles = readDecimal(cost.value);
  if (!('value' in cycles) || cyclesToNs(cycles.value, clock) !== undefined) return undefined;
  return tooManyCycles({ cycles: cost.value, machine: machine.name });
}

function checkAdmission(admission: AdmissionUse, report: Report): void {
  if (admission.place.length > 0 || admission.cost.length > 0 || isCutShort(admission)) return;
  report({ message: emptyAdmission(), node: admission });
}

function checkRatelimit(scheduler: MachineScheduler, report: Report): void {
  const ratelimit = timeAt(scheduler.ratelimit);
  if (ratelimit === undefined) return;
  const policy = lowerPolicy(
    scheduler.$container,
    { found: false },
    { homeOf: () => undefined, lowest: 0 },
  );
  if (!('timeslice' in policy) || ratelimit <= policy.timeslice) return;
  report({ message: ratelimitAboveTimeslice(), node: scheduler, property: 'ratelimit' });
}

function checkServers(home: Home, report: Report): void {
  const message = home.servers.length === 0 ? undefined : ignoredOn(home, 'servers');
  if (message !== undefined) report({ message, node: home, property: 'servers' });
}

/** A resolution must be a multiple of the step that the policy counts in. */
function checkResolution(home: Home, report: Report): void {
  const policy = traitsOn(home);
  if (policy === undefined || policy.grid === null) return;
  const { kind, grid } = policy;
  const text = home.resolution[0];
  const read = text === undefined ? undefined : readDuration(text);
  if (text === undefined || read === undefined) return;
  if (!('value' in read) || read.value % grid.step === 0) return;
  const step = formatDuration(grid.step);
  const message = resolutionFinerThanGrid({ policy: kind, step, resolution: text });
  report({ message, node: home, property: 'resolution' });
}

function checkTaskSwitchClock(cost: Cost, report: Report, context: CheckContext): void {
  const domain = cost.$container;
  if (!cost.cycles || domain.$type !== 'Domain') return;
  const machine = context.machineOf(domain);
  if (machine === undefined || machine.clock.length > 0) return;
  const message = taskSwitchNeedsClock(machine.name);
  report({ message, node: cost, data: { machine: machine.name } });
}

/** Two lines for the same pair of ends are a mistake: the last line would win silently. */
function checkSwitches(lines: readonly SwitchLine[], report: Report): void {
  const seen = new Map<string, SwitchLine>();
  for (const line of lines) {
    const key = `${endKey(line.from)} ${endKey(line.to)}`;
    const before = seen.get(key);
    if (before === undefined || key.includes('?')) {
      seen.set(key, line);
    } else {
      report({
        message: directionTwice(),
        node: line,
        related: related(otherLineHere(), before),
      });
    }
  }
}

function endKey(end: SwitchLine['from'] | undefined): string {
  if (end?.kind !== undefined) return end.kind;
  return end?.domain === undefined ? '?' : JSON.stringify(end.domain.$refText);
}

export const machineChecks: readonly Check[] = [
  check('Machine', 'overheads/no-clock', 'error', checkOverheadsClock),
  check('Cost', 'overheads/no-clock', 'error', checkTaskSwitchClock),
  check('Machine', 'duration/too-long', 'error', checkSwitchCycles),
  check('Cost', 'duration/too-long', 'error', checkTaskSwitchCycles),
  check('Overheads', 'overheads/switch-twice', 'warning', (table, report) =>
    checkSwitches(table.switches, report),
  ),
  check('OverheadsUse', 'overheads/switch-twice', 'warning', (use, report) =>
    checkSwitches(use.switches, report),
  ),
  check('AdmissionUse', 'machine/empty-admission', 'error', checkAdmission),
  check('MachineScheduler', 'machine/ratelimit-above-timeslice', 'warning', checkRatelimit),
  ...(['Machine', 'Pool'] as const).flatMap((type) => [
    check(type, 'machine/servers-ignored', 'warning', checkServers),
    check(type, 'rtds/not-whole-us', 'error', checkResolution),
  ]),
];
