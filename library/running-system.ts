import * as v from 'valibot';
import { replayDiffers } from '../messages/library/faults.ts';
import { hasCore } from '../scheduling/host/cores.ts';
import { analyzeMachine } from '../scheduling/host/machine.ts';
import { atOnce } from '../scheduling/model/changes/change-wait.ts';
import type { Decision } from '../scheduling/open/decision.ts';
import type { OpenEnvironment } from '../scheduling/open/open-environment.ts';
import type { Answer, Reason, Refused } from './answer.ts';
import { InputFault } from './input-fault.ts';
import type { JournalEntry } from './journal.ts';
import { meant } from './meant.ts';
import type { MachineLoad, OpenSystem, OpenSystemOptions, RunningGuest } from './open-system.ts';
import { reasonSentence } from './reason-sentence.ts';
import type { Request } from './request.ts';
import { snapshotOf } from './save.ts';
import { schemaFault } from './schema-fault.ts';
import { entrySchema } from './schemas/entry-schema.ts';
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
    if (answer.kind === 'admitted' || isDecided(answer.reason)) {
      const admitted = answer.kind === 'admitted';
      this.journal?.({ number: this.requests, at, request, admitted });
    }
    return answer;
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
    let number = 0;
    for (const entry of entries) {
      number++;
      const read = v.safeParse(entrySchema, entry);
      const answer = read.success ? this.answer(read.output.request, read.output.at) : null;
      if (answer === null || (answer.kind === 'admitted') !== entry.admitted)
        throw new InputFault(replayDiffers(number));
    }
  }

  /** A request that cannot be read is no request: it has no number and no instant. */
  private answer(asked: unknown, at: number): Answer {
    const instant = v.safeParse(anyTime, at);
    if (!instant.success) return refused(0, { kind: 'malformed', ...schemaFault(instant.issues) });
    if (at < this.time) return refused(at, { kind: 'too-old', last: this.time });
    const read = v.safeParse(requestSchema, asked);
    if (!read.success) return refused(at, { kind: 'malformed', ...schemaFault(read.issues) });
    const request = meant(read.output, (domain) => this.environment.domain(domain));
    if ('fault' in request) return refused(at, { kind: 'malformed', ...request });
    this.time = at;
    this.requests++;
    const decided = this.decided(request, at);
    if ('kind' in decided) return refused(at, decided);
    if (!decided.admitted) return refused(at, decided.reason, decided.failing);
    const { admitted: _, wait, ...rest } = decided;
    const by = wait.atMost === null ? null : at + wait.atMost;
    return { kind: 'admitted', at, by, wait, ...rest };
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

/** Whether a refusal is one of a request that could be read and was not too old. */
function isDecided({ kind }: Reason): boolean {
  return kind !== 'malformed' && kind !== 'too-old';
}

function refused(at: number, reason: Reason, failing: Refused['failing'] = null): Answer {
  return { kind: 'refused', at, reason, failing, sentence: reasonSentence(reason) };
}
