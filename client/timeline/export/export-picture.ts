import type { Theme } from '../drawing/look/theme.ts';
import type { Scene } from '../stage/scene.ts';
import type { PageState } from '../state/page-state.ts';
import { report } from './report.ts';
import { sheetPng, sheetSvg } from './sheet-files.ts';

/** What is seen, as a file's content. */
export async function exportPicture(
  kind: 'png' | 'svg' | 'html',
  name: string,
  state: PageState,
  scene: Scene,
  theme: Theme,
): Promise<string | ArrayBuffer> {
  switch (kind) {
    case 'svg':
      return sheetSvg(scene, theme);
    case 'html':
      return report(name, sheetSvg(scene, theme), state);
    case 'png':
      return sheetPng(scene, theme);
  }
}
