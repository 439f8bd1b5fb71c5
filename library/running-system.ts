import * as v from 'valibot';
import { hasCore } from '../scheduling/host/cores.ts';
import { analyzeMachine } from '../scheduling/host/machine.ts';
import { atOnce } from '../scheduling/model/changes/change-wait.ts';
import type { Action } from '../scheduling/model/model.ts';
import type { Decision } from '../scheduling/open/decision.ts';
import type { OpenEnvironment } from '../scheduling/open/open-environment.ts';
import { isTested } from '../scheduling/scenario/together.ts';
import type { Admitted, Answer, Reason, Refused } from './answer.ts';
import type { JournalEntry } from './journal.ts';
import { meant } from './meant.ts';
import type { MachineLoad, OpenSystem, OpenSystemOptions, RunningGuest } from './open-system.ts';
import { reasonSentence } from './reason-sentence.ts';
import { replayJournal } from './replay.ts';
import type { Request } from './request.ts';
import { snapshotOf } from './save.ts';
import { schemaFault } from './schema-fault.ts';
import { type ReadRequest, requestSchema } from './schemas/request-schema.ts';
import { anyTime } from './schemas/values.ts';
import type { Snapshot } from './snapshot.ts';

interface Beginning {
  readonly rearranges: boolean;
  readonly journal?: OpenSystemOptions['journal'] | undefined;
  readonly time?: number;
  readonly requests?: number;
}

/** A running system behind its checks: what comes in is read, what goes out is plain data. */
export class RunningSystem implements OpenSystem {
  time: number;
  requests: number;
  private readonly environment: OpenEnvironment;
  private readonly rearranges: boolean;
  private readonly journal: OpenSystemOptions['journal'];

  constructor(environment: OpenEnvironment, begin: Beginning) {
    this.environment = environment;
    this.rearranges = begin.rearranges;
    this.journal = begin.journal;
    this.time = begin.time ?? 0;
    this.requests = begin.requests ?? 0;
  }

  request(request: Request, at: number): Answer {
    const answer = this.answer(request, at);
    this.note([request], at, [answer]);
    return answer;
  }

  requestTogether(requests: readonly Request[], at: number): readonly Answer[] {
    const answers: Answer[] = [];
    for (const tried of this.answering(requests, at)) {
      this.note(requests.slice(answers.length), at, tried);
      answers.push(...tried);
    }
    return answers;
  }

  running(): readonly RunningGuest[] {
    const { running, completed } = this.environment.state();
    const since = new Map(running.map((one) => [one.domain.name, one.since]));
    return completed.machines.flatMap(({ name: machine, domains }) =>
      domains.map(({ name: domain, vcpus }) => ({
        ...{ domain, machine, since: since.get(domain) ?? 0 },
        vcpus: vcpus.map(({ name: vcpu, period, deadline, budget, core }) => ({
          ...{ vcpu, period, deadline, budget, core },
        })),
      })),
    );
  }

  loads(): readonly MachineLoad[] {
    return this.environment.state().completed.machines.map((machine) => {
      const { utilization, cores } = analyzeMachine(machine, []);
      return {
        machine: machine.name,
        utilization,
        cores: cores.map(({ core, utilization }) => ({ core, utilization })),
      };
    });
  }

  snapshot(): Snapshot {
    const { time, requests, rearranges } = this;
    return snapshotOf(this.environment.state(), { time, requests, rearranges });
  }

  replay(entries: Iterable<JournalEntry>): void {
    replayJournal(entries, (requests, at) => [...this.answering(requests, at)].flat());
  }

  /** Writes the requests that were answered into the journal. */
  private note(requests: readonly Request[], at: number, answers: readonly Answer[]): void {
    const decided = answers.flatMap((answer, index) => {
      const request = requests[index];
      return request === undefined || !isDecided(answer) ? [] : [{ request, answer }];
    });
    const first = this.requests - decided.length + 1;
    const together = decided.length > 1 ? { together: first } : {};
    for (const [index, { request, answer }] of decided.entries())
      this.journal?.({
        ...{ number: first + index, at, request, admitted: answer.kind === 'admitted' },
        ...together,
      });
  }

