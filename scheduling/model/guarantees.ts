import type { Guarantee } from './model.ts';

/** The verdicts that may be owed to tasks, in the order of the words. */
export const guaranteeKinds = ['interface', 'here'] as const satisfies readonly Guarantee[];
