/**
 * A format that other programs know. Its title is a sentence of `messages/page/exports.ts`. The
 * writer of a format with a run is a row of `run-writers.ts`.
 */
interface Format {
  /** The extension of its files, without the dot. */
  readonly extension: string;
  /**
   * The content: the visible part of a run, a report of run and verdict, a whole run, a run with
   * its numbers for a later read, its jobs, or findings.
   */
  readonly of: 'view' | 'report' | 'run' | 'trace' | 'jobs' | 'findings';
}

/** The formats, in the order in which menus offer them. */
export const formats = {
  png: { extension: 'png', of: 'view' },
  svg: { extension: 'svg', of: 'view' },
  csv: { extension: 'csv', of: 'run' },
  perfetto: { extension: 'pftrace', of: 'run' },
  html: { extension: 'html', of: 'report' },
  hstrace: { extension: 'hstrace', of: 'trace' },
  jobs: { extension: 'csv', of: 'jobs' },
  sarif: { extension: 'sarif', of: 'findings' },
} as const satisfies Readonly<Record<string, Format>>;

type Formats = typeof formats;

/** The formats with such a content. */
export type FormatOf<Of extends Format['of']> = {
  [Kind in keyof Formats]: Formats[Kind]['of'] extends Of ? Kind : never;
}[keyof Formats];

export function formatsOf<Of extends Format['of']>(...of: readonly Of[]): readonly FormatOf<Of>[] {
  const kinds = Object.keys(formats) as (keyof Formats)[];
  return kinds.filter((kind): kind is FormatOf<Of> => of.some((one) => one === formats[kind].of));
}

export function isFormatOf<Of extends Format['of']>(
  kind: keyof Formats,
  of: Of,
): kind is FormatOf<Of> {
  return formats[kind].of === of;
}

/** The format of a path's extension, among those with one of the given contents. */
export function formatAt<Of extends Format['of']>(
  path: string,
  ...of: readonly Of[]
): FormatOf<Of> | undefined {
  return formatsOf(...of).find((kind) => path.endsWith(`.${formats[kind].extension}`));
}
