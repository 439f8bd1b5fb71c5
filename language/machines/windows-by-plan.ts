import type { WindowLine } from '../generated/ast.ts';
import type { Home } from './home.ts';

/** The windows of each plan of a machine or pool by themselves, the plain ones first. */
export function windowsByPlan({
  windows,
  plans,
}: Pick<Home, 'windows' | 'plans'>): readonly (readonly WindowLine[])[] {
  return [windows, ...plans.map((plan) => plan.windows)];
}
