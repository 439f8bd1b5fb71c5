import { escapeMarkup } from '../../../formats/escape-markup.ts';
import { pictureTooLarge } from '../../../messages/page/exports.ts';
import type { Theme } from '../drawing/look/theme.ts';
import { CanvasPen } from '../drawing/pens/canvas-pen.ts';
import { fontSize } from '../drawing/pens/pen.ts';
import { SvgPen } from '../drawing/pens/svg-pen.ts';
import type { Scene } from '../stage/scene.ts';
import { drawSheet, sheetSize } from './sheet.ts';

/** The sheet as an SVG drawing. */
export function sheetSvg(scene: Scene, theme: Theme): string {
  const { width, height } = sheetSize(scene);
  const context = document.createElement('canvas').getContext('2d');
  if (context !== null) context.font = `${fontSize}px ${theme.font}`;
  const pen = new SvgPen((text) => context?.measureText(text).width ?? 0);
  drawSheet(pen, scene, theme);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="${escapeMarkup(theme.font)}" font-size="${fontSize}" stroke-linejoin="round">${pen.content}</svg>\n`;
}

/** The number of the file's pixels for each CSS pixel. */
const fineness = 2;

/** The sheet as a PNG picture. */
export async function sheetPng(scene: Scene, theme: Theme): Promise<ArrayBuffer> {
  const { width, height } = sheetSize(scene);
  const canvas = document.createElement('canvas');
  canvas.width = width * fineness;
  canvas.height = height * fineness;
  const context = canvas.getContext('2d');
  if (context !== null) drawSheet(new CanvasPen(context, fineness, theme.font), scene, theme);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  if (blob === null) throw new Error(pictureTooLarge());
  return await blob.arrayBuffer();
}
