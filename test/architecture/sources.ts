import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

/** A source file with its imports. */
export interface Source {
  /** The path from the root of the repository, with `/`. */
  readonly path: string;
  readonly text: string;
  readonly lines: number;
  /**
   * The modules of imports and re-exports: a relative one as a path from the root, others as
   * written.
   */
  readonly imports: readonly string[];
}

/** The TypeScript files below a folder, except generated ones. */
export function sourcesOf(folder: string): readonly Source[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name).replaceAll('\\', '/'))
    .filter((path) => /\.(ts|mjs)$/.test(path) && !path.includes('/generated/'))
    .map(read);
}

/** The files of all rooms that ship. */
export function productionSources(): readonly Source[] {
  const rooms = ['scheduling', 'language', 'messages', 'formats', 'server', 'client', 'cli'].concat(
    'assistants',
    'library',
  );
  return rooms.flatMap(sourcesOf);
}

function read(path: string): Source {
  const text = readFileSync(path, 'utf8');
  return { path, text, lines: text.split('\n').length - 1, imports: importsOf(path, text) };
}

/** Static imports and re-exports, also of types, and dynamic imports. */
export function importsOf(path: string, text: string): readonly string[] {
  const code = withoutComments(text);
  const patterns = [
    /^\s*(?:import|export)\s[^'";]*?\bfrom\s*['"]([^'"]+)['"]/gm,
    /^\s*import\s*['"]([^'"]+)['"]/gm,
    /\bimport\s*\(\s*['"`]([^'"`]+)['"`]/g,
    /\brequire\s*\(\s*['"]([^'"]+)['"]/g,
  ];
  return patterns
    .flatMap((pattern) => [...code.matchAll(pattern)].map(([, module = '']) => module))
    .map((module) =>
      module.startsWith('.')
        ? normalize(join(dirname(path), module)).replaceAll('\\', '/')
        : module,
    );
}

export function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|[\s;{}(,])\/\/.*$/gm, '$1');
}
