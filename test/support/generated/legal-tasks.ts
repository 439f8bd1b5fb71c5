import type { Random } from './random.ts';
import { aSpan, aTime, LONGEST, type Span, written } from './times.ts';

/** A task's attributes in any order, with its VCPU if one is named. */
export function taskLine(
  random: Random,
  name: string,
  { priorities, share, on, span, aligned = false }: {
    priorities: boolean;
    share: number;
    on: string | null;
    span: Span;
    /** Whether its releases follow a frame, exactly. */
    aligned?: boolean;
  },
): string {
  const period = random.rarely(0.1) ? aTime(random) : aTime(random, span.least, span.most);
  const deadline = random.chance(0.7)
    ? period
    : aTime(random, 1, Math.min(LONGEST, (random.rarely(0.25) ? 1e6 : random.pick([1, 2, 4])) * period));
  const wcet = random.rarely(0.05)
    ? aTime(random, 1, deadline)
    : Math.min(deadline, Math.max(1, Math.round(period * share * (0.2 + random.next()))));
  const time = (value: number): string => written(random, value);
  const words = [`period ${time(period)}`, `wcet ${time(wcet)}`];
  if (deadline !== period) words.push(`deadline ${time(deadline)}`);
  if (!aligned && random.chance(0.15)) words.push(`jitter ${time(aTime(random, 1, 2 * period))}`);
  if (random.chance(aligned ? 0.5 : 0.1)) words.push(`offset ${time(aTime(random, 1, 2 * period))}`);
  if (random.chance(0.15)) words.push(`blocking ${time(aTime(random, 1, deadline))}`);
  if (random.chance(0.15)) words.push(`bcet ${time(aTime(random, 1, wcet))}`);
  if (!aligned && random.chance(0.1)) words.push('sporadic');
  if (random.chance(0.12)) words.push(`soft${random.maybe(0.5, () => ` misses ${random.whole(0, 100)}%`)}`);
  if (priorities) words.push(`priority ${random.whole(0, random.pick([3, 99]))}`);
  if (on !== null) words.push(`on ${on}`);
  return `task ${name}  ${shuffled(random, words).join('  ')}`;
}

export function shuffled<T>(random: Random, list: readonly T[]): T[] {
  return list
    .map((value) => ({ value, at: random.next() }))
    .sort((a, b) => a.at - b.at)
    .map(({ value }) => value);
}

/** A set of tasks named `common`. */
export function aTaskset(random: Random): string {
  const span = aSpan(random);
  const tasks = Array.from({ length: random.whole(1, 3) }, (_, i) =>
    taskLine(random, `s${i}`, { priorities: true, share: 0.1, on: null, span }),
  );
  return `taskset common {\n  ${tasks.join('\n  ')}\n}`;
}