  /** The answers in order, those tried as one in one go. All but actions are answered alone. */
  private *answering(requests: readonly unknown[], at: number): Generator<readonly Answer[]> {
    for (let from = 0; from < requests.length; ) {
      const next = requests.slice(from);
      const actions = this.actionsAhead(next, at);
      const count = Math.max(1, actions.length);
      from += count;
      const asOne = count > 1 ? this.environment.decideTogether(actions, at) : null;
      if (asOne?.admitted === true) {
        this.time = at;
        this.requests += count;
        yield actions.map((): Answer => ({ ...admitted(at, asOne), asOne: 'admitted' }));
      } else {
        const answers = next.slice(0, count).map((request) => this.answer(request, at));
        yield asOne === null ? answers : answers.map((each) => ({ ...each, asOne: 'refused' }));
      }
    }
  }

  /**
   * The requests, from the first on, that are tried as one: actions of a scenario, the first of
   * which is tested.
   */
  private actionsAhead(requests: readonly unknown[], at: number): readonly Action[] {
    const actions: Action[] = [];
    for (const asked of requests) {
      const request = this.read(asked, at);
      if (!isAction(request) || (actions.length === 0 && !isTested(request))) break;
      actions.push(request);
    }
    return actions;
  }

  private answer(asked: unknown, at: number): Answer {
    const request = this.read(asked, at);
    if (!isRequest(request)) return refused(v.is(anyTime, at) ? at : 0, request);
    this.time = at;
    this.requests++;
    const decided = this.decided(request, at);
    if ('kind' in decided) return refused(at, decided);
    return decided.admitted ? admitted(at, decided) : refused(at, decided.reason, decided.failing);
  }

  /** A request that cannot be read is no request: it has no number and no instant. */
  private read(asked: unknown, at: number): ReadRequest | Unread {
    const instant = v.safeParse(anyTime, at);
    if (!instant.success) return { kind: 'malformed', ...schemaFault(instant.issues) };
    if (at < this.time) return { kind: 'too-old', last: this.time };
    const read = v.safeParse(requestSchema, asked);
    if (!read.success) return { kind: 'malformed', ...schemaFault(read.issues) };
    const request = meant(read.output, (domain) => this.environment.domain(domain));
    return 'fault' in request ? { kind: 'malformed', ...request } : request;
  }

  private decided(request: ReadRequest, at: number): Decision | Reason {
    const { environment } = this;
    switch (request.kind) {
      case 'declare': {
        const { machine: name, domain } = request;
        const machine = environment.machine(name);
        if (machine === undefined) return { kind: 'no-machine', machine: name };
        if (environment.domain(domain.name) !== undefined)
          return { kind: 'declared-already', domain: domain.name };
        for (const { core } of domain.vcpus)
          if (core !== undefined && !hasCore(machine, core))
            return { kind: 'no-core', machine: name, core };
        environment.declare(name, domain);
        return { admitted: true, changes: [], wait: atOnce };
      }
      case 'forget': {
        const { domain } = request;
        if (environment.domain(domain) === undefined) return { kind: 'no-domain', domain };
        if (environment.isRunning(domain)) return { kind: 'still-running', domain };
        environment.forget(domain);
        return { admitted: true, changes: [], wait: atOnce };
      }
      case 'start':
      case 'stop':
      case 'add':
      case 'remove':
      case 'set':
      case 'migrate':
      case 'plan':
        return environment.decide(request, at);
    }
  }
}

/** The reason why a request is none. */
type Unread = Extract<Reason, { kind: 'malformed' | 'too-old' }>;

function isUnread({ kind }: { readonly kind: string }): boolean {
  return kind === 'malformed' || kind === 'too-old';
}

function isRequest(request: ReadRequest | Unread): request is ReadRequest {
  return !isUnread(request);
}

function isAction(request: ReadRequest | Unread): request is Action {
  return isRequest(request) && request.kind !== 'declare' && request.kind !== 'forget';
}

/** Whether a request was one. */
function isDecided(answer: Answer): boolean {
  return answer.kind === 'admitted' || !isUnread(answer.reason);
}

function admitted(
  at: number,
  { admitted: _, wait, ...rest }: Extract<Decision, { admitted: true }>,
): Admitted {
  const by = wait.atMost === null ? null : at + wait.atMost;
  return { kind: 'admitted', at, by, wait, ...rest };
}

function refused(at: number, reason: Reason, failing: Refused['failing'] = null): Answer {
  return { kind: 'refused', at, reason, failing, sentence: reasonSentence(reason) };
}
