import { type CodeAction, CodeActionKind, type Diagnostic } from 'vscode-languageserver';
import { showWhy, simulate } from '../../messages/editor/actions.ts';
import { searchLonger } from '../../messages/editor/search.ts';
import { factsOf } from '../../scheduling/facts/facts.ts';
import type { Finding } from '../../scheduling/findings/finding.ts';
import { hasLateRun, lateRunsOf } from '../../scheduling/host/run/late-run.ts';
import type { Element } from '../../scheduling/model/element.ts';
import { longerPatienceFor } from '../../scheduling/undecided.ts';
import type { AnalyzedSystem } from '../analysis/analyzed-system.ts';
import { findingsBehind } from '../analysis/finding-data.ts';

/**
 * Commands of the client that show more about a finding. They are called with a document's address
 * and an element.
 */
const shown: readonly {
  readonly command: string;
  readonly title: (finding: Finding) => string;
  readonly of: readonly string[];
  /** The findings that it is offered for; the default is all with these codes. */
  readonly isFor?: (finding: Finding) => boolean;
}[] = [
  // The curves of supply and demand, and the run that misses.
  {
    command: 'hypersched.showWhy',
    title: showWhy,
    of: [
      'guest-unschedulable',
      'soft-can-miss',
      'scenario-refused',
      'machine-unschedulable',
      'core-unschedulable',
    ],
  },
  // A run can still show a miss if there is no proof.
  { command: 'hypersched.simulate', title: simulate, of: ['not-proven', 'credit-no-guarantee'] },
  {
    command: 'hypersched.searchLonger',
    title: (finding) => searchLonger(patienceFor(finding) ?? 0),
    of: ['not-proven'],
    isFor: (finding) => patienceFor(finding) !== null,
  },
];

/** The patience of a longer search that could tell more of a finding, in ns; `null` for none. */
function patienceFor(finding: Finding): number | null {
  if (finding.code !== 'not-proven' || finding.data.kind !== 'host') return null;
  return longerPatienceFor({ kind: 'unknown', reason: finding.data.reason });
}

/** Offers to show why a task can miss, and to simulate a system without a proof. */
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
  const finding = systems
    .flatMap((system) => findingsBehind(diagnostic, system).map((each) => ({ each, system })))
    .find(({ each, system }) => isShown(each, system))?.each;
  if (finding === undefined) return [];
  return offered
    .filter(({ isFor }) => isFor?.(finding) !== false)
    .map(({ command, title }) => ({
      title: title(finding),
      kind: CodeActionKind.QuickFix,
      diagnostics: [diagnostic],
      command: { title: title(finding), command, arguments: [uri, subjectOf(finding)] },
    }));
}

/**
 * A refused step has a picture of its own only if it fails across a change of plan, a refused
 * machine or core only if a run tells why.
 */
function isShown(finding: Finding, { analysis }: AnalyzedSystem): boolean {
  const subject = subjectOf(finding);
  const isWhy = hostCodes.has(finding.code);
  if (isWhy && (subject.kind === 'machine' || subject.kind === 'core'))
    return hasLateRun(lateRunsOf(analysis), subject);
  if (subject.kind !== 'step') return true;
  const { scenario, index } = subject;
  return factsOf(analysis).step(scenario, index)?.step.across !== undefined;
}

const hostCodes: ReadonlySet<string> = new Set(['machine-unschedulable', 'core-unschedulable']);

/** The element that is shown: the core of a finding about one. */
function subjectOf(finding: Finding): Element {
  if (finding.code !== 'machine-unschedulable' && finding.code !== 'core-unschedulable')
    return finding.element;
  const { machine, reason } = finding.data;
  const core = 'core' in reason ? reason.core : null;
  return core === null ? finding.element : { kind: 'core', machine, core };
}
