/** What a run can be exported as. */
export const exportKinds = [
  { kind: 'png', label: 'PNG picture of what is seen', extension: 'png' },
  { kind: 'svg', label: 'SVG drawing of what is seen', extension: 'svg' },
  { kind: 'csv', label: 'CSV of every segment', extension: 'csv' },
  { kind: 'perfetto', label: 'Perfetto trace', extension: 'pftrace' },
  { kind: 'html', label: 'HTML report', extension: 'html' },
] as const;

export type ExportKind = (typeof exportKinds)[number]['kind'];

/** The name of the file that a run of `system` is saved as. */
export function fileOf(system: string, kind: ExportKind): string {
  const { extension } = exportKinds.find((each) => each.kind === kind) ?? { extension: kind };
  return `${baseOf(system)}.${extension}`;
}

export function baseOf(system: string): string {
  return system.replace(/\.hsched$/, '');
}
