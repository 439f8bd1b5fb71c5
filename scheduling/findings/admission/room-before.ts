import type { CompletedDomain } from '../../model/completed.ts';
import type { Task } from '../../model/model.ts';
import type { Remedy } from '../remedies.ts';
import type { RefusedStep } from './refused-step.ts';
import type { RoomAction } from './step-change.ts';

/** The number of steps of each kind that are tried. Each costs an admission test. */
const TRIES = 8;

/**
 * Steps that make room right before the refused one: a domain loses a task, stops, or moves away,
 * each the one that takes the least away. If no stop suffices alone, several are proposed together,
 * the largest first, as many as it takes.
 */
export function* roomBefore(step: RefusedStep): Generator<void, readonly Remedy[]> {
  const removal = yield* first(step, removals(step));
  const stop = (yield* first(step, stops(step))) ?? (yield* first(step, severalStops(step)));
  const move = yield* first(step, moves(step));
  return [removal, stop, move].filter((remedy) => remedy !== null);
}

function* first(step: RefusedStep, actions: readonly RoomAction[]): Generator<void, Remedy | null> {
  for (const action of actions.slice(0, TRIES)) {
    yield;
    const remedy = before(step, action);
    if (step.admits(remedy.changes)) return remedy;
  }
  return null;
}

function before({ element }: RefusedStep, action: RoomAction): Remedy {
  return { kind: 'before', changes: [{ kind: 'before', element, action }], preferred: false };
}

/** The tasks beside an added one, the smallest first. */
function removals({ action, state }: RefusedStep): readonly RoomAction[] {
  if (action.kind !== 'add') return [];
  const domain = state.running.find((one) => one.domain.name === action.domain)?.domain;
  return (domain?.tasks ?? [])
    .filter(({ vcpu }) => vcpu === action.task.vcpu)
    .sort((a, b) => share(a) - share(b))
    .map(({ name }) => ({ kind: 'remove', domain: action.domain, task: name }));
}

function share({ wcet, period }: Task): number {
  return wcet / period;
}

/** The domains that the step names. */
function own({ action }: RefusedStep): readonly string[] {
  return 'domains' in action ? action.domains : 'domain' in action ? [action.domain] : [];
}

/** The running domains beside those of the step on the machine where it fails. */
function others(step: RefusedStep): readonly CompletedDomain[] {
  const { state } = step;
  const machines = machinesOf(step);
  return state.completed.machines
    .filter(({ name }) => machines.has(name))
    .flatMap(({ domains }) => domains)
    .filter(({ name, type }) => type !== 'dom0' && !own(step).includes(name))
    .sort((a, b) => load(a) - load(b));
}

function load({ vcpus }: CompletedDomain): number {
  return vcpus.reduce((sum, { budget, period }) => sum + (budget ?? 0) / (period ?? Infinity), 0);
}

/** The machines that the step adds load to. */
function machinesOf(step: RefusedStep): ReadonlySet<string> {
  const { action, state } = step;
  if ('machine' in action) return new Set([action.machine]);
  const names = own(step);
  const running = state.running
    .filter(({ domain }) => names.includes(domain.name))
    .map(({ machine }) => machine);
  const declared = state.model.machines
    .filter(({ domains }) => domains.some(({ name }) => names.includes(name)))
    .map(({ name }) => name);
  return new Set(action.kind === 'start' ? declared : running);
}

function stops(step: RefusedStep): readonly RoomAction[] {
  return others(step).map(({ name }) => ({ kind: 'stop', domains: [name] }));
}

/**
 * Moves of the other domains, and of the one that a task is added to, to machines that the step
 * does not concern. None goes to where a migrating domain comes from: they could meet on the way.
 */
function moves(step: RefusedStep): readonly RoomAction[] {
  const { action, state } = step;
  const machines = machinesOf(step);
  const names = others(step).map(({ name }) => name);
  const movable =
    action.kind === 'add' || action.kind === 'set' ? [...names, action.domain] : names;
  const from = state.running.find(({ domain }) => own(step).includes(domain.name))?.machine;
  return state.model.machines
    .filter(({ name }) => !machines.has(name) && name !== from)
    .flatMap(({ name: machine }) =>
      movable.map((domain): RoomAction => ({ kind: 'migrate', domain, machine })),
    );
}

/** Several domains that stop together, the largest first, fewer first. */
function severalStops(step: RefusedStep): readonly RoomAction[] {
  const names = others(step).map(({ name }) => name);
  return names.slice(1).map((_, index) => ({ kind: 'stop', domains: names.slice(-index - 2) }));
}
