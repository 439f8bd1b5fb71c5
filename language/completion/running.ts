import { type AstNode, type AstNodeDescription, AstUtils, type ReferenceInfo } from 'langium';
import {
  isAddAction,
  isDomain,
  isMigrateAction,
  isRemoveAction,
  isScenario,
  isSetAction,
  isStartAction,
  isStopAction,
  isTask,
  type Scenario,
} from '../generated/ast.ts';
import type { HomeOf } from '../references/visible.ts';
import { runningBefore } from '../scenario/scenario-walk.ts';

/**
 * The names that an action can mean at a place of a scenario: only what runs there can be stopped,
 * changed, moved, or lose a task, and only what does not run can be started. Names at other places
 * stay as they are.
 */
export function meantByAction(
  names: readonly AstNodeDescription[],
  { container, property }: ReferenceInfo,
  offset: number,
  homeOf: HomeOf,
): readonly AstNodeDescription[] {
  const starts = isStartAction(container);
  if (!starts && !actsOnRunning({ container, property })) return names;
  const scenario = scenarioAround(container);
  if (scenario === undefined) return names;
  const running = runningBefore(scenario, homeOf, offset);
  if (property === 'task' && isRemoveAction(container)) {
    const domain = container.domain?.ref;
    const tasks = domain === undefined ? undefined : running.get(domain);
    return tasks === undefined ? names : names.filter(({ name }) => tasks.has(name));
  }
  if (property !== 'domain' && property !== 'domains') return names;
  return names.filter(({ node }) => isDomain(node) && running.has(node) !== starts);
}

/** Whether a name stands for a domain that runs, or for a part of one. */
export function actsOnRunning({
  container,
  property,
}: Pick<ReferenceInfo, 'container' | 'property'>): boolean {
  if (property === 'machine' || property === 'pool') return false;
  return (
    isStopAction(container) ||
    isAddAction(container) ||
    isRemoveAction(container) ||
    isSetAction(container) ||
    isMigrateAction(container)
  );
}

function scenarioAround(node: AstNode): Scenario | undefined {
  return AstUtils.getContainerOfType(isTask(node) ? node.$container : node, isScenario);
}
