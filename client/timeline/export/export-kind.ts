/** What a run can be exported as. */
export const exportKinds = [
  { kind: 'png', label: 'PNG picture of what is seen' },
  { kind: 'svg', label: 'SVG drawing of what is seen' },
  { kind: 'csv', label: 'CSV of every segment' },
  { kind: 'perfetto', label: 'Perfetto trace' },
  { kind: 'html', label: 'HTML report' },
] as const;

export type ExportKind = (typeof exportKinds)[number]['kind'];
