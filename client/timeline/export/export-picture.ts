import type { Theme } from '../drawing/look/theme.ts';
import type { Scene } from '../stage/scene.ts';
import type { PageState } from '../state/page-state.ts';
import { report } from './report.ts';
import { sheetPng, sheetSvg } from './sheet-files.ts';

/** The visible run as a file's content; `null` for a report without a verdict. */
export async function exportPicture(
  kind: 'png' | 'svg' | 'html',
  name: string,
  state: PageState,
  scene: Scene,
  theme: Theme,
): Promise<string | ArrayBuffer | null> {
  switch (kind) {
    case 'svg':
      return sheetSvg(scene, theme);
    case 'html': {
      const { analysis, statistics, choice } = state;
      if (analysis === null || statistics === null) return null;
      return report(name, sheetSvg(scene, theme), { analysis, statistics, choice });
    }
    case 'png':
      return sheetPng(scene, theme);
  }
}
