import type { Rgb } from '../drawing/paint.ts';

const canvas = document.createElement('canvas');
canvas.width = 1;
canvas.height = 1;
const context = canvas.getContext('2d', { willReadFrequently: true });

/** The channels of any colour that CSS knows, laid over another where it is translucent. */
export function cssColour(colour: string, under = '#000'): Rgb {
  if (context === null) return [128, 128, 128];
  context.fillStyle = under;
  context.fillRect(0, 0, 1, 1);
  context.fillStyle = colour;
  context.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0] = context.getImageData(0, 0, 1, 1).data;
  return [red, green, blue];
}
