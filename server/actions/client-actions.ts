import { type CodeAction, CodeActionKind, type Diagnostic } from 'vscode-languageserver';
import { showWhy, simulate } from '../../messages/editor/actions.ts';
import type { AnalyzedSystem } from '../analysis/analyzed-system.ts';
import { findingsBehind } from '../analysis/finding-data.ts';

/**
 * Commands of the client that show more of what a finding is about, called with a document's
 * address and an element.
 */
const shown: readonly {
  readonly command: string;
  readonly title: () => string;
  readonly of: readonly string[];
}[] = [
  // The curves of supply and demand, and the run that misses.
  {
    command: 'hypersched.showWhy',
    title: showWhy,
    of: ['guest-unschedulable', 'soft-can-miss'],
  },
  // What is proven of nothing: a run can show more than no proof does.
  { command: 'hypersched.simulate', title: simulate, of: ['not-proven', 'credit-no-guarantee'] },
];

/** Offers to show why something can miss, and a simulation of what could be proven neither way. */
export function clientActions(
  diagnostic: Diagnostic,
  uri: string,
  systems: readonly AnalyzedSystem[],
  clientHas: (command: string) => boolean,
): CodeAction[] {
  const offered = shown.filter(
    ({ command, of }) => of.some((code) => code === diagnostic.code) && clientHas(command),
  );
  if (offered.length === 0) return [];
  const [finding] = systems.flatMap((system) => findingsBehind(diagnostic, system));
  if (finding === undefined) return [];
  return offered.map(({ command, title }) => ({
    title: title(),
    kind: CodeActionKind.QuickFix,
    diagnostics: [diagnostic],
    command: { title: title(), command, arguments: [uri, finding.element] },
  }));
}
