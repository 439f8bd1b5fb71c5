/** A file of the project as it is written; `path` is from the root, with `/`. */
export interface SourceText {
  readonly path: string;
  readonly text: string;
}
