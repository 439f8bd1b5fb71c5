import { machineFacts } from '../choose/guest-problem.ts';
import { vcpuKey } from '../host/vcpu-name.ts';
import type { Analysis, ScenarioAnalysis } from '../model/analysis.ts';
import { underPlan } from '../plans/plans.ts';
import type {
  ProvenCore,
  ProvenDomain,
  ProvenMachine,
  ProvenPlan,
  ProvenStep,
  ProvenTask,
  ProvenVcpu,
} from './proven.ts';
import { provenTasks } from './proven-tasks.ts';
import { hostSides, provenVcpus } from './proven-vcpus.ts';

/**
 * The proven facts of each element, with the problem and the supply of each proof. An element that
 * was not analyzed gives `undefined`.
 */
export interface Facts {
  readonly machines: readonly ProvenMachine[];
  readonly domains: readonly ProvenDomain[];
  /** The VCPUs in the order of machines, domains and VCPUs. */
  readonly vcpus: readonly ProvenVcpu[];
  machine(name: string): ProvenMachine | undefined;
  plan(machine: string, plan: string): ProvenPlan | undefined;
  core(machine: string, core: number): ProvenCore | undefined;
  domain(name: string): ProvenDomain | undefined;
  vcpusOf(domain: string): readonly ProvenVcpu[];
  vcpu(domain: string, name: string): ProvenVcpu | undefined;
  /** The tasks of a domain in the order written. */
  tasksOf(domain: string): readonly ProvenTask[];
  task(domain: string, name: string): ProvenTask | undefined;
  scenario(name: string): ScenarioAnalysis | undefined;
  step(scenario: string, index: number): ProvenStep | undefined;
}

/** Reads an analysis. Problems and supplies are built on demand. */
export function factsOf(analysis: Analysis): Facts {
  const hosts = new Map(analysis.machines.map((host) => [host.machine, host]));
  const insides = new Map(analysis.domains.map((inside) => [inside.domain, inside]));
  const machines = analysis.completed.machines.flatMap((machine): ProvenMachine[] => {
    const host = hosts.get(machine.name);
    return host === undefined ? [] : [{ machine, rules: machineFacts(machine), host }];
  });
  const domains = machines.flatMap((proven) =>
    proven.machine.domains.flatMap((domain): ProvenDomain[] => {
      const inside = insides.get(domain.name);
      if (inside === undefined) return [];
      const { plan } = inside;
      if (plan === undefined) return [{ ...proven, domain, inside }];
      const machine = underPlan(proven.machine, plan);
      return [{ ...proven, machine, rules: machineFacts(machine), domain, inside }];
    }),
  );
  const byMachine = new Map(machines.map((proven) => [proven.machine.name, proven]));
  const byDomain = new Map(domains.map((proven) => [proven.domain.name, proven]));
  const sides = new Map(analysis.machines.map((host) => [host, hostSides(host)]));
  const vcpusByDomain = new Map(
    domains.map((proven) => {
      const ofHost = sides.get(proven.host) ?? hostSides(proven.host);
      return [proven.domain.name, provenVcpus(proven, ofHost)] as const;
    }),
  );
  const byVcpu = new Map(
    [...vcpusByDomain.values()]
      .flat()
      .map((proven) => [vcpuKey(proven.domain.name, proven.vcpu.name), proven]),
  );
  const scenarios = new Map(analysis.scenarios.map((each) => [each.scenario, each]));
  const vcpu = (domain: string, name: string) => byVcpu.get(vcpuKey(domain, name));
  const tasksByDomain = new Map<string, ReadonlyMap<string, ProvenTask>>();
  const tasksOf = (name: string): ReadonlyMap<string, ProvenTask> => {
    const proven = byDomain.get(name);
    const tasks =
      tasksByDomain.get(name) ??
      (proven === undefined ? new Map() : provenTasks(proven, vcpusByDomain.get(name) ?? []));
    tasksByDomain.set(name, tasks);
    return tasks;
  };
  return {
    machines,
    domains,
    vcpus: [...byVcpu.values()],
    machine: (name) => byMachine.get(name),
    plan: (name, plan) => {
      const proven = byMachine.get(name);
      const found = proven?.host.plans?.find((each) => each.plan === plan);
      return proven === undefined || found === undefined
        ? undefined
        : { ...proven, machine: underPlan(proven.machine, plan), plan: found };
    },
    core: (machine, number) => {
      const proven = byMachine.get(machine);
      const core = proven?.host.cores.find((each) => each.core === number);
      return proven === undefined || core === undefined ? undefined : { ...proven, core };
    },
    domain: (name) => byDomain.get(name),
    vcpusOf: (domain) => vcpusByDomain.get(domain) ?? [],
    vcpu,
    tasksOf: (domain) => [...tasksOf(domain).values()],
    task: (domain, name) => tasksOf(domain).get(name),
    scenario: (name) => scenarios.get(name),
    step: (name, index) => {
      const scenario = scenarios.get(name);
      const step = scenario?.steps.find((each) => each.index === index);
      return scenario === undefined || step === undefined ? undefined : { scenario, step };
    },
  };
}
