import { hasCore } from '../../scheduling/host/cores.ts';
import {
  defaultGuestPolicy,
  type GuestKind,
  type GuestPolicyOf,
  needsPriorities,
} from '../../scheduling/model/guest-policies.ts';
import type * as model from '../../scheduling/model/model.ts';
import { asksForAlignment, isReleasedExactly } from '../../scheduling/model/releases.ts';
import type { Domain, GuestScheduler, Task, TasksetUse, Vcpu } from '../generated/ast.ts';
import type { PlaceNote } from '../places.ts';
import { largestCap, largestWeight } from '../syntax/attributes.ts';
import { type DomainTask, tasksOf } from '../syntax/members.ts';
import { costOf, first, time, timeOf, whole } from './attributes.ts';
import type { Flaw } from './flaws.ts';
import { type BareMachine, type clockOf, oneOf } from './machine.ts';
import { lowerTask } from './task.ts';

const domainTypes: readonly model.DomainType[] = ['dom0', 'pv', 'pvh', 'hvm'];

/**
 * Lowers a domain onto its machine. The model leaves out text that cannot be understood and marks
 * the domain incomplete.
 */
export function lowerDomain(
  domain: Domain,
  machine: BareMachine,
  clock: ReturnType<typeof clockOf>,
  flaw: Flaw,
  note: (note: PlaceNote) => void,
): model.Domain {
  const members = tasksOf(domain);
  if (domain.name === '' || domain.runs.some((run) => run.taskset?.ref === undefined))
    flaw.found = true;
  const policy = guestPolicy(domain, members, flaw);
  const global = isGlobal(domain);
  const vcpus = lowerVcpus(domain, machine, flaw, note);
  const cap = whole(domain.cap, flaw, 1, largestCap);
  const releases: Pick<model.Domain, 'releases'> =
    first(domain.releases, flaw) === 'aligned' ? { releases: 'aligned' } : {};
  const names = new Set(vcpus.map(({ name }) => name));
  const tasks = lowerTasks(domain, members, { policy, global, vcpus, names }, flaw, note);
  if (asksForAlignment(machine.policy, releases) && !tasks.every(isReleasedExactly))
    flaw.found = true;
  return {
    name: domain.name,
    type: oneOf(first(domain.type, flaw), domainTypes) ?? 'pv',
    policy,
    global,
    kernelLatency: time(domain.kernelLatency, flaw) ?? 0,
    taskSwitch:
      domain.taskSwitch.length === 0
        ? 0
        : (costOf(first(domain.taskSwitch, flaw), clock, flaw) ?? 0),
    weight: whole(domain.weight, flaw, 1, largestWeight) ?? 256,
    ...(cap === undefined ? {} : { cap }),
    ...releases,
    vcpus,
    tasks,
    incomplete: flaw.found,
  };
}

export function isGlobal(domain: Domain): boolean {
  return domain.scheduler[0]?.global ?? false;
}

/** The written policy, else FIFO where a task has a priority, else EDF. */
export function guestPolicy(
  domain: Domain,
  members: readonly DomainTask[],
  flaw: Flaw,
): model.GuestPolicy {
  const scheduler = first(domain.scheduler, flaw);
  const kind = scheduler?.kind;
  if (scheduler === undefined || kind === undefined) {
    if (scheduler !== undefined) flaw.found = true;
    return defaultGuestPolicy(members.some(({ task }) => task.priority.length > 0));
  }
  return guests[kind](scheduler, flaw);
}

type LowerGuest<Kind extends GuestKind> = (
  scheduler: GuestScheduler,
  flaw: Flaw,
) => GuestPolicyOf<Kind>;

/** The reader of each guest policy. */
const guests: { readonly [Kind in GuestKind]: LowerGuest<Kind> } = {
  EDF: () => ({ kind: 'EDF' }),
  RM: () => ({ kind: 'RM' }),
  DM: () => ({ kind: 'DM' }),
  FP: () => ({ kind: 'FP' }),
  FIFO: () => ({ kind: 'FIFO' }),
  RR: ({ quantum }, flaw) => ({
    kind: 'RR',
    quantum: (quantum === undefined ? undefined : timeOf(quantum, flaw, 1)) ?? 100_000_000,
  }),
};

