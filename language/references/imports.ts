import { type LangiumDocument, type LangiumDocuments, type URI, UriUtils } from 'langium';
import { type File, type Import, isFile, isImport } from '../generated/ast.ts';

/** The imports of one file, in the order written. */
export function importsOf(document: LangiumDocument): Import[] {
  const root = document.parseResult.value;
  return isFile(root) ? root.members.filter(isImport) : [];
}

/**
 * The file that a written path means, relative to its document; undefined where it can mean no
 * file.
 */
export function importedUri(document: URI, path: string): URI | undefined {
  if (path === '' || document.path === '' || !path.isWellFormed()) return undefined;
  const directory = document.path.slice(0, document.path.lastIndexOf('/') + 1);
  const joined = path.startsWith('/') ? path : `${directory}${path}`;
  return document.with({ path: normalized(joined), query: '', fragment: '' });
}

function normalized(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') {
      if (parts.length > 0) parts.pop();
    } else if (part !== '.' && part !== '') {
      parts.push(part);
    }
  }
  return `${path.startsWith('/') ? '/' : ''}${parts.join('/')}`;
}

/** The path by which one document would import another. */
export function importPath(from: URI, to: URI): string {
  return UriUtils.relative(UriUtils.dirname(from), to);
}

/** The document of one import line, where it is known. */
export function importedDocument(
  document: LangiumDocument,
  line: Import,
  documents: LangiumDocuments,
): LangiumDocument | undefined {
  const uri = importedUri(document.uri, line.path ?? '');
  return uri === undefined ? undefined : documents.getDocument(uri);
}

export function isFileDocument(document: LangiumDocument): document is LangiumDocument<File> {
  return isFile(document.parseResult.value);
}
