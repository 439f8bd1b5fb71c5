import type { Connection } from 'vscode-languageserver';
import { factsOf } from '../../scheduling/facts/facts.ts';
import { fileVerdict } from '../analysis/file-result.ts';
import { onChecked } from '../checked-requests.ts';
import { elementHover } from '../hover/element-hover.ts';
import { DescribeElement, type SystemTree, VerdictTrees } from '../protocol.ts';
import { elementParamsSchema, treeParamsSchema } from '../protocol-schemas.ts';
import type { ServerServices } from '../services.ts';
import { verdictTree } from './verdict-tree.ts';

/**
 * Answers requests for the tree of the latest verdicts and for the details of one of its elements.
 */
export function startVerdictRequests(
  connection: Connection,
  { shared, results }: ServerServices,
): void {
  const { LangiumDocuments } = shared.workspace;

  onChecked(connection, VerdictTrees.type, treeParamsSchema, ({ uri }): SystemTree[] =>
    (uri === undefined ? results.all() : results.systemsWith(uri)).map((system) => {
      const root = system.root.uri.toString();
      return {
        uri: root,
        verdict: fileVerdict(root, LangiumDocuments, results),
        nodes: verdictTree(system),
      };
    }),
  );
  onChecked(
    connection,
    DescribeElement.type,
    elementParamsSchema,
    ({ uri, element }): string | null => {
      const system = results.get(uri);
      return (system && elementHover(factsOf(system.analysis), element)) ?? null;
    },
  );
}
