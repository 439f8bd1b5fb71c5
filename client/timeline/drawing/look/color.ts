import type { Rgb } from './paint.ts';

/**
 * The channels of a theme's color: `#rgb`, `#rgba`, `#rrggbb`, `#rrggbbaa`, `rgb(…)` or `rgba(…)`.
 * A translucent color lies over `under`; without `under` it counts as opaque. Gray for any other
 * text.
 */
export function color(text: string, under?: Rgb): Rgb {
  const [red, green, blue, alpha] = hex(text) ?? functional(text) ?? [128, 128, 128, 1];
  if (under === undefined) return [red, green, blue];
  const over = (top: number, below: number) => Math.round(top * alpha + below * (1 - alpha));
  return [over(red, under[0]), over(green, under[1]), over(blue, under[2])];
}

type Rgba = readonly [red: number, green: number, blue: number, alpha: number];

function hex(text: string): Rgba | null {
  const digits = /^#([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})$/i.exec(text)?.[1];
  if (digits === undefined) return null;
  const wide = digits.length < 6 ? digits.replace(/./g, '$&$&') : digits;
  const byte = (at: number) => Number.parseInt(wide.slice(at, at + 2) || 'ff', 16);
  return [byte(0), byte(2), byte(4), byte(6) / 255];
}

function functional(text: string): Rgba | null {
  const parts = /^rgba?\(([^)]*)\)$/i.exec(text)?.[1]?.match(/[\d.]+%?/g) ?? [];
  const [red, green, blue, alpha = 1] = parts.map((part) =>
    part.endsWith('%') ? Number.parseFloat(part) / 100 : Number(part),
  );
  return red === undefined || green === undefined || blue === undefined
    ? null
    : [red, green, blue, alpha];
}
