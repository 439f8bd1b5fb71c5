import { type CodeAction, CodeActionKind, type Diagnostic } from 'vscode-languageserver';
import type { AnalysedSystem } from '../analysis/analysed-system.ts';
import { findingsBehind } from './remedy-actions.ts';

/** The client's command that shows a run of an element. */
export const simulate = 'hypersched.simulate';

/** What is proven of nothing: a run can show more than no proof does. */
const unproven: ReadonlySet<unknown> = new Set(['not-proven', 'credit-no-guarantee']);

/** Offers a simulation of what could be proven neither way. */
export function simulateActions(
  uri: string,
  diagnostic: Diagnostic,
  systems: readonly AnalysedSystem[],
): CodeAction[] {
  if (!unproven.has(diagnostic.code)) return [];
  const title = 'Simulate';
  return systems
    .flatMap((system) => findingsBehind(uri, diagnostic, system))
    .slice(0, 1)
    .map(({ element }) => ({
      title,
      kind: CodeActionKind.QuickFix,
      diagnostics: [diagnostic],
      command: { title, command: simulate, arguments: [uri, element] },
    }));
}
