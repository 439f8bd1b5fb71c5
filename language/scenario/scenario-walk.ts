import type { AstNode, Reference } from 'langium';
import {
  type ActionOnRunning,
  alreadyRunning,
  hvmAdmission,
  noSuchTask,
  notRunning,
  taskExists,
  timeBackwards,
} from '../../messages/checks/scenario.ts';
import { budgetAbovePeriod } from '../../messages/checks/vcpu.ts';
import type {
  AddAction,
  Domain,
  RemoveAction,
  Scenario,
  SetAction,
  Step,
  StopAction,
  Vcpu,
} from '../generated/ast.ts';
import { type Home, machineIn } from '../machines/home.ts';
import type { HomeOf } from '../references/visible.ts';
import { tasksOf } from '../syntax/members.ts';
import { readDuration } from '../syntax/values.ts';

/** A fault of one step, given the steps before it. */
export interface StepFault {
  readonly step: Step;
  readonly code: string;
  readonly message: string;
  readonly node: AstNode;
  readonly property: string;
  readonly index?: number;
}

/**
 * Walks through a scenario as written, takes every action as admitted, and reports the steps that
 * cannot be meant. A domain that stops and starts again has its declared tasks.
 */
export function walkScenario(scenario: Scenario, homeOf: HomeOf): StepFault[] {
  const walk = new Walk(homeOf);
  for (const step of scenario.steps) {
    walk.time(step);
    walk.action(step);
  }
  return walk.faults;
}

/**
 * The domains that run right before a place in the text of a scenario, each with the names of its
 * tasks, where every action up to there is admitted.
 */
export function runningBefore(
  scenario: Scenario,
  homeOf: HomeOf,
  offset: number,
): ReadonlyMap<Domain, ReadonlySet<string>> {
  const walk = new Walk(homeOf);
  for (const step of scenario.steps)
    if ((step.$cstNode?.end ?? Infinity) < offset) walk.action(step);
  return walk.runs();
}

/** A running domain at one moment, with the names of its tasks. */
interface Running {
  readonly names: Set<string>;
}

/** The period and budget of a VCPU as last written. */
interface Interface {
  readonly period: string | undefined;
  readonly budget: string | undefined;
}

function declaredInterface(vcpu: Vcpu): Interface {
  const period = vcpu.period[0];
  return { period: period?.to ?? period?.from, budget: vcpu.budget[0] };
}

function timeIn(text: string): number | undefined {
  const read = readDuration(text);
  return 'value' in read ? read.value : undefined;
}

class Walk {
  readonly faults: StepFault[] = [];
  private readonly running = new Map<Domain, Running>();
  private readonly interfaces = new Map<Vcpu, Interface>();
  private readonly homeOf: HomeOf;
  private latest = 0;
  private latestText = '0ms';

  constructor(homeOf: HomeOf) {
    this.homeOf = homeOf;
  }

  /** The domains that run now, each with the names of its tasks. */
  runs(): ReadonlyMap<Domain, ReadonlySet<string>> {
    return new Map([...this.running].map(([domain, { names }]) => [domain, names]));
  }

  time(step: Step): void {
    const at = step.at === undefined ? undefined : timeIn(step.at);
    if (at === undefined) return;
    if (at < this.latest) {
      const message = timeBackwards({ time: step.at, latest: this.latestText });
      this.faults.push({
        step,
        node: step,
        property: 'at',
        code: 'scenario/time-backwards',
        message,
      });
      return;
    }
    this.latest = at;
    this.latestText = step.at;
  }

  action(step: Step): void {
    const action = step.action;
    if (action === undefined) return;
    switch (action.$type) {
      case 'StartAction':
        action.domains.forEach((domain, index) => {
          this.start(step, domain, index);
        });
        return;
      case 'StopAction':
        this.stop(step, action);
        return;
      case 'AddAction':
        this.add(step, action);
        return;
      case 'RemoveAction':
        this.remove(step, action);
        return;
      case 'SetAction':
        this.runningOf(step, action, action.domain, 'set');
        this.interface(step, action);
        return;
      case 'MigrateAction': {
        const target = this.homeOf(action);
        const domain = action.domain?.ref;
        if (this.runningOf(step, action, action.domain, 'migrate') === undefined) return;
        if (target !== undefined && domain !== undefined)
          this.refuseHvm(step, domain, target, 'domain', undefined);
        return;
      }
      case 'PlanAction':
        return;
    }
    action satisfies never;
  }

