import { showWhy, simulate } from '../../messages/editor/actions.ts';
import { hasLateRun, lateRunsOf } from '../../scheduling/host/run/late-run.ts';
import type { Analysis } from '../../scheduling/model/analysis.ts';
import type { Element } from '../../scheduling/model/element.ts';

/**
 * Commands of the client that show an element, called with a document's address and the element.
 */
const commands = [
  { command: 'hypersched.showWhy', title: showWhy, on: ['vcpu', 'task', 'machine', 'core'] },
  {
    command: 'hypersched.simulate',
    title: simulate,
    on: ['machine', 'domain', 'vcpu', 'task', 'scenario'],
  },
] as const;

/**
 * Links to the client's views of an element; undefined if there are none. *Why* has something to
 * show of a machine or a core where a run tells why it is refused.
 */
export function commandLinks(
  uri: string,
  element: Element,
  analysis: Analysis,
  clientHas: (command: string) => boolean,
): string | undefined {
  const links = commands
    .filter(({ command, on }) => on.some((kind) => kind === element.kind) && clientHas(command))
    .filter(({ command }) => command !== 'hypersched.showWhy' || hasPicture(element, analysis))
    .map(({ command, title }) => {
      const called = encodeURIComponent(JSON.stringify([uri, element]));
      // A parenthesis would end the link.
      return `[${title()}](command:${command}?${called.replaceAll('(', '%28').replaceAll(')', '%29')})`;
    });
  return links.length === 0 ? undefined : links.join(' · ');
}

function hasPicture(element: Element, analysis: Analysis): boolean {
  const isHost = element.kind === 'machine' || element.kind === 'core';
  return !isHost || hasLateRun(lateRunsOf(analysis), element);
}

/** A hover with links at the end of its heading. Further down they would be out of sight. */
export function withLinks(hover: string, links: string | undefined): string {
  if (links === undefined) return hover;
  const [heading = '', ...rest] = hover.split('\n\n');
  return [`${heading} · ${links}`, ...rest].join('\n\n');
}
