import { shuffled } from './legal-tasks.ts';
import type { Random } from './random.ts';
import { aTime, written } from './times.ts';

/** A VCPU that needs windows, as `d0.v0`, with the domain and the core that it belongs to. */
export interface WindowedVcpu {
  readonly domain: string;
  readonly name: string;
  readonly core: number;
}

/**
 * Windows in slots of the frame, one or two for each VCPU, those of some left to the tool. VCPUs on
 * different cores have slots of their own.
 */
export function windowLines(
  random: Random,
  vcpus: readonly WindowedVcpu[],
  frame: number,
): readonly string[] {
  const open = vcpus.filter(() => random.chance(0.2));
  const fixed = vcpus.filter((vcpu) => !open.includes(vcpu));
  const cores = [...new Set(fixed.map(({ core }) => core))];
  return [
    ...open.map(({ name }) => `window ${name}`),
    ...cores.flatMap((core) => {
      const names = fixed.filter((vcpu) => vcpu.core === core).map(({ name }) => name);
      const slots = shuffled(random, random.chance(0.5) ? [...names, ...names] : names);
      return inSlots(random, slots, Math.floor(frame / slots.length));
    }),
  ];
}

function inSlots(random: Random, slots: readonly string[], length: number): readonly string[] {
  return slots.map((vcpu, i) => {
    const used = aTime(random, Math.max(1, Math.floor(length / 4)), length);
    return `window ${vcpu} at ${written(random, i * length)} for ${written(random, used)}`;
  });
}

/** A plan with windows for some of the domains, each with all of its VCPUs. */
export function planText(
  random: Random,
  name: string,
  vcpus: readonly WindowedVcpu[],
  frame: number,
): string {
  const domains = [...new Set(vcpus.map(({ domain }) => domain))];
  const [first] = domains;
  const there = domains.filter((domain) => domain === first || random.chance(0.7));
  const lines = windowLines(
    random,
    vcpus.filter(({ domain }) => there.includes(domain)),
    frame,
  );
  return `plan ${name} { ${lines.join('  ')} }`;
}
