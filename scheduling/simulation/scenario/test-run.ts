import type { Action } from '../../model/model.ts';
import type { SystemState } from '../../scenario/state.ts';
import { testDistance } from '../../scenario/test/distance.ts';
import { isTested } from '../../scenario/together.ts';
import { seize } from '../engine/dispatch.ts';
import type { Engine } from '../engine/engine.ts';
import type { DomainRow, MachineRow } from '../engine/layout.ts';
import { startPseudoJob } from '../engine/lifecycle.ts';
import type { CoreState } from '../engine/state/core-state.ts';

/** An admission test that can begin. */
export interface TestRun {
  /** The one that runs it: a host's Dom0, or the hypervisor on a machine's or pool's first core. */
  readonly tester: string;
  /** The least distance, in ns, to the beginning of the same tester's next test. */
  readonly distance: number;
  begin(step: number): void;
}

/**
 * The test of an action: in Dom0, in whatever pool of the host it is, as a job of top priority; in
 * the hypervisor on the first core of the machine or pool, where no guest runs meanwhile. `null` if
 * it takes no time: the action needs no test, or no running Dom0 could do it.
 */
export function testOf(engine: Engine, action: Action, state: SystemState): TestRun | null {
  if (!isTested(action)) return null;
  const index = testingMachine(engine, action, state);
  const row = engine.layout.machines[index];
  if (row === undefined || row.machine.admission.cost === 0) return null;
  const { where, cost } = row.machine.admission;
  const { name, host } = row.machine;
  const declared = state.model.machines.find((machine) => machine.name === name);
  const distance = declared === undefined ? 0 : testDistance(state.model, declared);
  if (where === 'hypervisor') {
    const core = engine.cores[row.firstCore] as CoreState;
    return { tester: name, distance, begin: (step) => seize(engine, core, step, cost) };
  }
  const dom0 = engine.layout.domains.findIndex(
    ({ machine, admission }, domain) =>
      engine.layout.machines[machine]?.machine.host === host &&
      admission >= 0 &&
      engine.vcpusOf(domain).some(({ active }) => active),
  );
  const test = engine.tasks[engine.layout.domains[dom0]?.admission ?? -1];
  if (test === undefined) return null;
  return { tester: host, distance, begin: (step) => startPseudoJob(engine, test, step, cost) };
}

/** The machine to which the action adds load. The test runs there. */
function testingMachine(engine: Engine, action: Action, state: SystemState): number {
  if (action.kind === 'migrate' || action.kind === 'plan')
    return machineNumber(engine, action.machine);
  const name = 'domains' in action ? (action.domains[0] ?? '') : action.domain;
  const running = state.running.find(({ domain }) => domain.name === name);
  if (running !== undefined) return machineNumber(engine, running.machine);
  return engine.layout.domains[domainNumber(engine, name)]?.machine ?? -1;
}

export function domainNumber(engine: Engine, name: string): number {
  return engine.layout.domains.findIndex((row: DomainRow) => row.domain.name === name);
}

export function machineNumber(engine: Engine, name: string): number {
  return engine.layout.machines.findIndex((row: MachineRow) => row.machine.name === name);
}
