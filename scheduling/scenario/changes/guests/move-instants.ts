import type { PolicyTraits } from '../../../model/policies.ts';

type Gives = PolicyTraits['gives'];

/**
 * Which domains with tasks leave for another machine only while they are quiet: all, those that
 * schedule globally over several VCPUs, or none.
 */
export type LeavesWhenQuiet = 'all' | 'global' | 'none';

/**
 * By the form in which the old machine gives time, and the new one. Where nothing is proven nothing
 * can break. A whole core is no less than anything, and the mixture of two budgets is proven. No
 * proof covers a window of time that begins in windows and ends in another supply.
 */
export const leavesWhenQuiet: Readonly<Record<Gives, Readonly<Record<Gives, LeavesWhenQuiet>>>> = {
  budgets: { budgets: 'global', cores: 'global', windows: 'all', shares: 'none' },
  cores: { budgets: 'global', cores: 'global', windows: 'all', shares: 'none' },
  windows: { budgets: 'all', cores: 'all', windows: 'all', shares: 'none' },
  shares: { budgets: 'none', cores: 'none', windows: 'none', shares: 'none' },
};
