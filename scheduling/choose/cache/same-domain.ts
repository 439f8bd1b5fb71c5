import type { Domain, Task } from '../../model/model.ts';
import { sameContent } from './content.ts';

/**
 * The properties that {@link sameTask} compares. The compiler checks them against those of a task.
 */
type Compared =
  | 'name'
  | 'vcpu'
  | 'period'
  | 'wcet'
  | 'bcet'
  | 'deadline'
  | 'offset'
  | 'jitter'
  | 'priority'
  | 'blocking'
  | 'sporadic'
  | 'soft';
const comparesAll: [Exclude<keyof Task, Compared>] extends [never] ? true : false = true;

/**
 * Whether two domains have the same content. A domain has many tasks, so they are compared field by
 * field for speed.
 */
export function sameDomain(a: Domain, b: Domain): boolean {
  if (a === b) return true;
  if (!comparesAll || a.tasks.length !== b.tasks.length) return false;
  for (let i = 0; i < a.tasks.length; i++) {
    const [left, right] = [a.tasks[i], b.tasks[i]];
    if (left === undefined || right === undefined || !sameTask(left, right)) return false;
  }
  return sameContent({ ...a, tasks: null }, { ...b, tasks: null });
}

/** Whether two tasks have the same content. */
export function sameTask(a: Task, b: Task): boolean {
  return (
    a === b ||
    (a.wcet === b.wcet &&
      a.period === b.period &&
      a.name === b.name &&
      a.vcpu === b.vcpu &&
      a.deadline === b.deadline &&
      a.bcet === b.bcet &&
      a.offset === b.offset &&
      a.jitter === b.jitter &&
      a.priority === b.priority &&
      a.blocking === b.blocking &&
      a.sporadic === b.sporadic &&
      sameContent(a.soft, b.soft))
  );
}
