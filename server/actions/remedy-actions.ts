import { type CodeAction, CodeActionKind, type Diagnostic } from 'vscode-languageserver';
import { placeFindings } from '../../language/diagnose.ts';
import type { Change } from '../../scheduling/findings/change.ts';
import type { Finding } from '../../scheduling/findings/finding.ts';
import { type Remedy, remedies } from '../../scheduling/findings/remedies.ts';
import { writeDuration } from '../../scheduling/text/duration.ts';
import type { AnalyzedSystem } from '../analysis/analyzed-system.ts';
import { type AttributeText, writeAttributes } from '../system/edit-attributes.ts';

/**
 * Remedies take analyses of their own to verify; what was found of a finding holds as long as the
 * finding does.
 */
const known = new WeakMap<Finding, readonly Remedy[]>();

/** Quick fixes for what the analysis found: each has been tried by the analysis. */
export function remedyActions(
  uri: string,
  diagnostic: Diagnostic,
  system: AnalyzedSystem,
): CodeAction[] {
  return findingsBehind(uri, diagnostic, system).flatMap((finding) =>
    remediesOf(finding, system).flatMap(({ title, changes, preferred }) => {
      const edit = writeAttributes(system.places, changes.map(attributeText));
      if (edit === null) return [];
      return [
        {
          title,
          kind: CodeActionKind.QuickFix,
          diagnostics: [diagnostic],
          edit,
          ...(preferred ? { isPreferred: true } : {}),
        },
      ];
    }),
  );
}

/** The findings that a diagnostic shows. */
export function findingsBehind(
  uri: string,
  { code, message, range }: Diagnostic,
  system: AnalyzedSystem,
): Finding[] {
  const alike = system.findings.filter(
    (finding) => finding.code === code && finding.message === message,
  );
  return placeFindings(alike, system.places)
    .filter(
      (placed) => placed.uri === uri && JSON.stringify(placed.range) === JSON.stringify(range),
    )
    .map(({ finding }) => finding);
}

function remediesOf(
  finding: Finding,
  { model, analysis, cache }: AnalyzedSystem,
): readonly Remedy[] {
  const before = known.get(finding);
  if (before !== undefined) return before;
  const found = remedies(model, analysis, finding, { cache });
  known.set(finding, found);
  return found;
}

function attributeText(change: Change): AttributeText {
  const { element } = change;
  if (change.kind === 'soften') return { element, attribute: 'soft', text: '' };
  const { attribute, value } = change;
  return { element, attribute, text: attribute === 'core' ? String(value) : writeDuration(value) };
}
