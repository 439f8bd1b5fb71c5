import type { LangiumDocument, LangiumDocuments } from 'langium';
import type { File } from '../../language/generated/ast.ts';
import { ImportGraph } from '../../language/references/import-graph.ts';

/** A document that no other one imports, and all its imports: the unit of the analysis. */
export interface System {
  readonly root: LangiumDocument;
  /** The root and its imports, in the order in which they are read. */
  readonly documents: readonly LangiumDocument<File>[];
}

/**
 * The systems of a workspace. Each document belongs to at least one; a file that several files
 * import belongs to the systems of all of them. The first address is the root of documents that
 * import one another and that no other document imports.
 */
export function systemsOf(documents: LangiumDocuments): readonly System[] {
  const closures = new Map<string, System>();
  const graph = new ImportGraph(documents);
  for (const root of documents.all) {
    closures.set(root.uri.toString(), { root, documents: graph.closureOf(root).documents });
  }
  const importers = new Map<string, string[]>();
  for (const [importer, { documents: members }] of closures) {
    for (const { uri } of members) {
      const key = uri.toString();
      if (key === importer) continue;
      const known = importers.get(key);
      if (known === undefined) importers.set(key, [importer]);
      else known.push(importer);
    }
  }
  const standsForItself = (uri: string): boolean => {
    const own = importers.get(uri) ?? [];
    return own.every((importer) => uri < importer && importers.get(importer)?.includes(uri));
  };
  return [...closures].filter(([uri]) => standsForItself(uri)).map(([, system]) => system);
}
