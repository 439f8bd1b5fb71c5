import { countSteps, type Steps, searchSteps, withinSteps } from '../../arithmetic/steps.ts';
import type { GuestLoad } from '../../guest/problem.ts';
import { startsPerPeriod } from '../../host/overhead.ts';
import type { HostServer } from '../../host/server.ts';
import { searchWith } from '../interface.ts';
import { bestPeriod } from '../period/best-period.ts';
import {
  type Candidate,
  grossCost,
  type PeriodProblem,
  resourceWith,
  spread,
} from '../period/period-problem.ts';
import type { Prover } from '../prover.ts';

/** The least number of periods that each VCPU offers, however many others there are. */
const FEWEST_ALTERNATIVES = 3;
/** A period is also tried at up to this many multiples, and parts, of another VCPU's period. */
const LARGEST_FACTOR = 8;
/** The steps of all tests of a scope together, which take some seconds on a slow core. */
const STEPS_OF_ALL_TESTS = 100_000_000;
/** The number of tested combinations between two pauses. */
const TESTS_BETWEEN_PAUSES = 128;

/** A VCPU whose period may be changed to make its machine work. */
export interface Variable {
  /** Its place among the servers. */
  readonly index: number;
  readonly server: HostServer;
  readonly load: GuestLoad;
  readonly problem: PeriodProblem;
}

/** The VCPUs that have to fit together: those of one core, or of a machine. */
export interface Scope {
  readonly servers: readonly HostServer[];
  readonly variables: readonly Variable[];
  /** Whether some of the servers are proven without the others. */
  readonly accepts: (servers: readonly HostServer[]) => boolean;
  /** Whether a part of an accepted set of servers is always accepted too. */
  readonly fewerNeverHarm: boolean;
  /** The other data on which acceptance depends. */
  readonly rules: readonly unknown[];
  /** The approximate cost of a test of all servers, in steps. */
  readonly costOfTest: number;
  /** The number of combinations that are tested in depth. */
  readonly limit: number;
  /** The number of periods of one VCPU that are tried. */
  readonly periods: number;
}

export type Combination = readonly (readonly [Variable, Candidate])[];

/**
 * A combination that makes the scope work; `null` if none is found before the steps are spent. The
 * result is remembered by all data that it depends on.
 */
export function* combine(prover: Prover, whole: Scope): Generator<void, Combination | null> {
  const { servers, variables, rules } = whole;
  const key = [rules, servers, variables.map(({ index, problem }) => [index, problem])];
  const known = prover.cache.combinations.peek(key);
  if (known !== undefined)
    return known === null
      ? null
      : variables.map((variable, i) => [variable, known[i] ?? asIs(variable)]);
  const steps = countSteps({ steps: STEPS_OF_ALL_TESTS });
  const scope = { ...whole, steps, accepts: acceptsWithin(whole, steps) };
  const options = new Options(prover, scope);
  const found = isHopeless(scope)
    ? null
    : ((yield* changeOne(prover, scope, options)) ?? (yield* changeSeveral(scope, options)));
  const chosen = new Map(found ?? []);
  prover.cache.combinations.put(
    key,
    found === null ? null : variables.map((variable) => chosen.get(variable) ?? asIs(variable)),
  );
  return found;
}

/** A scope with the steps that are left to its tests. */
interface BoundedScope extends Scope {
  readonly steps: Steps;
}

/** The test of a scope, which accepts nothing more once the steps are spent. */
function acceptsWithin({ accepts, costOfTest }: Scope, steps: Steps): Scope['accepts'] {
  const affordable = () => {
    steps.spend(costOfTest);
    return true;
  };
  return (servers) => withinSteps(affordable, false) && accepts(servers);
}

/** Whether the fixed interfaces alone already fail. */
function isHopeless({ servers, variables, accepts, fewerNeverHarm }: Scope): boolean {
  const changing = new Set(variables.map(({ server }) => server));
  return fewerNeverHarm && !accepts(servers.filter((server) => !changing.has(server)));
}

