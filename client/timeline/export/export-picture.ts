import type { Theme } from '../drawing/theme.ts';
import type { View } from '../drawing/view.ts';
import type { Row } from '../lanes/layout.ts';
import { opening } from '../lanes/opening.ts';
import type { PageState } from '../state/page-state.ts';
import { report } from './report.ts';
import { timelineSvg } from './timeline-svg.ts';

export interface Shown {
  readonly state: PageState;
  readonly theme: Theme;
  readonly rows: readonly Row[];
  readonly view: View | null;
}

/** What is seen, as a file's content; `null` where nothing is. */
export async function exportPicture(
  kind: 'png' | 'svg' | 'html',
  name: string,
  { state, theme, rows, view }: Shown,
): Promise<string | ArrayBuffer | null> {
  if (state.data === null) return null;
  const drawing = timelineSvg(state.data, rows, view ?? opening(state.data.run, 1200), theme);
  switch (kind) {
    case 'svg':
      return drawing;
    case 'html':
      return report(name, drawing, state);
    case 'png':
      return png(drawing);
  }
}

/** The drawing as pixels, twice as fine as it is on the screen. */
async function png(drawing: string): Promise<ArrayBuffer> {
  const url = URL.createObjectURL(new Blob([drawing], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = image.width * 2;
    canvas.height = image.height * 2;
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
    if (blob === null) throw new Error('The picture is too large for this browser.');
    return await blob.arrayBuffer();
  } finally {
    URL.revokeObjectURL(url);
  }
}
