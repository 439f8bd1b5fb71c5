import { chmodSync, globSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type BuildOptions, build } from 'esbuild';
import { nodePrograms, nodeProgramsOptions } from './bundles.ts';

export type NodeProgram = keyof typeof nodePrograms;

/** The path of a program's bundle. */
export function nodeProgram(name: NodeProgram): string {
  return `dist/${name}.js`;
}

/** The names of the programs. */
const names = Object.keys(nodePrograms) as NodeProgram[];

/**
 * Bundles the programs that Node runs into dist/. Each file appears whole, the common parts before
 * the programs that import them, so that a program can be started at any time. The result is the
 * files' paths.
 */
export async function buildNodePrograms(options: BuildOptions): Promise<readonly string[]> {
  const beside = `dist/.${process.pid}`;
  await build({ ...nodeProgramsOptions, ...options, outdir: beside, bundle: true });
  const isProgram = (file: string): boolean => names.some((name) => `${name}.js` === file);
  const files = globSync('**/*.{js,map}', { cwd: beside });
  for (const file of files.toSorted((a, b) => Number(isProgram(a)) - Number(isProgram(b)))) {
    if (file === 'cli/hypersched.js') chmodSync(join(beside, file), 0o755);
    mkdirSync(dirname(join('dist', file)), { recursive: true });
    renameSync(join(beside, file), join('dist', file));
  }
  rmSync(beside, { recursive: true });
  return files.filter((file) => file.endsWith('.js')).map((file) => join('dist', file));
}

/** Bundles the programs if one of them is missing or older than a source. */
export async function freshNodePrograms(): Promise<void> {
  const sources = globSync(
    '{assistants,cli,formats,language,library,messages,scheduling,server}/**/*.ts',
  ).concat('package.json', 'scripts/bundles.ts');
  const newest = Math.max(...sources.map((source) => statSync(source).mtimeMs));
  const isStale = (name: NodeProgram): boolean =>
    (statSync(nodeProgram(name), { throwIfNoEntry: false })?.mtimeMs ?? 0) <= newest;
  if (names.some(isStale)) await buildNodePrograms({ logLevel: 'warning' });
}
