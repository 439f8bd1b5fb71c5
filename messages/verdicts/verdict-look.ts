import type { VerdictKind } from '../../scheduling/model/analysis.ts';

interface VerdictLook {
  /** One character, for places without icons. */
  readonly mark: string;
  /** The icon's name in VS Code; icons differ in shape, not only in color. */
  readonly icon: string;
  readonly color: 'green' | 'red' | 'yellow';
}

/** The look of a verdict, wherever it is shown. */
export const verdictLooks = {
  schedulable: { mark: '✓', icon: 'pass', color: 'green' },
  unschedulable: { mark: '✗', icon: 'error', color: 'red' },
  unknown: { mark: '?', icon: 'question', color: 'yellow' },
} as const satisfies Readonly<Record<VerdictKind, VerdictLook>>;
