import { guaranteeKinds } from '../../scheduling/model/guarantees.ts';
import type * as model from '../../scheduling/model/model.ts';
import { defaultPolicy, type PolicyKind, type PolicyOf } from '../../scheduling/model/policies.ts';
import { defaultServer, serverKinds } from '../../scheduling/model/servers.ts';
import type {
  Machine,
  MachineScheduler,
  SwitchEnd,
  SwitchLine,
  WindowLine,
} from '../generated/ast.ts';
import type { MachineOf } from '../references/visible.ts';
import { mostCores } from '../syntax/attributes.ts';
import { type Rational, readDecimal, readWhole } from '../syntax/values.ts';
import { costOf, first, time, timeOf, whole } from './attributes.ts';
import type { Flaw } from './flaws.ts';

/**
 * Lowers a machine without its domains. Text that cannot be understood leaves the default, which is
 * a flaw.
 */
export type BareMachine = Omit<model.Machine, 'domains'>;

export function lowerMachine(machine: Machine, flaw: Flaw, machineOf: MachineOf): BareMachine {
  const admission = first(machine.admission, flaw);
  return {
    name: machine.name,
    cores: whole(machine.cores, flaw, 1, mostCores) ?? 1,
    policy: lowerPolicy(machine, flaw, machineOf),
    servers: oneOf(first(machine.servers, flaw), serverKinds) ?? defaultServer,
    resolution: time(machine.resolution, flaw, 1) ?? 1000,
    ...guaranteeOf(machine, flaw),
    switchCosts: switchLines(machine, flaw).flatMap((line) =>
      lowerSwitch(line, clockOf(machine), flaw),
    ),
    admission: {
      where: first(admission?.place ?? [], flaw) === 'hypervisor' ? 'hypervisor' : 'dom0',
      cost: time(admission?.cost ?? [], flaw) ?? 0,
    },
  };
}

/** The written guarantee; the default is not part of the model. */
function guaranteeOf(machine: Machine, flaw: Flaw): Pick<BareMachine, 'guarantee'> {
  const guarantee = oneOf(first(machine.guarantee, flaw), guaranteeKinds);
  return guarantee === undefined ? {} : { guarantee };
}

export function oneOf<T extends string>(
  text: string | undefined,
  words: readonly T[],
): T | undefined {
  return words.find((word) => word === text);
}

/** The machine's exact clock in GHz; undefined where none can be read. */
export function clockOf(machine: Machine | undefined): Rational | undefined {
  const text = machine?.clock[0];
  const read = text === undefined ? undefined : readDecimal(text);
  return read !== undefined && 'value' in read && read.value.numerator > 0n
    ? read.value
    : undefined;
}

export function lowerPolicy(
  machine: Machine,
  flaw: Flaw,
  machineOf: MachineOf,
): model.MachinePolicy {
  const scheduler = first(machine.scheduler, flaw);
  const kind = scheduler?.kind;
  if (scheduler === undefined || kind === undefined) {
    if (scheduler !== undefined) flaw.found = true;
    return defaultPolicy;
  }
  return lowerings[kind](scheduler, flaw, machineOf);
}

type LowerPolicy<Kind extends PolicyKind> = (
  scheduler: MachineScheduler,
  flaw: Flaw,
  machineOf: MachineOf,
) => PolicyOf<Kind>;

const placed = ({ placement = defaultPolicy.placement }: MachineScheduler) => placement;

/** The reader of each policy. */
const lowerings: { readonly [Kind in PolicyKind]: LowerPolicy<Kind> } = {
  EDF: (scheduler) => ({ kind: 'EDF', placement: placed(scheduler) }),
  RM: (scheduler) => ({ kind: 'RM', placement: placed(scheduler) }),
  DM: (scheduler) => ({ kind: 'DM', placement: placed(scheduler) }),
  FP: (scheduler) => ({ kind: 'FP', placement: placed(scheduler) }),
  RTDS: () => ({ kind: 'RTDS' }),
  null: () => ({ kind: 'null' }),
  credit: ({ timeslice, ratelimit, boost }, flaw) => ({
    kind: 'credit',
    timeslice: time(timeslice, flaw, 1) ?? 30_000_000,
    ratelimit: time(ratelimit, flaw) ?? 1_000_000,
    boost: first(boost, flaw) !== 'off',
  }),
  credit2: ({ ratelimit }, flaw) => ({
    kind: 'credit2',
    ratelimit: time(ratelimit, flaw) ?? 1_000_000,
  }),
  ARINC653: lowerFrame,
};

function lowerFrame(
  scheduler: MachineScheduler,
  flaw: Flaw,
  machineOf: MachineOf,
): PolicyOf<'ARINC653'> {
  const machine = scheduler.$container;
  const majorFrame = timeOf(scheduler.majorFrame, flaw, 1);
  // Windows need a frame. A missing frame becomes as long as the last window, which keeps the known
  // windows.
  const windows = machine.windows.flatMap((line) => lowerWindow(line, flaw, machineOf));
  const end = windows.reduce((latest, window) => Math.max(latest, window.at + window.length), 1);
  const incomplete =
    majorFrame === undefined || windows.length < machine.windows.length || flaw.found;
  return {
    kind: 'ARINC653',
    majorFrame: majorFrame ?? end,
    windows,
    ...(incomplete ? { incomplete } : {}),
  };
}

function lowerWindow(line: WindowLine, flaw: Flaw, machineOf: MachineOf): model.Window[] {
  const at = timeOf(line.at, flaw);
  const length = timeOf(line.length, flaw, 1);
  const owner = line.domain?.ref;
  const domain =
    owner !== undefined && machineOf(owner) === line.$container ? owner.name : undefined;
  // An unknown or half typed VCPU belongs to its domain alone, so its window is still no other
  // domain's.
  const vcpu = line.vcpu?.ref?.name ?? line.vcpu?.$refText;
  const core = coreOfWindow(line);
  if (at !== undefined && length !== undefined && domain !== undefined && vcpu !== undefined) {
    return [{ domain, vcpu, ...(core === 0 ? {} : { core }), at, length }];
  }
  flaw.found = true;
  return [];
}

/** A window lies on the core of its VCPU, else on core 0. */
export function coreOfWindow({ vcpu }: WindowLine): number {
  const text = vcpu?.ref?.core[0];
  const core = text === undefined ? undefined : readWhole(text, 0, mostCores - 1);
  return core !== undefined && 'value' in core ? core.value : 0;
}

/** The lines of the overheads table that is the machine's own or that it names. */
function switchLines(machine: Machine, flaw: Flaw): readonly SwitchLine[] {
  const use = first(machine.overheads, flaw);
  if (use === undefined) return [];
  if (use.table === undefined) return use.switches;
  const table = use.table.ref;
  if (table === undefined) flaw.found = true;
  return table?.switches ?? [];
}

function lowerSwitch(
  line: SwitchLine,
  clock: Rational | undefined,
  flaw: Flaw,
): model.SwitchCost[] {
  const from = lowerEnd(line.from);
  const to = lowerEnd(line.to);
  const cost = costOf(line.cost, clock, flaw);
  if (from !== undefined && to !== undefined && cost !== undefined) return [{ from, to, cost }];
  flaw.found = true;
  return [];
}

function lowerEnd(end: SwitchEnd | undefined): model.SwitchEnd | undefined {
  if (end?.kind !== undefined) return { kind: end.kind };
  const name = end?.domain?.ref?.name;
  return name === undefined ? undefined : { kind: 'domain', name };
}
