import * as v from 'valibot';
import { malformedInput } from '../messages/library/faults.ts';
import type { SystemModel } from '../scheduling/model/model.ts';
import { OpenEnvironment } from '../scheduling/open/open-environment.ts';
import type { Answer } from './answer.ts';
import { InputFault } from './input-fault.ts';
import type { JournalEntry } from './journal.ts';
import { readSystem } from './read-system.ts';
import type { Request } from './request.ts';
import { RunningSystem } from './running-system.ts';
import { resumed } from './save.ts';
import { schemaFault } from './schema-fault.ts';
import { modelSchema } from './schemas/model-schema.ts';
import { snapshotSchema } from './schemas/snapshot-schema.ts';
import type { Snapshot } from './snapshot.ts';

export type { ChangeWait, Detour, WaitPart } from '../scheduling/model/changes/change-wait.ts';
export type { Element } from '../scheduling/model/element.ts';
export type { Domain, Machine, SystemModel, Task, Vcpu } from '../scheduling/model/model.ts';
export type { InterfaceChange } from '../scheduling/open/decision.ts';
export type { Admitted, Answer, AsOne, Reason, Refused } from './answer.ts';
export type { InputFault, TextProblem } from './input-fault.ts';
export type { JournalEntry } from './journal.ts';
export { readSystem } from './read-system.ts';
export type { NewDomain, NewTask, NewVcpu, Request } from './request.ts';
export type { SavedDomain, SavedInterface, Snapshot } from './snapshot.ts';

export interface OpenSystemOptions {
  /**
   * Whether those that run may get other cores, and open periods others, where a request has no
   * room otherwise. The verdicts are then exactly those of a scenario of the same requests, but a
   * request that needs it is answered in time that grows with the domains of its machine. The
   * default is no: nobody who stays is touched, and each answer takes time that does not grow with
   * the requests before it.
   */
  readonly rearranges?: boolean;
  /** Called with each request that was answered, before the answer is given. */
  readonly journal?: (entry: JournalEntry) => void;
}

/**
 * A running system, which answers one request after another. All is synchronous, and nothing is
 * kept outside of the object.
 */
export interface OpenSystem {
  /** The instant of the last request, in ns; 0 before the first. */
  readonly time: number;
  /** The number of requests so far. */
  readonly requests: number;
  /**
   * Answers a request that is made at an instant, in ns, which is not before the last one. It never
   * throws for a request, whatever its form: one that is none is refused as malformed.
   */
  request(request: Request, at: number): Answer;
  /**
   * Answers several requests that are made at one instant: they are tried as one first, so that
   * what one takes away counts for what another brings, and singly in their order if that is
   * refused. Stops and removals that stand first are done at once. As {@link request}, it never
   * throws. The answers are in the order of the requests; those admitted as one have the same
   * `changes`, `wait` and `by`, those of all of them.
   */
  requestTogether(requests: readonly Request[], at: number): readonly Answer[];
  /** The domains that run now, with the interfaces of their VCPUs. */
  running(): readonly RunningGuest[];
  /** How full each machine is. */
  loads(): readonly MachineLoad[];
  /** The whole as plain JSON, for {@link resumeSystem}. */
  snapshot(): Snapshot;
  /**
   * Makes the requests of a journal again, none of which is journaled anew. Throws an
   * {@link InputFault} at the first entry that is none, or is answered otherwise than it was.
   */
  replay(entries: Iterable<JournalEntry>): void;
}

/** A domain that runs. */
export interface RunningGuest {
  readonly domain: string;
  readonly machine: string;
  /** The instant from which it runs there, in ns. */
  readonly since: number;
  readonly vcpus: readonly RunningVcpu[];
}

/** A VCPU that runs, with its interface. A number is `null` where it has no meaning. */
export interface RunningVcpu {
  readonly vcpu: string;
  readonly period: number | null;
  readonly deadline: number | null;
  /** The net budget. */
  readonly budget: number | null;
  readonly core: number | null;
}

/** How full a machine is. */
export interface MachineLoad {
  readonly machine: string;
  /** The sum of what its VCPUs take, with the switches that they cause: 1 is a whole core. */
  readonly utilization: number;
  /** The same by core; empty where VCPUs migrate. */
  readonly cores: readonly { readonly core: number; readonly utilization: number }[];
}

/**
 * Opens a system in which nothing runs yet: a model, or the text of a `.hsched` file, whose
 * scenarios are not played. Throws an {@link InputFault} where it is none, with each error of a
 * text.
 */
export async function openSystem(
  system: SystemModel | string,
  options: OpenSystemOptions = {},
): Promise<OpenSystem> {
  const model =
    typeof system === 'string' ? await readSystem(system) : checked(modelSchema, system);
  const { rearranges = false, journal } = options;
  return new RunningSystem(new OpenEnvironment(model, { rearranges }), { rearranges, journal });
}

/**
 * Resumes a system from a snapshot, of which the form is checked and no proof is made again. It
 * rearranges if it did before. Throws an {@link InputFault} where it is none.
 */
export async function resumeSystem(
  snapshot: unknown,
  { journal }: Pick<OpenSystemOptions, 'journal'> = {},
): Promise<OpenSystem> {
  const saved = checked(snapshotSchema, snapshot);
  const { rearranges, time, requests } = saved;
  return new RunningSystem(resumed(saved), { rearranges, journal, time, requests });
}

function checked<T>(schema: v.GenericSchema<unknown, T>, data: unknown): T {
  const result = v.safeParse(schema, data);
  if (result.success) return result.output;
  const { path, fault } = schemaFault(result.issues);
  throw new InputFault(malformedInput(path, fault));
}
