import { coreName } from '../../messages/editor/tree.ts';
import { headings } from '../../messages/hover/headings.ts';
import {
  chosenFrame,
  coreLine,
  frameRow,
  grossUtilization,
  moreCores,
  serversText,
} from '../../messages/hover/machine.ts';
import { coresText, shareOfCores } from '../../messages/text/load.ts';
import { verdictName } from '../../messages/verdicts/verdict.ts';
import type { ProvenMachine } from '../../scheduling/facts/proven.ts';
import type { CoreAnalysis } from '../../scheduling/model/analysis.ts';
import type { CompletedMachine } from '../../scheduling/model/completed.ts';
import type { MachinePolicy } from '../../scheduling/model/model.ts';
import {
  frameOf,
  hasServers,
  placementOf,
  serverKind,
  traitsOf,
} from '../../scheduling/model/policies.ts';
import { code, heading, paragraphs, reason, table, testLine } from './markdown.ts';

/** A machine: whether its VCPUs get their budgets, and the load of each core. */
export function machineHover({ machine, host }: ProvenMachine): string {
  return paragraphs(
    heading(headings.machine(code(machine.name)), host.verdict),
    reason(host.verdict),
    [policyText(machine.policy), ...serverTexts(machine), coresText(machine.cores.length)].join(
      ', ',
    ),
    table([
      [frameRow(), chosenFrameText(machine)],
      [grossUtilization(), shareOfCores(host.utilization, machine.cores.length)],
      ...host.cores.slice(0, 8).map(coreRow),
      ...(host.cores.length > 8 ? [['…', moreCores(host.cores.length - 8)] as const] : []),
    ]),
    testLine(host.test),
  );
}

/** The frame that the tool chose. */
function chosenFrameText({ policy, windowChoice }: CompletedMachine): string | undefined {
  const frame = frameOf(policy);
  return frame === null || windowChoice?.frame !== true ? undefined : chosenFrame(frame.majorFrame);
}

function coreRow({ core, utilization, verdict, vcpus }: CoreAnalysis): readonly [string, string] {
  const names = vcpus.slice(0, 6).map(({ domain, vcpu }) => code(`${domain}.${vcpu}`));
  const word = verdict.kind === 'schedulable' ? null : verdictName(verdict.kind);
  return [coreName(core), coreLine(utilization, word, names, vcpus.length - 6)];
}

/** The machine's kind of server; empty if its VCPUs have no budgets. */
function serverTexts(machine: CompletedMachine): readonly string[] {
  return hasServers(machine.policy) ? [serversText(serverKind(machine))] : [];
}

function policyText(policy: MachinePolicy): string {
  return traitsOf(policy).placement === 'written'
    ? `${policy.kind} ${placementOf(policy)}`
    : policy.kind;
}
