import {
  CodeLensRefreshRequest,
  type Connection,
  InlayHintRefreshRequest,
} from 'vscode-languageserver';
import type { FaultLog } from '../fault-log.ts';
import type { ServerServices } from '../services.ts';

/**
 * Tells the editor to ask again for lenses and hints when they may have changed in a file that was
 * not edited, for the editor asks by itself about an edited one. A change of settings does so too.
 * The result is called with the analyzed documents.
 */
export function refreshOthers(
  connection: Connection,
  { shared, builder }: ServerServices,
  log: FaultLog,
): (analyzed: ReadonlySet<string>) => void {
  const { TextDocuments } = shared.workspace;
  const requests: (typeof CodeLensRefreshRequest.type | typeof InlayHintRefreshRequest.type)[] = [];
  shared.lsp.LanguageServer.onInitialize(({ capabilities: { workspace } }) => {
    if (workspace?.codeLens?.refreshSupport) requests.push(CodeLensRefreshRequest.type);
    if (workspace?.inlayHint?.refreshSupport) requests.push(InlayHintRefreshRequest.type);
  });
  const refresh = () => {
    for (const request of requests) {
      connection.sendRequest(request).catch((error) => log('The editor did not refresh', error));
    }
  };
  shared.workspace.ConfigurationProvider.onConfigurationSectionUpdate(refresh);
  const edited = new Set<string>();
  builder.onUpdate((changed) => {
    for (const uri of changed) edited.add(uri.toString());
  });
  return (analyzed) => {
    if (analyzed.size === 0) return;
    const others = [...analyzed].some(
      (uri) => !edited.has(uri) && TextDocuments.get(uri) !== undefined,
    );
    edited.clear();
    if (others) refresh();
  };
}
