import type { Analysis } from '../../scheduling/model/analysis.ts';
import { isEdf } from '../../scheduling/model/guest-policies.ts';
import { formatDuration } from '../../scheduling/text/duration.ts';
import { type TaskFacts, taskFacts } from '../analysis/facts.ts';
import { taskDerivation } from './derivation.ts';
import { code, heading, paragraphs, reason, table, testLine } from './markdown.ts';

/** A task: its response time or its slack against its deadline, and the test that says so. */
export function taskHover(analysis: Analysis, domain: string, name: string): string | undefined {
  const facts = taskFacts(analysis, domain, name);
  if (!facts) return undefined;
  const { task, verdict, on } = facts;
  return paragraphs(
    heading(`task ${code(`${domain}.${name}`)}`, verdict?.verdict),
    reason(verdict?.verdict),
    table([
      [responseTitle(facts), responseText(facts)],
      [
        'slack',
        verdict?.slack === null || verdict === undefined
          ? undefined
          : formatDuration(verdict.slack),
      ],
      ['deadline', `${formatDuration(task.deadline)}${task.soft ? ', soft' : ''}`],
      ['wcet / period', `${formatDuration(task.wcet)} / ${formatDuration(task.period)}`],
      ['on', on && onText(on)],
    ]),
    taskDerivation(analysis.completed, domain, name),
    on?.guestSide && testLine(on.guestSide.test),
  );
}

function responseTitle({ verdict }: TaskFacts): string {
  return verdict?.responseIsBound ? 'response, at most' : 'response';
}

function responseText({ verdict, task, domain }: TaskFacts): string | undefined {
  if (verdict === undefined) return undefined;
  if (verdict.response === null) {
    return isEdf(domain.policy) || verdict.verdict.kind === 'schedulable' ? undefined : 'no bound';
  }
  const sign = verdict.response > task.deadline ? '>' : '≤';
  return `**${formatDuration(verdict.response)}** ${sign} ${formatDuration(task.deadline)}`;
}

function onText({ domain, vcpu }: NonNullable<TaskFacts['on']>): string {
  const { budget, period } = vcpu;
  const supply =
    budget === null || period === null
      ? ''
      : `: ${formatDuration(budget)} every ${formatDuration(period)}`;
  return `${code(`${domain.name}.${vcpu.name}`)}${supply}`;
}
