import { execFileSync } from 'node:child_process';

/**
 * The seed from which the properties draw: HYPERSCHED_SEED where it is set, else one of its own for
 * each content that is committed. Each commit is held to other systems, and what fails in one place
 * fails in every other. Longer hunts (HYPERSCHED_RUNS), and a tree without git, draw by chance.
 */
export function seed(env: NodeJS.ProcessEnv = process.env): number {
  const written = env.HYPERSCHED_SEED;
  if (written !== undefined) {
    const value = Number(written);
    if (Number.isInteger(value) && Math.abs(value) < 2 ** 31) return value;
    throw new Error(`HYPERSCHED_SEED is a whole number of 32 bits, not "${written}"`);
  }
  const content = Number(env.HYPERSCHED_RUNS ?? '1') > 1 ? undefined : committedContent();
  return content ?? Math.floor(Math.random() * 2 ** 31);
}

/** The first 31 bits of the name that git has for the committed files; undefined without git. */
function committedContent(): number | undefined {
  try {
    const tree = execFileSync('git', ['rev-parse', 'HEAD^{tree}'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return Number.parseInt(tree.slice(0, 8), 16) >>> 1;
  } catch {
    return undefined;
  }
}
