import fc from 'fast-check';
import type { CompletedModel } from '../../../scheduling/model/completed.ts';
import type { Machine, SystemModel, Window } from '../../../scheduling/model/model.ts';
import { writtenModel } from '../../../scheduling/simulation/scenario/as-written.ts';
import { asWritten } from '../../support/as-written.ts';
import { drawnHost } from '../../support/host-of.ts';
import { randomSystem } from './random-system.ts';

/**
 * Hosts whose pools are small random machines: servers with cores of their own or on all, RTDS,
 * windows, and VCPUs that own their cores. Times are single nanoseconds.
 */
export function randomHost(): fc.Arbitrary<CompletedModel> {
  return drawnHost(part()).map(asWritten);
}

function part(): fc.Arbitrary<Machine> {
  const bound = randomSystem({ varied: true }).map(writtenModel).map(machineOf);
  const free = randomSystem({ varied: true, placement: 'global' }).map(writtenModel).map(machineOf);
  return fc.oneof(
    bound,
    free,
    free.map((machine) => ({ ...machine, policy: { kind: 'RTDS' } as const })),
    bound.map(alone),
    fc.tuple(bound, fc.array(cut, { minLength: 1, maxLength: 8 })).map(inWindows),
  );
}

/** The machine of a system of one machine. */
export function machineOf({ machines: [machine] }: SystemModel): Machine {
  if (machine === undefined) throw new Error('a system without a machine');
  return machine;
}

/** The machine with only as many VCPUs as cores, each on one of its own. */
function alone(machine: Machine): Machine {
  const domains = machine.domains.slice(0, machine.cores.length).map((domain, core) => {
    const vcpus = domain.vcpus.slice(0, 1).map((vcpu) => ({ ...vcpu, core }));
    return { ...domain, vcpus, tasks: domain.tasks.filter(({ vcpu }) => vcpu === vcpus[0]?.name) };
  });
  return { ...machine, policy: { kind: 'null' }, domains };
}

interface Cut {
  readonly gap: number;
  readonly length: number;
  readonly owner: number;
}

const cut: fc.Arbitrary<Cut> = fc.record({
  gap: fc.constantFrom(0, 0, 1, 3),
  length: fc.integer({ min: 1, max: 8 }),
  owner: fc.nat(7),
});

/** The machine with a plan instead of servers: on each core windows one after the other. */
function inWindows([machine, cuts]: [Machine, readonly Cut[]]): Machine {
  const windows: Window[] = [];
  const ends = machine.cores.map(() => 0);
  const owners = machine.domains.flatMap(({ name, vcpus }) =>
    vcpus.map((vcpu) => ({ domain: name, vcpu: vcpu.name, core: vcpu.core ?? 0 })),
  );
  for (const { gap, length, owner } of cuts) {
    const one = owners[owner % owners.length];
    if (one === undefined) break;
    const at = (ends[one.core] ?? 0) + gap;
    windows.push({ ...one, at, length });
    ends[one.core] = at + length;
  }
  return {
    ...machine,
    policy: { kind: 'ARINC653', majorFrame: Math.max(...ends), windows },
  };
}
