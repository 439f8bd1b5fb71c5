import * as v from 'valibot';
import type { Diagnostic } from 'vscode-languageserver-protocol';
import type { Finding } from '../../scheduling/findings/finding.ts';
import { type Element, elementKey } from '../../scheduling/model/element.ts';
import type { AnalyzedSystem } from './analyzed-system.ts';

/** The data by which the finding of a diagnostic is found again. */
export interface FindingData {
  /** The key of the element that the finding is about. */
  readonly element: string;
}

const schema = v.object({ element: v.string() });

export function findingData(element: Element): FindingData {
  return { element: elementKey(element) };
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
