import type { FormatOf } from '../../../formats/formats.ts';
import type { Theme } from '../drawing/look/theme.ts';
import type { Scene } from '../stage/scene.ts';
import type { PageState } from '../state/page-state.ts';
import { report } from './report.ts';
import { sheetPng, sheetSvg } from './sheet-files.ts';

/** The visible run as a file's content; `null` for a report without a verdict. */
export async function exportPicture(
  kind: FormatOf<'view' | 'report'>,
  name: string,
  state: PageState,
  scene: Scene,
  theme: Theme,
): Promise<string | ArrayBuffer | null> {
  return makers[kind](name, state, scene, theme);
}

type Content = string | ArrayBuffer | null;

/** The function that makes each format on the page. */
const makers: Readonly<
  Record<
    FormatOf<'view' | 'report'>,
    (name: string, state: PageState, scene: Scene, theme: Theme) => Content | Promise<Content>
  >
> = {
  png: (_, __, scene, theme) => sheetPng(scene, theme),
  svg: (_, __, scene, theme) => sheetSvg(scene, theme),
  html: (name, { analysis, statistics, choice }, scene, theme) =>
    analysis === null || statistics === null
      ? null
      : report(name, sheetSvg(scene, theme), { analysis, statistics, choice }),
};
