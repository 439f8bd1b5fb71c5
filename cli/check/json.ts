import { actionText } from '../../messages/scenario/action.ts';
import { stepReasonText } from '../../messages/scenario/step-reason.ts';
import type {
  Analysis,
  DomainAnalysis,
  MachineAnalysis,
  Witness,
} from '../../scheduling/model/analysis.ts';
import type {
  CompletedDomain,
  CompletedMachine,
  CompletedVcpu,
} from '../../scheduling/model/completed.ts';
import { placementOf, serverKind } from '../../scheduling/model/policies.ts';
import { type CheckedFile, fileVerdict } from './checked-file.ts';

/** Raised when a key changes its meaning or goes; new keys do not raise it. */
const version = 1;

/**
 * The whole of a checked file as one line of JSON, times in ns. The keys and their order are relied
 * on outside.
 */
export function checkedFileJson(checked: CheckedFile): string {
  const { analysis } = checked;
  const machines = analysis?.completed.machines ?? [];
  return JSON.stringify({
    version,
    file: checked.file,
    verdict: fileVerdict(checked),
    machines:
      analysis === null ? [] : analysis.machines.map((machine) => machineJson(machine, machines)),
    domains:
      analysis === null ? [] : analysis.domains.map((domain) => domainJson(domain, analysis)),
    scenarios: (analysis?.scenarios ?? []).map(({ scenario, steps }) => ({
      name: scenario,
      steps: steps.map(({ at, action, admitted, reason }) => ({
        at,
        action: actionText(action),
        admitted,
        reason: stepReasonText(reason),
      })),
    })),
    diagnostics: checked.diagnostics.map(({ file, line, column, severity, code, message }) => ({
      file,
      line,
      column,
      severity,
      code,
      message,
    })),
  });
}

function machineJson(analyzed: MachineAnalysis, machines: readonly CompletedMachine[]): object {
  const machine = found(machines, analyzed.machine);
  return {
    name: analyzed.machine,
    scheduler: machine.policy.kind,
    placement: placementOf(machine.policy),
    servers: serverKind(machine),
    verdict: analyzed.verdict.kind,
    cores: analyzed.cores.map((core) => ({
      core: core.core,
      utilization: rounded(core.utilization),
      verdict: core.verdict.kind,
      vcpus: core.vcpus.map(({ domain, vcpu }) => `${domain}.${vcpu}`),
    })),
  };
}

function domainJson(analyzed: DomainAnalysis, { completed, machines }: Analysis): object {
  const machine = found(completed.machines, analyzed.machine);
  const domain = found(machine.domains, analyzed.domain);
  const host = machines.find((candidate) => candidate.machine === analyzed.machine);
  return {
    name: analyzed.domain,
    machine: analyzed.machine,
    scheduler: domain.policy.kind,
    verdict: analyzed.verdict.kind,
    vcpus: analyzed.vcpus.map((vcpu) => {
      const chosen = vcpuOf(domain, vcpu.vcpu);
      const onHost = host?.vcpus.find(
        (candidate) => candidate.domain === analyzed.domain && candidate.vcpu === vcpu.vcpu,
      );
      return {
        name: vcpu.vcpu,
        core: chosen.core,
        period: chosen.period,
        deadline: chosen.deadline,
        budget: chosen.budget,
        grossBudget: onHost?.grossBudget ?? null,
        minBudget: vcpu.minBudget,
        computed: {
          period: chosen.computed.period,
          budget: chosen.computed.budget,
          core: chosen.computed.core,
        },
        verdict: vcpu.verdict.kind,
        witness: vcpu.verdict.kind === 'schedulable' ? null : witnessJson(vcpu.witness),
      };
    }),
    tasks: analyzed.tasks.map(({ task, vcpu, soft, verdict, response, deadline }) => ({
      name: task,
      vcpu,
      soft,
      verdict: verdict.kind,
      response,
      deadline,
    })),
  };
}

function witnessJson(witness: Witness | null): object | null {
  if (witness === null) return null;
  const { task, time, demand, supply, released } = witness;
  return { task, time, demand, supply, ...(released === undefined ? {} : { released }) };
}

function rounded(utilization: number): number {
  return Math.round(utilization * 10_000) / 10_000;
}

function vcpuOf(domain: CompletedDomain, name: string): CompletedVcpu {
  return found(domain.vcpus, name);
}

function found<T extends { readonly name: string }>(elements: readonly T[], name: string): T {
  const element = elements.find((candidate) => candidate.name === name);
  if (element === undefined)
    throw new Error(`The analysis names ${name}, which its model does not hold.`);
  return element;
}