function asIs({ server: { period, deadline, budget } }: Variable): Candidate {
  return { period, deadline, budget };
}

/** The number of VCPUs that may each be tried over the whole grid. */
const FINE_VARIABLES = 3;

/**
 * Changes the period of one VCPU: the change that adds least to the load and makes the scope work.
 */
function* changeOne(
  prover: Prover,
  scope: BoundedScope,
  options: Options,
): Generator<void, Combination | null> {
  let best: { readonly combination: Combination; readonly added: number } | null = null;
  const fine = scope.variables.length <= FINE_VARIABLES;
  for (const variable of scope.variables) {
    yield;
    if (scope.steps.left() <= 0) break;
    const others = scope.servers.filter((server) => server !== variable.server);
    if (scope.fewerNeverHarm && !scope.accepts(others)) continue;
    const accepts = (candidate: Candidate): boolean =>
      scope.accepts(
        scope.servers.map((server) =>
          server === variable.server ? withCandidate(variable, candidate) : server,
        ),
      );
    const found = fine
      ? bestPeriod(variable.problem, {
          ...searchWith(prover, variable.load),
          hostAccepts: accepts,
          limit: scope.periods,
        })
      : (options.of(variable).find(accepts) ?? null);
    if (found === null) continue;
    const added = share(variable, found) - share(variable, variable.server);
    if (best === null || added < best.added) best = { combination: [[variable, found]], added };
  }
  return best?.combination ?? null;
}

/** Changes several periods at once: to equal or harmonic ones if that works, else by a search. */
function* changeSeveral(scope: BoundedScope, known: Options): Generator<void, Combination | null> {
  if (scope.variables.length < 2) return null;
  const variables = [...scope.variables].sort((a, b) => share(b, b.server) - share(a, a.server));
  const options: Option[] = [];
  for (const variable of variables) {
    yield;
    if (scope.steps.left() <= 0) return null;
    options.push({ variable, candidates: known.of(variable) });
  }
  const alike = withinSteps(() => changeAlike(scope, options), null);
  return alike ?? (yield* searchDepthFirst(scope, options));
}

/** The alternatives of each variable, found when first asked for. */
class Options {
  private readonly prover: Prover;
  private readonly scope: Scope;
  private readonly found = new Map<Variable, readonly Candidate[]>();

  constructor(prover: Prover, scope: Scope) {
    this.prover = prover;
    this.scope = scope;
  }

  /** The variables share the steps of one search evenly, whichever is asked for first. */
  of(variable: Variable): readonly Candidate[] {
    const known = this.found.get(variable);
    if (known !== undefined) return known;
    const steps = searchSteps(this.scope.variables.length);
    const found = alternatives(this.prover, this.scope, variable, steps);
    this.found.set(variable, found);
    return found;
  }
}

interface Option {
  readonly variable: Variable;
  readonly candidates: readonly Candidate[];
}

/**
 * Gives every variable the same period, or its cheapest one that divides that period or is a
 * multiple of it. Carried-over budgets then add least. The result is the working combination with
 * the least load.
 */
function changeAlike(scope: BoundedScope, options: readonly Option[]): Combination | null {
  const periods = new Set(
    options.flatMap(({ candidates }) => candidates.map(({ period }) => period)),
  );
  const combinations: { readonly chosen: Combination; readonly load: number }[] = [];
  for (const common of periods) {
    const chosen: [Variable, Candidate][] = [];
    for (const { variable, candidates } of options) {
      scope.steps.spend(candidates.length);
      const fits = ({ period }: Candidate): boolean =>
        common % period === 0 || period % common === 0;
      const candidate = candidates.find(({ period }) => period === common) ?? candidates.find(fits);
      if (candidate !== undefined) chosen.push([variable, candidate]);
    }
    if (chosen.length < options.length) continue;
    combinations.push({
      chosen,
      load: chosen.reduce((sum, [variable, candidate]) => sum + share(variable, candidate), 0),
    });
  }
  combinations.sort((a, b) => a.load - b.load);
  return (
    combinations.find(({ chosen }) => scope.accepts(serversWith(scope, chosen)))?.chosen ?? null
  );
}

