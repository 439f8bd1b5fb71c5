import { AstUtils, GrammarAST } from 'langium';
import { expect, test } from 'vitest';
import {
  documentationOf,
  documentationOfKeyword,
} from '../../../language/editing/documentation.ts';
import { HyperschedGrammar } from '../../../language/generated/grammar.ts';

const keywords = HyperschedGrammar()
  .rules.filter(GrammarAST.isParserRule)
  .flatMap((rule) => AstUtils.streamAllContents(rule).filter(GrammarAST.isKeyword).toArray())
  .filter(({ value }) => /^[A-Za-z]/.test(value));

test.each(keywords.map((keyword) => [keyword.value, keyword] as const))(
  '`%s` is explained in one line',
  (_, keyword) => {
    const text = documentationOfKeyword(keyword);
    expect(text).toMatch(/^[A-Z`].*\.$/);
    expect(text?.length).toBeLessThan(140);
  },
);

test('a word means what it means where it stands', () => {
  expect(documentationOf('Task', 'period')).not.toBe(documentationOf('Vcpu', 'period'));
  expect(documentationOf('MachineScheduler', 'global')).not.toBe(
    documentationOf('GuestScheduler', 'global'),
  );
  expect(documentationOf('Task', 'constructor')).toBeUndefined();
});
