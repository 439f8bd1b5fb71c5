import { EmptyFileSystemProvider, type FileSystemProvider, URI } from 'langium';
import { describe, expect, test } from 'vitest';
import { loadFile } from '../../../language/load.ts';
import { lower } from '../../../language/lowering/lower.ts';
import { createHyperschedServices } from '../../../language/module.ts';
import { ImportGraph } from '../../../language/references/import-graph.ts';
import { importedUri, importPath } from '../../../language/references/imports.ts';

/** Services on files in memory that are read on demand, as on a disk. */
function services(texts: Readonly<Record<string, string>>) {
  const files = new Map(Object.entries(texts));
  const read: string[] = [];
  const fileSystem: FileSystemProvider = new EmptyFileSystemProvider();
  fileSystem.exists = async (uri) => files.has(uri.path);
  fileSystem.stat = async (uri) => ({ isFile: files.has(uri.path), isDirectory: false, uri });
  fileSystem.readFile = async (uri) => {
    const text = files.get(uri.path);
    if (text === undefined) throw new Error(`There is no ${uri.path}`);
    read.push(uri.path);
    return text;
  };
  return { ...createHyperschedServices({ fileSystemProvider: () => fileSystem }), files, read };
}

const chain = {
  '/a/main.hsched': 'import "lib/guests.hsched"\nscenario s on board { at 0ms start guest }',
  '/a/lib/guests.hsched': 'import "../../boards/board.hsched"\ndomain guest { }',
  '/boards/board.hsched': 'import "../a/main.hsched"\nmachine board { }',
};

function codes(document: { diagnostics?: readonly { code?: unknown }[] | undefined }): unknown[] {
  return document.diagnostics?.map(({ code }) => code) ?? [];
}

describe('loading one file', () => {
  test('loads all it imports, wherever they lie, once each', async () => {
    const { shared, Hypersched, read } = services(chain);
    const main = await loadFile(shared, URI.file('/a/main.hsched'));
    expect(codes(main)).toEqual([]);
    expect([...read].sort()).toEqual([
      '/a/lib/guests.hsched',
      '/a/main.hsched',
      '/boards/board.hsched',
    ]);
    const closure = new ImportGraph(shared.workspace.LangiumDocuments).closureOf(main).documents;
    expect(closure.map(({ uri }) => uri.path)).toEqual([
      '/boards/board.hsched',
      '/a/lib/guests.hsched',
      '/a/main.hsched',
    ]);
    expect(lower(main, Hypersched).model.machines[0]?.domains[0]?.name).toBe('guest');
  });

  test('that does not exist fails, but an import that does not is an error at its line', async () => {
    const { shared } = services({ '/main.hsched': 'import "gone.hsched"' });
    await expect(loadFile(shared, URI.file('/nowhere.hsched'))).rejects.toThrow();
    expect(codes(await loadFile(shared, URI.file('/main.hsched')))).toEqual(['import/not-found']);
  });

  test('follows a chain of a thousand files', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 1000 }, (_, i) => [
        `/f${i}.hsched`,
        i < 999 ? `import "f${i + 1}.hsched"` : 'machine last { }',
      ]),
    );
    const { shared, Hypersched } = services(files);
    const main = await loadFile(shared, URI.file('/f0.hsched'));
    expect(lower(main, Hypersched).model.machines.map(({ name }) => name)).toEqual(['last']);
  });

  test('sees what 1,500 files that import one another declare', async () => {
    const count = 1_500;
    const files = Object.fromEntries(
      Array.from({ length: count }, (_, i) => {
        const imports = Array.from({ length: 10 }, (_, k) => (i * 7 + k * k * 31 + 1) % count);
        const lines = [...imports, (i + 1) % count].map((k) => `import "f${k}.hsched"\n`);
        return [
          `/f${i}.hsched`,
          `${lines.join('')}machine m${i} { } domain d${i} on m${(i + 9) % count} { }`,
        ];
      }),
    );
    const before = process.cpuUsage();
    const { shared, Hypersched } = services(files);
    const main = await loadFile(shared, URI.file('/f0.hsched'));
    expect(lower(main, Hypersched).model.machines).toHaveLength(count);
    expect(main.diagnostics?.filter(({ severity }) => severity === 1)).toEqual([]);
    // The walk takes a minute and more if each file follows all imports by itself.
    expect(process.cpuUsage(before).user / 1e6).toBeLessThan(15);
  });
});

describe('when a file changes', () => {
  test('those that import it, directly or not, are checked anew', async () => {
    const { shared, files } = services(chain);
    const main = await loadFile(shared, URI.file('/a/main.hsched'));
    const board = shared.workspace.LangiumDocuments.getDocument(URI.file('/boards/board.hsched'));
    if (board === undefined) throw new Error('The board is not loaded.');
    const change = async (text: string): Promise<void> => {
      files.set('/boards/board.hsched', text);
      await shared.workspace.DocumentBuilder.update([board.uri], []);
    };
    await change('machine rack { }');
    expect(codes(main)).toEqual(['name/unknown']);
    await change('machine board { }\nmachine other { }');
    expect(codes(main)).toEqual([]);
    const guests = shared.workspace.LangiumDocuments.getDocument(URI.file('/a/lib/guests.hsched'));
    expect(codes(guests ?? {})).toEqual(['domain/no-machine']);
  });

  test('an import that is written is loaded, and one that appears or vanishes is noticed', async () => {
    const { shared, files } = services({
      '/main.hsched': 'domain d on m { }',
      '/m.hsched': 'machine m { }',
    });
    const main = await loadFile(shared, URI.file('/main.hsched'));
    expect(codes(main)).toEqual(['name/unknown']);
    files.set('/main.hsched', 'import "m.hsched"\ndomain d on m { }');
    await shared.workspace.DocumentBuilder.update([main.uri], []);
    expect(codes(main)).toEqual([]);
    files.delete('/m.hsched');
    await shared.workspace.DocumentBuilder.update([], [URI.file('/m.hsched')]);
    expect(codes(main).sort()).toEqual(['import/not-found', 'name/unknown']);
    files.set('/m.hsched', 'machine m { }');
    await shared.workspace.DocumentBuilder.update([URI.file('/m.hsched')], []);
    expect(codes(main)).toEqual([]);
  });
});

test.each([
  ['/a/b/c.hsched', 'd.hsched', '/a/b/d.hsched'],
  ['/a/b/c.hsched', './d.hsched', '/a/b/d.hsched'],
  ['/a/b/c.hsched', '../x/./d.hsched', '/a/x/d.hsched'],
  ['/a/b/c.hsched', '../../../../d.hsched', '/d.hsched'],
  ['/a/b c.hsched', 'ü d.hsched', '/a/ü d.hsched'],
  ['/a/c.hsched', '100%.hsched', '/a/100%.hsched'],
  ['/a/c.hsched', '', undefined],
])('from %s, "%s" is %s', (from, path, expected) => {
  expect(importedUri(URI.file(from), path)?.path).toBe(expected);
});

test.each([
  ['/a/b/c.hsched', '/a/b/d.hsched', 'd.hsched'],
  ['/a/b/c.hsched', '/a/d.hsched', '../d.hsched'],
  ['/a/c.hsched', '/a/b/d.hsched', 'b/d.hsched'],
])('%s imports %s as "%s"', (from, to, expected) => {
  expect(importPath(URI.file(from), URI.file(to))).toBe(expected);
});
