import { lowestCore } from '../../host/cores.ts';
import type { CompletedDomain, CompletedMachine, CompletedModel } from '../../model/completed.ts';
import { isEdf } from '../../model/guest-policies.ts';
import type { HypervisorTests, Machine, SystemModel } from '../../model/model.ts';
import { traitsOf } from '../../model/policies.ts';
import { hypervisorDistance, shortestDeadline } from './distance.ts';
import { withTopTask } from './dom0-test.ts';

/**
 * A machine with the tests that its hypervisor makes, by the machine as declared. One whose tests
 * take no time, or run in Dom0, stays as it is.
 */
export function withHypervisorTests<M extends Machine | CompletedMachine>(
  machine: M,
  declared: Machine | undefined,
): M {
  if (declared === undefined) return machine;
  const { where, cost } = declared.admission;
  if (where !== 'hypervisor' || cost === 0) return machine;
  return { ...machine, tests: { cost, distance: hypervisorDistance(declared) } };
}

/** The machines of a model with the tests of their hypervisors, by the model as written. */
export function modelWithTests(model: CompletedModel, written: SystemModel): CompletedModel {
  const machines = model.machines.map((machine) =>
    withHypervisorTests(
      machine,
      written.machines.find(({ name }) => name === machine.name),
    ),
  );
  return { ...model, machines };
}

/**
 * The machine with the guests as they run where they lose the time of the tests themselves: where
 * they have windows or cores of their own, the test is a task in each that can meet it. Budgets
 * come in time beside the tests, and shares are no guarantee.
 */
export function withTestTasks(machine: CompletedMachine): CompletedMachine {
  const { tests } = machine;
  if (tests === undefined) return machine;
  switch (traitsOf(machine.policy).gives) {
    case 'windows':
    case 'cores':
      return {
        ...machine,
        domains: machine.domains.map((domain) => withTestTask(machine, domain, tests)),
      };
    case 'budgets':
    case 'shares':
      return machine;
  }
}

/** Whether guests of a machine lose the time of its tests by themselves. */
function losesTests({ policy, tests }: Pick<Machine, 'policy' | 'tests'>): boolean {
  const { gives } = traitsOf(policy);
  return tests !== undefined && (gives === 'windows' || gives === 'cores');
}

/** Whether tests take the time of a domain: those that it makes, or those of its hypervisor. */
export function losesTestTime(
  machine: Pick<Machine, 'policy' | 'tests' | 'admission'>,
  { type }: Pick<CompletedDomain, 'type'>,
): boolean {
  const { where, cost } = machine.admission;
  return (type === 'dom0' && where === 'dom0' && cost > 0) || losesTests(machine);
}

/**
 * The domain as it runs where its VCPUs on the lowest core lose the time of the tests. Under EDF
 * the task has the shortest deadline `D` of all: tests at least `T + D` apart take no more of a
 * window `t ≥ D` than `⌊(t − D)/T⌋ + 1` costs, which is that task's demand.
 */
function withTestTask(
  machine: CompletedMachine,
  domain: CompletedDomain,
  { cost, distance }: HypervisorTests,
): CompletedDomain {
  const first = lowestCore(machine);
  const hit = domain.vcpus.filter(({ core }) => (core ?? first) === first);
  if (hit.length === 0) return domain;
  const { tasks } = domain;
  const period = isEdf(domain.policy)
    ? distance - shortestDeadline(tasks, Math.floor(distance / 2))
    : distance;
  const test = { cost, period, tasks };
  if (domain.global) return withTopTask(domain, test, '');
  return hit.reduce((one, { name }) => withTopTask(one, test, name), domain);
}
