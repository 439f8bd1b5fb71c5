import { type LangiumDocument, type LangiumSharedCoreServices, URI } from 'langium';
import type { File } from './generated/ast.ts';

/**
 * Loads a file and all it imports, linked and checked. The file system is the services' own.
 *
 * @throws where the file itself cannot be read; an import that cannot be is an error in the
 * document.
 */
export async function loadFile(
  shared: LangiumSharedCoreServices,
  uri: URI,
): Promise<LangiumDocument<File>> {
  const document = await shared.workspace.LangiumDocuments.getOrCreateDocument(uri);
  await shared.workspace.DocumentBuilder.build([document], { validation: true });
  return document as LangiumDocument<File>;
}

/**
 * The same for a text that is not, or not yet, in a file of that name. An earlier document of that
 * name is dropped.
 */
export async function loadText(
  shared: LangiumSharedCoreServices,
  text: string,
  uri: URI = URI.parse('memory:/text.hsched'),
): Promise<LangiumDocument<File>> {
  const { LangiumDocuments, LangiumDocumentFactory, DocumentBuilder } = shared.workspace;
  if (LangiumDocuments.hasDocument(uri)) await DocumentBuilder.update([], [uri]);
  const document = LangiumDocumentFactory.fromString<File>(text, uri);
  LangiumDocuments.addDocument(document);
  await DocumentBuilder.build([document], { validation: true });
  return document;
}
