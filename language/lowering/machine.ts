import { guaranteeKinds } from '../../scheduling/model/guarantees.ts';
import type * as model from '../../scheduling/model/model.ts';
import { defaultPolicy, type PolicyKind, type PolicyOf } from '../../scheduling/model/policies.ts';
import { defaultServer, serverKinds } from '../../scheduling/model/servers.ts';
import { firstPlan } from '../../scheduling/plans/plans.ts';
import {
  isPool,
  type Machine,
  type MachineScheduler,
  type SwitchEnd,
  type SwitchLine,
  type WindowLine,
} from '../generated/ast.ts';
import { type Home, homeName, machineIn } from '../machines/home.ts';
import { isOpenWindow } from '../machines/open-window.ts';
import type { HomeOf } from '../references/visible.ts';
import { mostCores } from '../syntax/attributes.ts';
import { type Rational, readDecimal, readWhole } from '../syntax/values.ts';
import { costOf, first, time, timeOf } from './attributes.ts';
import type { Flaw } from './flaws.ts';

export type BareMachine = Omit<model.Machine, 'domains'>;

/**
 * Lowers a machine or a pool without its domains. Text that cannot be understood leaves the
 * default, which is a flaw.
 */
export function lowerHome(
  home: Home,
  cores: readonly number[],
  host: HostParts,
  flaw: Flaw,
  homeOf: HomeOf,
): BareMachine {
  return {
    name: homeName(home),
    host: machineIn(home).name,
    ...(isPool(home) ? { pool: home.name } : {}),
    cores,
    policy: lowerPolicy(home, flaw, { homeOf, lowest: cores[0] ?? 0 }),
    servers: oneOf(first(home.servers, flaw), serverKinds) ?? defaultServer,
    resolution: time(home.resolution, flaw, 1) ?? 1000,
    ...guaranteeOf(home, flaw),
    ...host,
  };
}

/** The properties of a machine that its pools share. */
export type HostParts = Pick<model.Machine, 'switchCosts' | 'admission'>;

export function lowerHost(machine: Machine, flaw: Flaw): HostParts {
  const admission = first(machine.admission, flaw);
  return {
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
function guaranteeOf(home: Home, flaw: Flaw): Pick<BareMachine, 'guarantee'> {
  const guarantee = oneOf(first(home.guarantee, flaw), guaranteeKinds);
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

/** The facts that the windows of a machine or pool need besides their lines. */
interface WindowScope {
  readonly homeOf: HomeOf;
  /** The core of VCPUs that write none. */
  readonly lowest: number;
}

export function lowerPolicy(home: Home, flaw: Flaw, scope: WindowScope): model.MachinePolicy {
  const scheduler = first(home.scheduler, flaw);
  const kind = scheduler?.kind;
  if (scheduler === undefined || kind === undefined) {
    if (scheduler !== undefined) flaw.found = true;
    return defaultPolicy;
  }
  return lowerings[kind](scheduler, flaw, scope);
}

type LowerPolicy<Kind extends PolicyKind> = (
  scheduler: MachineScheduler,
  flaw: Flaw,
  scope: WindowScope,
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
  scope: WindowScope,
): PolicyOf<'ARINC653'> {
  const home = scheduler.$container;
  const lines = home.windows.filter((line) => !isOpenWindow(line));
  const windows = lowerWindows(lines, flaw, scope);
  const plans = lowerPlans(home, flaw, scope);
  const open = openVcpus(home, flaw, scope);
  const openFrame = scheduler.majorFrame === undefined && home.windows.some(isOpenWindow);
  const majorFrame = openFrame ? undefined : timeOf(scheduler.majorFrame, flaw, 1);
  // Windows need a frame. A missing frame becomes as long as the last window, which keeps the known
  // windows.
  const all = [...windows, ...plans.flatMap((plan) => plan.windows)];
  const end = all.reduce((latest, window) => Math.max(latest, window.at + window.length), 1);
  const incomplete =
    (majorFrame === undefined && !openFrame) || windows.length < lines.length || flaw.found;
  return {
    kind: 'ARINC653',
    majorFrame: majorFrame ?? end,
    windows,
    ...(open.length === 0 ? {} : { open: { vcpus: open, frame: openFrame } }),
    ...(plans.length > 0 ? { plans } : {}),
    ...(incomplete ? { incomplete } : {}),
  };
}

/** The VCPUs whose windows are left to the tool, each once. One with a written window is a flaw. */
function openVcpus(
  { windows }: Pick<Home, 'windows'>,
  flaw: Flaw,
  scope: WindowScope,
): readonly model.OpenFrame['vcpus'][number][] {
  const written = windows.filter((line) => !isOpenWindow(line)).map((line) => line.vcpu?.ref);
  const seen = new Set<unknown>(written);
  return windows.filter(isOpenWindow).flatMap((line) => {
    const owner = ownerOfWindow(line, scope);
    if (owner === undefined || seen.has(line.vcpu?.ref)) {
      flaw.found = true;
      return [];
    }
    seen.add(line.vcpu?.ref);
    return [owner];
  });
}

/** The plans that can be named: the first of several with one name. */
function lowerPlans({ plans }: Home, flaw: Flaw, scope: WindowScope): readonly model.Plan[] {
  const named = new Map<string, model.Plan>();
  for (const { name, windows: lines } of plans) {
    const written = lines.filter((line) => !isOpenWindow(line));
    const windows = lowerWindows(written, flaw, scope);
    const open = openVcpus({ windows: lines }, flaw, scope);
    if (name === undefined || name === '' || name === firstPlan || named.has(name))
      flaw.found = true;
    else named.set(name, { name, windows, ...(open.length === 0 ? {} : { open }) });
  }
  return [...named.values()];
}

function lowerWindows(
  lines: readonly WindowLine[],
  flaw: Flaw,
  scope: WindowScope,
): readonly model.Window[] {
  return lines.flatMap((line) => lowerWindow(line, flaw, scope));
}

function lowerWindow(line: WindowLine, flaw: Flaw, scope: WindowScope): model.Window[] {
  const at = timeOf(line.at, flaw);
  const length = timeOf(line.length, flaw, 1);
  const owner = ownerOfWindow(line, scope);
  if (at !== undefined && length !== undefined && owner !== undefined)
    return [{ ...owner, at, length }];
  flaw.found = true;
  return [];
}

/** The VCPU of a window with its core; undefined where it is none of the machine's. */
function ownerOfWindow(
  line: WindowLine,
  scope: WindowScope,
): Pick<model.Window, 'core' | 'domain' | 'vcpu'> | undefined {
  const owner = line.domain?.ref;
  const domain =
    owner !== undefined && scope.homeOf(owner) === homeOfWindow(line) ? owner.name : undefined;
  // An unknown or half typed VCPU belongs to its domain alone, so its window is still no other
  // domain's.
  const vcpu = line.vcpu?.ref?.name ?? line.vcpu?.$refText;
  if (domain === undefined || vcpu === undefined) return undefined;
  const core = coreOfWindow(line, scope.lowest);
  return { domain, vcpu, ...(core === 0 ? {} : { core }) };
}

/** The machine or pool whose frame a window lies in, plain or in a plan. */
export function homeOfWindow({ $container }: WindowLine): Home {
  return $container.$type === 'Plan' ? $container.$container : $container;
}

/** A window lies on the core of its VCPU, else on the lowest of its machine or pool. */
export function coreOfWindow(window: WindowLine, lowest: number): number {
  const text = window.vcpu?.ref?.core[0];
  const core = text === undefined ? undefined : readWhole(text, 0, mostCores - 1);
  return core !== undefined && 'value' in core ? core.value : lowest;
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
