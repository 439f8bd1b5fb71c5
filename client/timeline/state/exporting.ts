import type { ExportKind } from './export-kind.ts';

/** An export in progress. */
export interface Exporting {
  readonly kind: ExportKind;
  readonly stage: 'run' | 'verdict' | 'making';
  /** The finished share, 0 … 1; `null` where it is unknown. */
  readonly share: number | null;
}
