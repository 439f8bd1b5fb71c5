import type { InlayHint } from 'vscode-languageserver';
import { responds, slackOf } from '../../messages/editor/hints.ts';
import { factsOf } from '../../scheduling/facts/facts.ts';
import type { AnalyzedSystem } from '../analysis/analyzed-system.ts';

/** The response time behind each task's name, or the slack if the test gives no response time. */
export function responseHints(uri: string, { analysis, places }: AnalyzedSystem): InlayHint[] {
  return factsOf(analysis).domains.flatMap(({ domain, inside }) =>
    inside.tasks.flatMap(({ task, response, responseIsBound, slack }): InlayHint[] => {
      const place = places.find({ kind: 'task', domain: domain.name, task })?.name;
      if (place === undefined || place.uri !== uri) return [];
      const label =
        response !== null
          ? responds(response, responseIsBound)
          : slack !== null
            ? slackOf(slack)
            : undefined;
      return label === undefined ? [] : [{ position: place.range.end, label, paddingLeft: true }];
    }),
  );
}
