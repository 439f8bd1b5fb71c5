import type { Facts } from '../../scheduling/facts/facts.ts';
import type { ProvenTask } from '../../scheduling/facts/proven.ts';
import { isEdf } from '../../scheduling/model/guest-policies.ts';
import { formatDuration } from '../../scheduling/text/duration.ts';
import { taskDerivation } from './derivation.ts';
import { code, heading, paragraphs, reason, table, testLine } from './markdown.ts';

/** A task: its response time or its slack against its deadline, and the test that says so. */
export function taskHover(facts: Facts, proven: ProvenTask): string {
  const { domain, task, verdict, on } = proven;
  return paragraphs(
    heading(`task ${code(`${domain.name}.${task.name}`)}`, verdict.verdict),
    reason(verdict.verdict),
    table([
      [responseTitle(proven), responseText(proven)],
      ['slack', verdict.slack === null ? undefined : formatDuration(verdict.slack)],
      ['deadline', `${formatDuration(task.deadline)}${task.soft ? ', soft' : ''}`],
      ['wcet / period', `${formatDuration(task.wcet)} / ${formatDuration(task.period)}`],
      ['on', on === null ? undefined : onText(on)],
    ]),
    taskDerivation(facts, domain.name, task.name),
    on === null ? undefined : testLine(on.guest.test),
  );
}

function responseTitle({ verdict }: ProvenTask): string {
  return verdict.responseIsBound ? 'response, at most' : 'response';
}

function responseText({ verdict, task, domain }: ProvenTask): string | undefined {
  if (verdict.response === null) {
    return isEdf(domain.policy) || verdict.verdict.kind === 'schedulable' ? undefined : 'no bound';
  }
  const sign = verdict.response > task.deadline ? '>' : '≤';
  return `**${formatDuration(verdict.response)}** ${sign} ${formatDuration(task.deadline)}`;
}

function onText({ domain, vcpu }: NonNullable<ProvenTask['on']>): string {
  const { budget, period } = vcpu;
  const supply =
    budget === null || period === null
      ? ''
      : `: ${formatDuration(budget)} every ${formatDuration(period)}`;
  return `${code(`${domain.name}.${vcpu.name}`)}${supply}`;
}
