import { createHash } from 'node:crypto';
import { appendFileSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Machine } from '../../../scheduling/model/model.ts';
import type { Outcome } from './outcome.ts';

const root = join(import.meta.dirname, '../../..');

/**
 * The outcomes of one kind's machines, by their content, in a file of `.cache/`. They hold for the
 * engine that told them: another one begins with none.
 */
export class KeptOutcomes {
  readonly #file: string;
  readonly #known = new Map<string, Outcome>();

  constructor(kind: string) {
    const folder = join(root, '.cache/unknown-share', engineDigest());
    mkdirSync(folder, { recursive: true });
    this.#file = join(folder, `${kind}.txt`);
    for (const line of linesOf(this.#file)) {
      const [system, outcome, end] = line.split(' ');
      // A run that was ended in the middle of a line leaves one without its end.
      if (system !== undefined && outcome !== undefined && end === '.')
        this.#known.set(system, outcome as Outcome);
    }
  }

  of(machine: Machine): Outcome | undefined {
    return this.#known.get(digestOf(JSON.stringify(machine)));
  }

  keep(machine: Machine, outcome: Outcome): void {
    const system = digestOf(JSON.stringify(machine));
    this.#known.set(system, outcome);
    appendFileSync(this.#file, `${system} ${outcome} .\n`);
  }
}

function linesOf(file: string): readonly string[] {
  try {
    return readFileSync(file, 'utf8').split('\n');
  } catch {
    return [];
  }
}

/** A digest of everything that an outcome depends on, beside the machine. */
function engineDigest(): string {
  const engine = join(root, 'scheduling');
  const files = readdirSync(engine, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .sort()
    .map((name) => join(engine, name));
  const counted = ['outcome.ts', 'phasings.ts'].map((name) => join(import.meta.dirname, name));
  return digestOf([...files, ...counted].map((file) => readFileSync(file, 'utf8')).join('\n'));
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
