import * as v from 'valibot';
import type { Diagnostic } from 'vscode-languageserver-protocol';
import type { Finding } from '../../scheduling/findings/finding.ts';
import { type Element, elementKey } from '../../scheduling/model/element.ts';
import type { AnalyzedSystem } from './analyzed-system.ts';

/** What a diagnostic of the analysis carries, so that its finding is found again. */
export interface FindingData {
  /** The key of the element that the finding is about. */
  readonly element: string;
}

const schema = v.object({ element: v.string() });

export function findingData(element: Element): FindingData {
  return { element: elementKey(element) };
}

/** The findings that a diagnostic shows. */
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
