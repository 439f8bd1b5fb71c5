import { EmptyFileSystem } from 'langium';
import { checkLoaded } from '../../cli/check/check-file.ts';
import { checkedFileJson } from '../../cli/check/json.ts';
import { checkedFilesText } from '../../cli/check/text.ts';
import { elementNames } from '../../cli/explain/element-names.ts';
import { elementText } from '../../cli/explain/element-text.ts';
import type { LoadedFile } from '../../cli/loaded-file.ts';
import { plain } from '../../cli/terminal.ts';
import { loadText } from '../../language/load.ts';
import { lower } from '../../language/lowering/lower.ts';
import { createHyperschedServices } from '../../language/module.ts';

/**
 * Something that is given files one after the other. It yields after each thing that a person would
 * wait for; what it throws is a finding.
 */
export interface Target {
  readonly name: string;
  run(text: string): AsyncGenerator<void>;
}

/** The targets of each file. Each worker makes its own. */
export function makeTargets(): readonly Target[] {
  return [command()];
}

/** The work of `check` and `explain` on a file, for some of its elements. */
function command(): Target {
  const { shared, Hypersched } = createHyperschedServices(EmptyFileSystem);
  return {
    name: 'check and explain',
    async *run(text) {
      const document = await loadText(shared, text);
      const loaded: LoadedFile = {
        kind: 'loaded',
        document,
        documents: [document],
        nameOf: () => FILE,
        ...lower(document, Hypersched),
      };
      const checked = checkLoaded(FILE, loaded);
      checkedFilesText([checked], plain);
      checkedFileJson(checked);
      yield;
      for (const { element } of someOf(elementNames(loaded.model))) {
        elementText(element, checked.analysis, plain);
        yield;
      }
    },
  };
}

/** A few of a list, evenly picked: machines, domains, VCPUs and tasks follow one another. */
function someOf<T>(list: readonly T[]): readonly T[] {
  const step = Math.ceil(list.length / 5);
  return list.filter((_, index) => index % step === 0);
}

const FILE = 'fuzz.hsched';
