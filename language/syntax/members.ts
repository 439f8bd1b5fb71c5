import type { Domain, RemoveAction, Task, TasksetUse } from '../generated/ast.ts';
import { isAddAction, isScenario, isStep } from '../generated/ast.ts';

/** A task of a domain, with the `run` line that brings it in from a task set. */
export interface DomainTask {
  readonly task: Task;
  readonly run?: TasksetUse;
}

/** A domain's own tasks and those of the task sets it runs, in the order written. */
export function tasksOf(domain: Domain): DomainTask[] {
  if (domain.runs.length === 0) return domain.tasks.map((task) => ({ task }));
  const members = [...domain.tasks, ...domain.runs];
  members.sort((a, b) => (a.$cstNode?.offset ?? 0) - (b.$cstNode?.offset ?? 0));
  return members.flatMap((member): DomainTask[] =>
    member.$type === 'Task' ? [{ task: member }] : runTasks(member),
  );
}

function runTasks(run: TasksetUse): DomainTask[] {
  return (run.taskset?.ref?.tasks ?? []).map((task) => ({ task, run }));
}

/**
 * The tasks that `remove task` may mean: tasks that the scenario added before, the latest first,
 * then the domain's own.
 */
export function removableTasks(action: RemoveAction, domain: Domain): Task[] {
  const tasks: Task[] = [];
  const step = action.$container;
  const scenario = step?.$container;
  if (isStep(step) && isScenario(scenario)) {
    for (const { action: earlier } of scenario.steps.slice(0, step.$containerIndex).toReversed()) {
      if (isAddAction(earlier) && earlier.domain?.ref === domain && earlier.task !== undefined)
        tasks.push(earlier.task);
    }
  }
  return [...tasks, ...tasksOf(domain).map(({ task }) => task)];
}
