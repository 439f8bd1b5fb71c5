import { html, type TemplateResult } from 'lit-html';

/** A sentence in which what stands between double asterisks is shown strong. */
export function emphasized(sentence: string): readonly (string | TemplateResult)[] {
  return sentence.split('**').map((part, at) => (at % 2 === 0 ? part : html`<b>${part}</b>`));
}
