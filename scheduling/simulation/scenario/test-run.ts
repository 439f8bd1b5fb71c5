import type { Action } from '../../model/model.ts';
import type { SystemState } from '../../scenario/state.ts';
import { seize } from '../engine/dispatch.ts';
import type { Engine } from '../engine/engine.ts';
import type { DomainRow, MachineRow } from '../engine/layout.ts';
import { startPseudoJob } from '../engine/lifecycle.ts';
import type { CoreState } from '../engine/state/core-state.ts';

/**
 * Starts the test of an action: in Dom0, in whatever pool of the host it is, as a job of top
 * priority; in the hypervisor on the first core of the machine or pool, where no guest runs
 * meanwhile. `false` if it takes no time: the action needs no test, or no running Dom0 could do it.
 */
export function startTest(
  engine: Engine,
  action: Action,
  step: number,
  state: SystemState,
): boolean {
  if (action.kind === 'stop' || action.kind === 'remove') return false;
  const index = testingMachine(engine, action, state);
  const row = engine.layout.machines[index];
  if (row === undefined || row.machine.admission.cost === 0) return false;
  const { where, cost } = row.machine.admission;
  if (where === 'hypervisor') {
    seize(engine, engine.cores[row.firstCore] as CoreState, step, cost);
    return true;
  }
  const dom0 = engine.layout.domains.findIndex(
    ({ machine, admission }, domain) =>
      engine.layout.machines[machine]?.machine.host === row.machine.host &&
      admission >= 0 &&
      engine.vcpusOf(domain).some(({ active }) => active),
  );
  const test = engine.tasks[engine.layout.domains[dom0]?.admission ?? -1];
  if (test === undefined) return false;
  startPseudoJob(engine, test, step, cost);
  return true;
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
