import type { Path } from './pen.ts';
import { rounded } from './rounded.ts';

/** A path in SVG's notation. */
export class SvgPath implements Path {
  data = '';

  moveTo(x: number, y: number): void {
    this.data += `M${rounded(x)} ${rounded(y)}`;
  }

  lineTo(x: number, y: number): void {
    this.data += `L${rounded(x)} ${rounded(y)}`;
  }

  closePath(): void {
    this.data += 'Z';
  }

  /** The timeline draws whole circles only. */
  arc(x: number, y: number, radius: number): void {
    const [left, r] = [rounded(x - radius), rounded(radius)];
    this.data += `M${left} ${rounded(y)}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0Z`;
  }
}
