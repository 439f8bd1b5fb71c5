import type { Pen } from '../drawing/marker-shapes.ts';

/** Draws into SVG what markers draw on a canvas. */
export class SvgPen implements Pen {
  fillStyle: string | CanvasGradient | CanvasPattern = '#000';
  strokeStyle: string | CanvasGradient | CanvasPattern = '#000';
  lineWidth = 1;
  readonly parts: string[] = [];
  #path = '';

  beginPath(): void {
    this.#path = '';
  }

  moveTo(x: number, y: number): void {
    this.#path += `M${round(x)} ${round(y)}`;
  }

  lineTo(x: number, y: number): void {
    this.#path += `L${round(x)} ${round(y)}`;
  }

  closePath(): void {
    this.#path += 'Z';
  }

  /** Whole circles are all that markers need. */
  arc(x: number, y: number, radius: number): void {
    const [left, r] = [round(x - radius), round(radius)];
    this.#path += `M${left} ${round(y)}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0Z`;
  }

  fill(): void {
    this.parts.push(`<path d="${this.#path}" fill="${this.fillStyle}"/>`);
  }

  stroke(): void {
    this.parts.push(
      `<path d="${this.#path}" fill="none" stroke="${this.strokeStyle}" stroke-width="${this.lineWidth}"/>`,
    );
  }

  rectangle(x: number, y: number, width: number, height: number, fill: string): void {
    this.parts.push(
      `<rect x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" fill="${fill}"/>`,
    );
  }

  text(x: number, y: number, text: string, fill: string, weight = ''): void {
    this.parts.push(
      `<text x="${round(x)}" y="${round(y)}" fill="${fill}"${weight}>${escapeXml(text)}</text>`,
    );
  }
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

export function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
