import * as v from 'valibot';
import type { Diagnostic } from 'vscode-languageserver-protocol';
import type { Finding } from '../../scheduling/findings/finding.ts';
import { elementKey } from '../../scheduling/model/element.ts';
import type { AnalyzedSystem } from './analyzed-system.ts';

/** The data by which the finding of a diagnostic is found again. */
export interface FindingData {
  /** The key of the element that the finding is about. */
  readonly element: string;
  /** Whether only the neighbors that are written let its tasks hold. */
  readonly beside?: true;
}

const schema = v.object({ element: v.string(), beside: v.optional(v.literal(true)) });

export function findingData({ element, data }: Finding): FindingData {
  const beside = 'beside' in data && data.beside !== null;
  return { element: elementKey(element), ...(beside ? { beside } : {}) };
}

/** Whether the finding of a diagnostic says that its tasks hold beside their neighbors. */
export function holdsBeside({ data }: Diagnostic): boolean {
  const parsed = v.safeParse(schema, data);
  return parsed.success && parsed.output.beside === true;
}

/** The findings behind a diagnostic. */
export function findingsBehind(
  { code, data }: Diagnostic,
  { findings }: Pick<AnalyzedSystem, 'findings'>,
): readonly Finding[] {
  const parsed = v.safeParse(schema, data);
  if (!parsed.success) return [];
  return findings.filter(
    (finding) => finding.code === code && elementKey(finding.element) === parsed.output.element,
  );
}