  private start(step: Step, reference: Reference<Domain>, index: number): void {
    const domain = reference.ref;
    if (domain === undefined) return;
    if (this.running.has(domain)) {
      const message = alreadyRunning(domain.name);
      this.fault(step, 'domains', index, 'scenario/already-running', message);
      return;
    }
    // A domain starts on its declared machine with its declared interfaces.
    for (const vcpu of domain.vcpus) this.interfaces.delete(vcpu);
    const home = this.homeOf(domain);
    if (home !== undefined) this.refuseHvm(step, domain, home, 'domains', index);
    this.running.set(domain, { names: new Set(tasksOf(domain).map(({ task }) => task.name)) });
  }

  private stop(step: Step, action: StopAction): void {
    action.domains.forEach((reference, index) => {
      const domain = reference.ref;
      if (domain === undefined || this.running.delete(domain)) return;
      this.fault(step, 'domains', index, 'scenario/not-running', notRunning('stop', domain.name));
    });
  }

  private add(step: Step, action: AddAction): void {
    const running = this.runningOf(step, action, action.domain, 'add');
    const task = action.task;
    if (running === undefined || task?.name === undefined) return;
    if (running.names.has(task.name)) {
      const message = taskExists({ domain: action.domain.$refText, task: task.name });
      this.faults.push({
        step,
        node: task,
        property: 'name',
        code: 'scenario/task-exists',
        message,
      });
    }
    running.names.add(task.name);
  }

  private remove(step: Step, action: RemoveAction): void {
    const running = this.runningOf(step, action, action.domain, 'remove');
    const name = action.task?.ref?.name;
    if (running === undefined || name === undefined || running.names.delete(name)) return;
    const message = noSuchTask({ domain: action.domain.$refText, task: name });
    this.faults.push({
      step,
      node: action,
      property: 'task',
      code: 'scenario/no-such-task',
      message,
    });
  }

  /** A new period or budget must fit the VCPU's other, unchanged number. */
  private interface(step: Step, action: SetAction): void {
    const vcpu = action.vcpu?.ref;
    if (vcpu === undefined || action.period.length + action.budget.length === 0) return;
    const before = this.interfaces.get(vcpu) ?? declaredInterface(vcpu);
    const period = action.period[0] ?? before.period;
    const budget = action.budget[0] ?? before.budget;
    this.interfaces.set(vcpu, { period, budget });
    const periodNs = period === undefined ? undefined : timeIn(period);
    const budgetNs = budget === undefined ? undefined : timeIn(budget);
    if (period === undefined || budget === undefined) return;
    if (periodNs === undefined || budgetNs === undefined || budgetNs <= periodNs) return;
    const property = action.budget.length > 0 ? 'budget' : 'period';
    const message = budgetAbovePeriod({ budget, period });
    this.faults.push({
      step,
      node: action,
      property,
      code: 'scenario/budget-above-period',
      message,
    });
  }

  private runningOf(
    step: Step,
    action: AstNode,
    reference: Reference<Domain> | undefined,
    kind: ActionOnRunning,
  ): Running | undefined {
    const domain = reference?.ref;
    if (domain === undefined) return undefined;
    const running = this.running.get(domain);
    if (running !== undefined) return running;
    const message = notRunning(kind, domain.name);
    this.faults.push({
      step,
      node: action,
      property: 'domain',
      code: 'scenario/not-running',
      message,
    });
    return undefined;
  }

  private refuseHvm(
    step: Step,
    domain: Domain,
    home: Home,
    property: string,
    index: number | undefined,
  ): void {
    const machine = machineIn(home);
    if (domain.type[0] !== 'hvm' || !machine.admission.some((use) => use.place[0] === 'hypervisor'))
      return;
    const message = hvmAdmission({ domain: domain.name, machine: machine.name });
    this.fault(step, property, index, 'scenario/hvm-admission', message);
  }

  private fault(
    step: Step,
    property: string,
    index: number | undefined,
    code: string,
    message: string,
  ): void {
    this.faults.push({
      step,
      node: step.action,
      property,
      code,
      message,
      ...(index === undefined ? {} : { index }),
    });
  }
}
