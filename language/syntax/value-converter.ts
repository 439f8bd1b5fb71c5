import { DefaultValueConverter, type GrammarAST, type ValueType } from 'langium';
import { nameOf } from './names.ts';

/**
 * Strips the quotes of names and paths, and keeps numbers and durations as text for an exact
 * reading later.
 */
export class HyperschedValueConverter extends DefaultValueConverter {
  protected override runConverter(rule: GrammarAST.AbstractRule, input: string): ValueType {
    return rule.name === 'ID' || rule.name === 'STRING' ? nameOf(input) : input;
  }
}
