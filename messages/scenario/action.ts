import type { Action } from '../../scheduling/model/model.ts';
import { writeDuration } from '../text/duration.ts';

/**
 * An action in short, in the language's own words, which no translation changes: `start guest1`,
 * `set guest1.v0 budget 2.5ms`.
 */
export function actionText(action: Action): string {
  switch (action.kind) {
    case 'start':
    case 'stop':
      return `${action.kind} ${action.domains.join(', ')}`;
    case 'add': {
      const { domain, task } = action;
      const where = task.vcpu === undefined ? domain : `${domain}.${task.vcpu}`;
      return `add task ${task.name} to ${where}`;
    }
    case 'remove':
      return `remove task ${action.domain}.${action.task}`;
    case 'set': {
      const period = action.period === undefined ? '' : ` period ${writeDuration(action.period)}`;
      const budget = action.budget === undefined ? '' : ` budget ${writeDuration(action.budget)}`;
      const waits = action.whenQuiet === true ? ' when-quiet' : '';
      return `set ${action.domain}.${action.vcpu}${period}${budget}${waits}`;
    }
    case 'migrate':
      return `migrate ${action.domain} to ${action.machine}`;
    case 'plan':
      return `plan ${action.machine} ${action.plan}`;
  }
}
