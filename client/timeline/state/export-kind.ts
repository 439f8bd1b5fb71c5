import { type FormatOf, formats, formatsOf } from '../../../formats/formats.ts';

export type ExportKind = FormatOf<'view' | 'report' | 'run'>;

/** The kinds of exports of a run, as the menu offers them. */
export const exportKinds: readonly ExportKind[] = formatsOf('view', 'report', 'run');

/** The file name of an export of `system`. */
export function fileOf(system: string, kind: ExportKind): string {
  return `${baseOf(system)}.${formats[kind].extension}`;
}

export function baseOf(system: string): string {
  return system.replace(/\.hsched$/, '');
}
