import type { ExportKind } from './export-kind.ts';

/** An export that goes on. */
export interface Exporting {
  readonly kind: ExportKind;
  readonly stage: 'run' | 'verdict' | 'making';
  /** 0 … 1; `null` where nobody knows. */
  readonly share: number | null;
}
