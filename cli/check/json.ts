import { actionText } from '../../messages/scenario/action.ts';
import { stepReasonText } from '../../messages/scenario/step-reason.ts';
import { reasonText } from '../../messages/verdicts/reason.ts';
import { type Facts, factsOf } from '../../scheduling/facts/facts.ts';
import {
  coreHere,
  domainHere,
  type Here,
  systemHere,
  taskHere,
  vcpuHere,
} from '../../scheduling/facts/here.ts';
import type { ProvenDomain, ProvenMachine } from '../../scheduling/facts/proven.ts';
import { lateRuns } from '../../scheduling/host/run/late-run.ts';
import type { PlanAnalysis, Verdict, Witness } from '../../scheduling/model/analysis.ts';
import type { CompletedMachine } from '../../scheduling/model/completed.ts';
import type { Window } from '../../scheduling/model/model.ts';
import { frameOf, placementOf, serverKind } from '../../scheduling/model/policies.ts';
import type { WindowChoice } from '../../scheduling/model/window-choice.ts';
import { plansOf } from '../../scheduling/plans/plans.ts';
import { waitJson } from '../output/wait-json.ts';
import { type CheckedFile, fileVerdict, hasTextErrors } from './checked-file.ts';
import { expectationJson } from './expectations.ts';
import { runWitnessJson } from './run-witness.ts';

/** The version, raised when a key changes its meaning or is removed. New keys do not raise it. */
const version = 1;

/**
 * A checked file as one line of JSON, times in ns. Other programs rely on the keys and their order.
 */
