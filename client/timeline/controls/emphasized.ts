import { html, type TemplateResult } from 'lit-html';

/** A sentence with strong parts, which stand between double asterisks. */
export function emphasized(sentence: string): readonly (string | TemplateResult)[] {
  return sentence.split('**').map((part, at) => (at % 2 === 0 ? part : html`<b>${part}</b>`));
}
