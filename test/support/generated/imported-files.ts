import { MemoryFiles } from '../../server/memory-files.ts';
import { aDomain } from './legal-domain.ts';
import { aMachine } from './legal-machine.ts';
import { aTaskset } from './legal-tasks.ts';
import { Random } from './random.ts';

/** The folder in memory of all generated files. */
export const FOLDER = 'file:///generated';

const COUNT = 20;

/** The line by which a generated file gets the tasks named `common`. */
export function importLine(random: Random): string {
  return `import "common-${random.whole(0, COUNT - 1)}.hsched"`;
}

/** The files that generated ones import: sets of tasks, some with a machine, some imported too. */
export function importedFiles(): MemoryFiles {
  const files = new MemoryFiles();
  for (let i = 0; i < COUNT; i++) {
    files.texts.set(`${FOLDER}/common-${i}.hsched`, importedFile(i));
  }
  return files;
}

function importedFile(index: number): string {
  if (index % 4 === 3) return `import "common-${index - 1}.hsched"\n`;
  const random = new Random(index, { unusual: false });
  const parts = [aTaskset(random)];
  if (index % 2 === 0) {
    const machine = aMachine(random, 'shared');
    const { name, home, vcpus, lines } = aDomain(random, machine.homes[0], 'sharedd0', true);
    parts.push(machine.text((each) => (each === home ? vcpus : [])));
    parts.push(`domain ${name} on ${home.name} {\n  ${lines.join('\n  ')}\n}`);
  }
  return `${parts.join('\n\n')}\n`;
}
