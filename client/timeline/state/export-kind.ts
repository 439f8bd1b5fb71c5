/** What a run can be exported as. */
export const exportKinds = ['png', 'svg', 'csv', 'perfetto', 'html'] as const;
export type ExportKind = (typeof exportKinds)[number];

const kinds = {
  png: { label: 'PNG picture of what is seen', extension: 'png' },
  svg: { label: 'SVG drawing of what is seen', extension: 'svg' },
  csv: { label: 'CSV of every segment', extension: 'csv' },
  perfetto: { label: 'Perfetto trace', extension: 'pftrace' },
  html: { label: 'HTML report', extension: 'html' },
} as const satisfies Record<ExportKind, { readonly label: string; readonly extension: string }>;

/** The name of the file that a run of `system` is saved as. */
export function fileOf(system: string, kind: ExportKind): string {
  return `${baseOf(system)}.${kinds[kind].extension}`;
}

export function labelOf(kind: ExportKind): string {
  return kinds[kind].label;
}

export function baseOf(system: string): string {
  return system.replace(/\.hsched$/, '');
}
