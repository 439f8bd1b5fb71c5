import { isAbsolute, relative, resolve } from 'node:path';
import { type LangiumDocument, URI } from 'langium';
import type { File } from '../language/generated/ast.ts';
import { loadText } from '../language/load.ts';
import { type Lowered, lower } from '../language/lowering/lower.ts';
import { createHyperschedServices } from '../language/module.ts';
import { ImportGraph } from '../language/references/import-graph.ts';
import { SourceFiles } from './source-files.ts';
import { readSource, refusedFor, type Source, sourceText } from './source-text.ts';
import type { Terminal } from './terminal.ts';

/** A readable file of the command line, with all its imports: parsed, checked and lowered. */
export interface LoadedFile extends Lowered {
  readonly kind: 'loaded';
  readonly document: LangiumDocument<File>;
  /** The file itself first, then its imports. */
  readonly documents: readonly LangiumDocument<File>[];
  /**
   * A document's name in messages: as given on the command line, or for an import relative to the
   * working directory.
   */
  readonly nameOf: (uri: string) => string;
}

/**
 * Reads `path`, or standard input for `-`. Each file is loaded separately, so that none sees the
 * imports of another.
 */
export async function loadedFile(path: string, terminal: Terminal): Promise<LoadedFile | Refused> {
  const source = path === '-' ? await sourceText(terminal.input) : await readSource(path);
  if (source.kind === 'refused') return source;
  if (source.text.trim() === '') return refusedFor({ kind: 'empty' });
  const { shared, Hypersched } = createHyperschedServices({
    fileSystemProvider: () => new SourceFiles(),
  });
  const uri = rootUri(path);
  const document = await loadText(shared, source.text, uri);
  const { LangiumDocuments } = shared.workspace;
  const { documents } = new ImportGraph(LangiumDocuments).closureOf(document);
  const imported = documents.filter((other) => other !== document);
  return {
    kind: 'loaded',
    document,
    documents: [document, ...imported],
    nameOf: (other) => (other === uri.toString() ? path : importName(other, path)),
    ...lower(document, Hypersched),
  };
}

/**
 * The language's services know files by their extension. A file of the command line may have
 * another one, or none.
 */
function rootUri(path: string): URI {
  const full = resolve(path);
  return URI.file(full.endsWith('.hsched') ? full : `${full}.hsched`);
}

type Refused = Extract<Source, { readonly kind: 'refused' }>;

function importName(uri: string, root: string): string {
  const path = URI.parse(uri).fsPath;
  return isAbsolute(root) ? path : relative(process.cwd(), path);
}
