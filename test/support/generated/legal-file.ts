import { importLine } from './imported-files.ts';
import { aDomain, type GeneratedDomain } from './legal-domain.ts';
import type { GeneratedHome } from './legal-home.ts';
import { aMachine, type GeneratedMachine } from './legal-machine.ts';
import { aScenario } from './legal-scenario.ts';
import { aTaskset } from './legal-tasks.ts';
import { Random } from './random.ts';

/**
 * A file without errors in the text, of any part of the language, beside {@link importedFiles}. It
 * is mostly small and all its times are of ordinary length, but each tenth may have 1 ns, 10^15 ns
 * or 4096 cores.
 */
export function legalFile(seed: number): string {
  const random = new Random(seed, { unusual: seed % 10 === 0 });
  const machines = Array.from({ length: random.pick([1, 1, 1, 1, 2]) }, (_, i) =>
    aMachine(random, `m${i}`),
  );
  const imports = random.chance(0.1) ? [importLine(random)] : [];
  const tasksets = imports.length === 0 && random.chance(0.15) ? [aTaskset(random)] : [];
  const parts: string[] = [...imports, ...tasksets];
  for (const machine of machines) {
    const domains = Array.from({ length: random.rarely(0.2) ? 8 : random.pick([1, 1, 1, 2, 2, 3]) }, (_, i) =>
      aDomain(random, aHomeOf(random, machine), `${machine.name}d${i}`, imports.length + tasksets.length > 0),
    );
    parts.push(machine.text((home) => vcpusOn(home, domains)));
    for (const { name, home, lines } of domains)
      parts.push(`domain ${name} on ${home.name} {\n  ${lines.join('\n  ')}\n}`);
    if (random.chance(0.25)) parts.push(aScenario(random, machine, machines, domains));
  }
  return `${parts.join('\n\n')}\n`;
}

function aHomeOf(random: Random, { homes }: GeneratedMachine): GeneratedHome {
  return random.pick(homes);
}

function vcpusOn(home: GeneratedHome, domains: readonly GeneratedDomain[]) {
  return domains.flatMap((domain) => (domain.home === home ? domain.vcpus : []));
}

/** The beginning of a legal file, as if it were being typed. */
export function truncatedFile(seed: number): string {
  const text = legalFile(seed);
  return text.slice(0, new Random(~seed).whole(1, text.length - 1));
}
