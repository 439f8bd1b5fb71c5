import { headings } from '../../messages/hover/headings.ts';
import {
  deadlineText,
  holds,
  noBound,
  offsetNotUsed,
  onVcpu,
  taskRows,
} from '../../messages/hover/task.ts';
import { formatDuration } from '../../messages/text/duration.ts';
import type { Facts } from '../../scheduling/facts/facts.ts';
import { taskHere } from '../../scheduling/facts/here.ts';
import type { ProvenTask } from '../../scheduling/facts/proven.ts';
import { isEdf } from '../../scheduling/model/guest-policies.ts';
import { taskDerivation } from './derivation.ts';
import { code, heading, paragraphs, reason, table, testLine } from './markdown.ts';

/** A task: its response time or its slack against its deadline, and the test that gives it. */
export function taskHover(facts: Facts, proven: ProvenTask): string {
  const { domain, task, verdict, on } = proven;
  return paragraphs(
    heading(headings.task(code(`${domain.name}.${task.name}`)), verdict.verdict),
    reason(verdict.verdict),
    table([
      [responseTitle(proven), responseText(proven)],
      [taskRows.here(), hereText(proven)],
      [taskRows.slack(), verdict.slack === null ? undefined : formatDuration(verdict.slack)],
      [taskRows.deadline(), deadlineText(task.deadline, task.soft !== undefined)],
      [taskRows.wcetAndPeriod(), `${formatDuration(task.wcet)} / ${formatDuration(task.period)}`],
      [taskRows.on(), on === null ? undefined : onText(on)],
    ]),
    isOffsetUsed(proven) ? undefined : offsetNotUsed(task.offset),
    taskDerivation(facts, domain.name, task.name),
    on === null ? undefined : testLine(on.guest.test),
  );
}

function isOffsetUsed({ task, on, inside }: ProvenTask): boolean {
  const test = on?.guest.test ?? inside.vcpus[0]?.test;
  return task.offset === 0 || test?.name === 'aligned-run';
}

function responseTitle({ verdict }: ProvenTask): string {
  return verdict.responseIsBound ? taskRows.responseAtMost() : taskRows.response();
}

function responseText({ verdict, task, domain }: ProvenTask): string | undefined {
  if (verdict.response === null) {
    return isEdf(domain.policy) || verdict.verdict.kind === 'schedulable' ? undefined : noBound();
  }
  const sign = verdict.response > task.deadline ? '>' : '≤';
  return `**${formatDuration(verdict.response)}** ${sign} ${formatDuration(task.deadline)}`;
}

/** The second verdict, where it says more than the first. */
function hereText({ on, verdict, task }: ProvenTask): string | undefined {
  const here = on === null ? null : taskHere(on, task.name);
  if (here === null) return undefined;
  if (here.response === null) return verdict.verdict.kind === 'schedulable' ? undefined : holds();
  if (here.response === verdict.response) return undefined;
  return `**${formatDuration(here.response)}** ≤ ${formatDuration(task.deadline)}`;
}

function onText({ domain, vcpu }: NonNullable<ProvenTask['on']>): string {
  return onVcpu(code(`${domain.name}.${vcpu.name}`), vcpu.budget, vcpu.period);
}
