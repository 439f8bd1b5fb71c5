import type { VerdictKind } from '../../scheduling/model/analysis.ts';

interface VerdictLook {
  /** One character, where there are no icons. */
  readonly mark: string;
  /** The icon's name in VS Code; icons differ in shape, not only in color. */
  readonly icon: string;
  readonly color: 'green' | 'red' | 'yellow';
}

/** How a verdict looks, wherever it is shown. */
export const verdictLooks = {
  schedulable: { mark: '✓', icon: 'pass', color: 'green' },
  unschedulable: { mark: '✗', icon: 'error', color: 'red' },
  unknown: { mark: '?', icon: 'question', color: 'yellow' },
} as const satisfies Readonly<Record<VerdictKind, VerdictLook>>;