export function checkedFileJson(checked: CheckedFile): string {
  const { analysis } = checked;
  const facts = analysis === null ? null : factsOf(analysis);
  return JSON.stringify({
    version,
    file: checked.file,
    verdict: fileVerdict(checked),
    here: facts === null || hasTextErrors(checked) ? null : hereJson(systemHere(facts)),
    machines: facts === null ? [] : facts.machines.map((machine) => machineJson(machine, facts)),
    domains: facts === null ? [] : facts.domains.map((domain) => domainJson(domain, facts)),
    scenarios: (analysis?.scenarios ?? []).map(({ scenario, steps }) => ({
      name: scenario,
      steps: steps.map(({ at, action, admitted, reason, inForce, asOne, wait }) => ({
        at,
        action: actionText(action),
        admitted,
        reason: stepReasonText(reason),
        ...(inForce === undefined ? {} : { inForce }),
        ...(asOne === undefined ? {} : { asOne }),
        ...(wait === undefined ? {} : { wait: waitJson(wait) }),
      })),
    })),
    ...(checked.expectations === undefined
      ? {}
      : { expectations: checked.expectations.map(expectationJson) }),
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

function machineJson({ machine, host }: ProvenMachine, facts: Facts): object {
  const runs = lateRuns(machine, host);
  // The verdict of a machine with cores is that of the core that decides it.
  const deciding = host.cores.find(({ verdict }) => verdict === host.verdict)?.core ?? null;
  return {
    name: machine.name,
    scheduler: machine.policy.kind,
    placement: placementOf(machine.policy),
    servers: serverKind(machine),
    verdict: host.verdict.kind,
    ...runWitnessJson(
      host.verdict,
      runs.find(({ core }) => core === deciding),
    ),
    ...searchJson(host.verdict),
    cores: host.cores.map((core) => ({
      core: core.core,
      utilization: rounded(core.utilization),
      verdict: core.verdict.kind,
      here: hereJson(coreHere(core, facts)),
      vcpus: core.vcpus.map(({ domain, vcpu }) => `${domain}.${vcpu}`),
      ...runWitnessJson(
        core.verdict,
        runs.find((late) => late.core === core.core),
      ),
      ...searchJson(core.verdict),
    })),
    ...(machine.windowChoice === undefined ? {} : windowsJson(machine, machine.windowChoice)),
    ...(host.plans === undefined
      ? {}
      : { windowPlans: host.plans.map((plan) => planJson(plan, machine)) }),
  };
}

/** The searches that have told no verdict, and how far each came. */
function searchJson(verdict: Verdict): object {
  if (verdict.kind !== 'unknown' || verdict.reason.kind !== 'patience-spent') return {};
  const { patience, searches } = verdict.reason;
  return { search: { patience, tried: searches.map((each) => ({ ...each })) } };
}

/** The frame and all its windows, where some were left to the tool. */
function windowsJson({ policy }: CompletedMachine, choice: WindowChoice): object {
  const frame = frameOf(policy);
  return {
    majorFrame: frame?.majorFrame ?? null,
    windows: windowList(frame?.windows ?? [], choice),
    plans: choice.cores.map(({ plan, core, result }) => ({
      ...(plan === undefined ? {} : { plan }),
      core,
      result: result.kind,
      ...(result.kind === 'found' ? { fewest: result.fewest, shortest: result.shortest } : {}),
    })),
    computed: { majorFrame: choice.frame },
  };
}

function windowList(windows: readonly Window[], choice: WindowChoice): readonly object[] {
  const chosen = new Set(
    choice.cores.flatMap(({ result }) => (result.kind === 'found' ? result.windows : [])),
  );
  return windows.map((window) => ({
    vcpu: `${window.domain}.${window.vcpu}`,
    core: window.core ?? 0,
    at: window.at,
    length: window.length,
    computed: chosen.has(window),
  }));
}

function planJson(
  { plan, verdict, utilization, domains, off }: PlanAnalysis,
  { policy, windowChoice }: CompletedMachine,
): object {
  const windows = plansOf(policy).find(({ name }) => name === plan)?.windows ?? [];
  return {
    name: plan,
    verdict: verdict.kind,
    reason: verdict.kind === 'schedulable' ? null : reasonText(verdict.reason),
    utilization: rounded(utilization),
    vcpus: domains.flatMap(({ domain, vcpus }) =>
      vcpus.map((vcpu) => ({
        name: `${domain}.${vcpu.vcpu}`,
        verdict: vcpu.verdict.kind,
        longestGap: vcpu.longestGap,
        witness: vcpu.verdict.kind === 'schedulable' ? null : witnessJson(vcpu.witness),
      })),
    ),
    off,
    ...(windowChoice === undefined ? {} : { windows: windowList(windows, windowChoice) }),
  };
}

function domainJson(proven: ProvenDomain, facts: Facts): object {
  const { machine, domain, inside } = proven;
  return {
    name: domain.name,
    machine: machine.name,
    scheduler: domain.policy.kind,
    ...(inside.plan === undefined ? {} : { plan: inside.plan }),
    verdict: inside.verdict.kind,
    here: hereJson(domainHere(proven, facts)),
    vcpus: facts.vcpusOf(domain.name).map((each) => {
      const { vcpu, guest, onHost } = each;
      return {
        name: vcpu.name,
        core: vcpu.core,
        period: vcpu.period,
        deadline: vcpu.deadline,
        budget: vcpu.budget,
        grossBudget: onHost?.grossBudget ?? null,
        minBudget: guest.minBudget,
        computed: {
          period: vcpu.computed.period,
          budget: vcpu.computed.budget,
          core: vcpu.computed.core,
        },
        verdict: guest.verdict.kind,
        here: hereJson(vcpuHere(each)),
        witness: guest.verdict.kind === 'schedulable' ? null : witnessJson(guest.witness),
      };
    }),
    tasks: inside.tasks.map(({ task, vcpu, soft, verdict, response, deadline }) => ({
      name: task,
      vcpu,
      soft,
      verdict: verdict.kind,
      response,
      here: hereJson(hereOf(facts, domain.name, task)),
      deadline,
    })),
  };
}

/** The second verdict; `null` where nothing is proven. */
function hereJson(here: Here | null): object | null {
  return here === null ? null : { verdict: 'schedulable', response: here.response };
}

function hereOf(facts: Facts, domain: string, task: string): Here | null {
  const on = facts.task(domain, task)?.on ?? null;
  return on === null ? null : taskHere(on, task);
}

function witnessJson(witness: Witness | null): object | null {
  if (witness === null) return null;
  const { task, time, demand, supply, released, run, from } = witness;
  return {
    ...{ task, time, demand, supply },
    ...(released === undefined ? {} : { released }),
    ...(run === undefined ? {} : { run }),
    ...(from === undefined ? {} : { from }),
  };
}

function rounded(utilization: number): number {
  return Math.round(utilization * 10_000) / 10_000;
}
