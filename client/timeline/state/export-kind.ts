/** The kinds of exports of a run. */
export const exportKinds = ['png', 'svg', 'csv', 'perfetto', 'html'] as const;
export type ExportKind = (typeof exportKinds)[number];

const extensions = {
  png: 'png',
  svg: 'svg',
  csv: 'csv',
  perfetto: 'pftrace',
  html: 'html',
} as const satisfies Record<ExportKind, string>;

/** The file name of an export of `system`. */
export function fileOf(system: string, kind: ExportKind): string {
  return `${baseOf(system)}.${extensions[kind]}`;
}

export function baseOf(system: string): string {
  return system.replace(/\.hsched$/, '');
}