function lowerVcpus(
  domain: Domain,
  machine: BareMachine,
  flaw: Flaw,
  note: (note: PlaceNote) => void,
): readonly model.Vcpu[] {
  if (domain.vcpus.length === 0) {
    note({ element: { kind: 'vcpu', domain: domain.name, vcpu: 'v0' }, node: domain });
    return [{ name: 'v0', period: { kind: 'open' }, extratime: false }];
  }
  const names = new Set<string>();
  const vcpus: model.Vcpu[] = [];
  for (const vcpu of domain.vcpus) {
    if (vcpu.name === undefined || names.has(vcpu.name)) {
      flaw.found = true;
      continue;
    }
    names.add(vcpu.name);
    vcpus.push(lowerVcpu(vcpu, machine, flaw));
    note({ element: { kind: 'vcpu', domain: domain.name, vcpu: vcpu.name }, node: vcpu });
  }
  return vcpus;
}

/** A VCPU whose numbers fit each other. Numbers that do not fit are left open, which is a flaw. */
function lowerVcpu(vcpu: Vcpu, machine: BareMachine, flaw: Flaw): model.Vcpu {
  const period = lowerPeriod(vcpu, flaw);
  const longest =
    period.kind === 'fixed'
      ? period.period
      : period.kind === 'range'
        ? period.to
        : Number.POSITIVE_INFINITY;
  const deadline = atMost(time(vcpu.deadline, flaw, 1), longest, flaw);
  const budget = atMost(time(vcpu.budget, flaw, 1), deadline ?? longest, flaw);
  const core = among(machine, whole(vcpu.core, flaw), flaw);
  const priority = whole(vcpu.priority, flaw);
  return {
    name: vcpu.name,
    period,
    ...(budget === undefined ? {} : { budget }),
    ...(deadline === undefined ? {} : { deadline }),
    ...(core === undefined ? {} : { core }),
    ...(priority === undefined ? {} : { priority }),
    extratime: vcpu.extratime.length > 0,
  };
}

function atMost(value: number | undefined, most: number, flaw: Flaw): number | undefined {
  if (value === undefined || value <= most) return value;
  flaw.found = true;
  return undefined;
}

function among(machine: BareMachine, core: number | undefined, flaw: Flaw): number | undefined {
  if (core === undefined || hasCore(machine, core)) return core;
  flaw.found = true;
  return undefined;
}

function lowerPeriod(vcpu: Vcpu, flaw: Flaw): model.PeriodChoice {
  const written = first(vcpu.period, flaw);
  if (written === undefined) return { kind: 'open' };
  const from = timeOf(written.from, flaw, 1);
  if (from === undefined) return { kind: 'open' };
  if (written.to === undefined) return { kind: 'fixed', period: from };
  const to = timeOf(written.to, flaw, 1);
  if (to !== undefined && from <= to) return { kind: 'range', from, to };
  flaw.found = true;
  return { kind: 'open' };
}

interface Guest {
  readonly policy: model.GuestPolicy;
  readonly global: boolean;
  readonly vcpus: readonly model.Vcpu[];
  /** Those of the VCPUs. */
  readonly names: ReadonlySet<string>;
}

function lowerTasks(
  domain: Domain,
  members: readonly DomainTask[],
  guest: Guest,
  flaw: Flaw,
  note: (note: PlaceNote) => void,
): model.Task[] {
  const names = new Set<string>();
  const tasks: model.Task[] = [];
  for (const { task, run } of members) {
    const lowered = placedTask(task, run, guest);
    if (lowered === undefined || names.has(lowered.name)) {
      flaw.found = true;
      continue;
    }
    names.add(lowered.name);
    tasks.push(lowered);
    note({
      element: { kind: 'task', domain: domain.name, task: lowered.name },
      node: task,
      ...(run === undefined ? {} : { related: run }),
    });
  }
  return tasks;
}

function placedTask(task: Task, run: TasksetUse | undefined, guest: Guest): model.Task | undefined {
  const lowered = lowerTask(task);
  if (lowered === undefined || !hasItsPriority(lowered, guest.policy)) return undefined;
  if (guest.global) return lowered;
  const on = run === undefined ? task.vcpu[0] : run.vcpu;
  const vcpu = on === undefined ? onlyVcpu(guest.vcpus) : on.ref?.name;
  return vcpu === undefined || !guest.names.has(vcpu) ? undefined : { ...lowered, vcpu };
}

export function hasItsPriority(
  task: Pick<model.Task, 'priority'>,
  policy: model.GuestPolicy,
): boolean {
  return task.priority !== undefined || !needsPriorities(policy.kind);
}

function onlyVcpu(vcpus: readonly model.Vcpu[]): string | undefined {
  return vcpus.length === 1 ? vcpus[0]?.name : undefined;
}