/** The servers of a scope with their chosen candidates, in the order declared. */
function serversWith(scope: Scope, chosen: Combination): readonly HostServer[] {
  const changed = new Map(
    chosen.map(([variable, candidate]) => [variable.server, withCandidate(variable, candidate)]),
  );
  return scope.servers.map((server) => changed.get(server) ?? server);
}

/** A depth-first search. The larger VCPUs choose first, each its cheapest periods first. */
function* searchDepthFirst(
  scope: Scope,
  options: readonly Option[],
): Generator<void, Combination | null> {
  const variables = options.map(({ variable }) => variable);
  const width = Math.max(FEWEST_ALTERNATIVES, Math.floor(scope.limit ** (1 / variables.length)));
  const lists = options.map(({ candidates }) => thin(candidates, width));
  const fixed = scope.servers.filter(
    (server) => !variables.some((variable) => variable.server === server),
  );
  let left = scope.limit;
  const chosen: [Variable, Candidate][] = [];

  function fits(): boolean {
    left--;
    const some = [
      ...fixed,
      ...chosen.map(([variable, candidate]) => withCandidate(variable, candidate)),
    ];
    return scope.accepts(some.sort((a, b) => a.order - b.order));
  }

  function* choose(depth: number): Generator<void, boolean> {
    const variable = variables[depth];
    if (variable === undefined) return true;
    for (const candidate of lists[depth] ?? []) {
      if (left <= 0) return false;
      if (left % TESTS_BETWEEN_PAUSES === 0) yield;
      chosen.push([variable, candidate]);
      if (fits() && (yield* choose(depth + 1))) return true;
      chosen.pop();
    }
    return false;
  }

  return (yield* choose(0)) ? chosen : null;
}

/**
 * Candidates with round periods, periods spread over the range, and multiples and parts of the
 * others' periods; the cheapest come first.
 */
function alternatives(
  prover: Prover,
  scope: Scope,
  { problem, server }: Variable,
  steps: Steps,
): readonly Candidate[] {
  const { resolution, from, to } = problem;
  const periods = new Set(spread(problem));
  periods.add(server.period);
  for (const other of scope.servers) {
    if (other === server) continue;
    for (let factor = 1; factor <= LARGEST_FACTOR; factor++) {
      periods.add(other.period * factor);
      periods.add(other.period / factor);
    }
  }
  const candidates: Candidate[] = [];
  for (const period of periods) {
    if (period < from || period > to || period % resolution !== 0) continue;
    if (steps.left() <= 0) break;
    const resource = resourceWith(problem, period);
    if (resource === null) continue;
    const { deadline } = resource;
    const smallest = prover.smallestWithin(problem.load, resource, steps);
    if (smallest.kind !== 'found' || smallest.budget > (problem.budget ?? deadline)) continue;
    candidates.push({ period, deadline, budget: problem.budget ?? smallest.budget });
  }
  const cost = (candidate: Candidate): number => grossCost(problem, candidate) / candidate.period;
  return candidates.sort((a, b) => cost(a) - cost(b) || b.period - a.period);
}

/** At most `width` of the candidates, picked evenly. */
function thin(candidates: readonly Candidate[], width: number): readonly Candidate[] {
  if (candidates.length <= width) return candidates;
  return Array.from(
    { length: width },
    (_, i) => candidates[Math.floor((i * candidates.length) / width)],
  ).filter((candidate) => candidate !== undefined);
}

function share({ problem }: Variable, candidate: Candidate): number {
  return grossCost(problem, candidate) / candidate.period;
}

function withCandidate(
  { server, problem }: Variable,
  { period, deadline, budget }: Candidate,
): HostServer {
  const starts = startsPerPeriod(problem.server, period, problem.load.tasks, []);
  return { ...server, period, deadline, budget, starts };
}
