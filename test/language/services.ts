import {
  EmptyFileSystem,
  type LangiumDocument,
  type LangiumSharedCoreServices,
  URI,
} from 'langium';
import type { File } from '../../language/generated/ast.ts';
import { createHyperschedServices, type HyperschedServices } from '../../language/module.ts';

export interface Loaded {
  readonly services: HyperschedServices;
  readonly shared: LangiumSharedCoreServices;
  /** The document of a file of the test, by its name. */
  document(name: string): LangiumDocument<File>;
}

/** Links and checks files in memory. */
export async function load(files: Readonly<Record<string, string>>): Promise<Loaded> {
  const { shared, Hypersched } = createHyperschedServices(EmptyFileSystem);
  const { LangiumDocuments, LangiumDocumentFactory, DocumentBuilder } = shared.workspace;
  for (const [name, text] of Object.entries(files)) {
    LangiumDocuments.addDocument(LangiumDocumentFactory.fromString<File>(text, uriOf(name)));
  }
  await DocumentBuilder.build(LangiumDocuments.all.toArray(), { validation: true });
  return {
    services: Hypersched,
    shared,
    document: (name) => LangiumDocuments.getDocument(uriOf(name)) as LangiumDocument<File>,
  };
}

export function uriOf(name: string): URI {
  return URI.parse(`memory:/files/${name}`);
}
