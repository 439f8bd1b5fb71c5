import { AstUtils, GrammarAST } from 'langium';
import { declarationWords } from '../../messages/words/declarations.ts';
import { domainWords } from '../../messages/words/domain.ts';
import { machineWords } from '../../messages/words/machine.ts';
import { machineSchedulerWords } from '../../messages/words/machine-schedulers.ts';
import { placeWords } from '../../messages/words/places.ts';
import { scenarioWords } from '../../messages/words/scenario.ts';
import { switchWords } from '../../messages/words/switches.ts';
import { taskWords } from '../../messages/words/task.ts';
import { vcpuWords } from '../../messages/words/vcpu.ts';
import type { Words } from '../../messages/words/words.ts';

const words: Words = {
  ...declarationWords,
  ...machineWords,
  ...machineSchedulerWords,
  ...domainWords,
  ...vcpuWords,
  ...taskWords,
  ...placeWords,
  ...scenarioWords,
  ...switchWords,
};

/** The meaning of a word in a rule of the grammar. */
export function documentationOf(rule: string, word: string): string | undefined {
  const key = `${rule}.${word}`;
  const saying = Object.hasOwn(words, key)
    ? words[key]
    : Object.hasOwn(words, word)
      ? words[word]
      : undefined;
  return saying?.();
}

/** The meaning of a keyword at its place in the grammar. */
export function documentationOfKeyword(keyword: GrammarAST.Keyword): string | undefined {
  return documentationOf(nodeTypeAt(keyword), keyword.value);
}

/** The type of node that an element of the grammar belongs to. */
export function nodeTypeAt(element: GrammarAST.AbstractElement): string {
  const rule = AstUtils.getContainerOfType(element, GrammarAST.isParserRule);
  // The grammar keeps the attributes of a block in a fragment of the block's rule.
  return (rule?.fragment === true ? rule.name.replace(/Attribute$/, '') : rule?.name) ?? '';
}
