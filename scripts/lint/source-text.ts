/** A file of the project as written; `path` counts from the root, with `/`. */
export interface SourceText {
  readonly path: string;
  readonly text: string;
}
