/** Something that a person waits for: an answer, or the end of an analysis after a change. */
type Done =
  | { readonly kind: 'answer' }
  /** `after`: the milliseconds that the analysis went on after the change. */
  | { readonly kind: 'end'; readonly after: number };

/** A part of the product that takes one file after the other. A thrown error is a finding. */
export interface Target {
  readonly name: string;
  run(text: string): AsyncGenerator<Done>;
}
