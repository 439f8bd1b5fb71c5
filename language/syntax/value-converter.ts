import { DefaultValueConverter, type GrammarAST, type ValueType } from 'langium';
import { nameOf } from './names.ts';

/** Names and paths lose their quotes; numbers and durations stay text, to be read exactly later. */
export class HyperschedValueConverter extends DefaultValueConverter {
  protected override runConverter(rule: GrammarAST.AbstractRule, input: string): ValueType {
    return rule.name === 'ID' || rule.name === 'STRING' ? nameOf(input) : input;
  }
}
