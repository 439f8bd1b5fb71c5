import { EmptyFileSystem, URI } from 'langium';
import { describe, expect, it } from 'vitest';
import { createHyperschedServices } from '../../../language/module.ts';
import { systemsOf } from '../../../server/analysis/systems.ts';

/** Files by name with their imports; systems by root with all their files, sorted. */
const cases: readonly {
  readonly name: string;
  readonly files: Readonly<Record<string, readonly string[]>>;
  readonly systems: Readonly<Record<string, readonly string[]>>;
}[] = [
  { name: 'a file by itself', files: { a: [] }, systems: { a: ['a'] } },
  {
    name: 'files that know nothing of each other',
    files: { a: [], b: [] },
    systems: { a: ['a'], b: ['b'] },
  },
  {
    name: 'an imported file is no system of its own',
    files: { a: ['b'], b: [] },
    systems: { a: ['a', 'b'] },
  },
  {
    name: 'a file that two import belongs to both',
    files: { a: ['c'], b: ['c'], c: [] },
    systems: { a: ['a', 'c'], b: ['b', 'c'] },
  },
  { name: 'a chain', files: { a: ['b'], b: ['c'], c: [] }, systems: { a: ['a', 'b', 'c'] } },
  {
    name: 'a cycle, the first file for all',
    files: { b: ['a'], a: ['b'] },
    systems: { a: ['a', 'b'] },
  },
  {
    name: 'a cycle that is imported',
    files: { z: ['b'], b: ['a'], a: ['b'] },
    systems: { z: ['a', 'b', 'z'] },
  },
  { name: 'a file that imports itself', files: { a: ['a'] }, systems: { a: ['a'] } },
  { name: 'a file that is missing', files: { a: ['nowhere'] }, systems: { a: ['a'] } },
];

describe('the systems of a workspace', () => {
  it.each(cases)('$name', async ({ files, systems }) => {
    const { shared } = createHyperschedServices(EmptyFileSystem);
    const { LangiumDocuments, LangiumDocumentFactory, DocumentBuilder } = shared.workspace;
    for (const [file, imports] of Object.entries(files)) {
      const text = imports.map((path) => `import "${path}.hsched"\n`).join('');
      LangiumDocuments.addDocument(
        LangiumDocumentFactory.fromString(text, URI.file(`/${file}.hsched`)),
      );
    }
    await DocumentBuilder.build(LangiumDocuments.all.toArray());
    const name = (uri: URI) => uri.path.slice(1, -'.hsched'.length);
    const found = systemsOf(LangiumDocuments).map(
      ({ root, documents }) =>
        [name(root.uri), documents.map(({ uri }) => name(uri)).sort()] as const,
    );
    expect(Object.fromEntries(found)).toEqual(systems);
  });
});
