import { URI } from 'langium';
import { checkLoaded } from '../../cli/check/check-file.ts';
import { checkedFileJson } from '../../cli/check/json.ts';
import { checkedFilesText } from '../../cli/check/text.ts';
import { elementText } from '../../cli/explain/element-text.ts';
import type { LoadedFile } from '../../cli/loaded-file.ts';
import { plain } from '../../cli/terminal.ts';
import { elementNames } from '../../language/elements/element-names.ts';
import { loadText } from '../../language/load.ts';
import { lower } from '../../language/lowering/lower.ts';
import { createHyperschedServices } from '../../language/module.ts';
import { FOLDER, importedFiles } from '../../test/support/generated/imported-files.ts';
import type { Target } from './target.ts';

/** The work of `check` and `explain` for a file and some of its elements. */
export function commandTarget(): Target {
  const { shared, Hypersched } = createHyperschedServices({ fileSystemProvider: importedFiles });
  return {
    name: 'check and explain',
    async *run(text) {
      const document = await loadText(shared, text, FILE);
      const loaded: LoadedFile = {
        kind: 'loaded',
        document,
        documents: [document],
        nameOf: () => NAME,
        ...lower(document, Hypersched),
      };
      const checked = checkLoaded(NAME, loaded);
      checkedFilesText([checked], plain);
      checkedFileJson(checked);
      yield { kind: 'answer' };
      for (const { element } of someOf(elementNames(loaded.model))) {
        elementText(element, checked.analysis, plain);
        yield { kind: 'answer' };
      }
    },
  };
}

/** A few of a list, evenly picked: machines, domains, VCPUs and tasks follow one another. */
function someOf<T>(list: readonly T[]): readonly T[] {
  const step = Math.ceil(list.length / 5);
  return list.filter((_, index) => index % step === 0);
}

const NAME = 'fuzz.hsched';
const FILE = URI.parse(`${FOLDER}/${NAME}`);
