import { color } from './color.ts';
import { type Palette, paint, palette, type Rgb, runHues } from './paint.ts';

/** The colors of the picture, from the editor's theme. */
export interface Theme {
  readonly palette: Palette;
  readonly highContrast: boolean;
  readonly background: string;
  readonly text: string;
  readonly faint: string;
  readonly grid: string;
  readonly miss: string;
  readonly release: string;
  readonly deadline: string;
  readonly complete: string;
  readonly replenish: string;
  readonly budget: string;
  readonly admit: string;
  readonly focus: string;
  readonly selection: string;
  readonly font: string;
  /** CSS colors of the paints, for legends. */
  readonly paints: readonly string[];
}

/** Resolves a CSS custom property to its value; empty where it is not set. */
export type Resolve = (property: string) => string;

export function themeFrom(resolve: Resolve, highContrast: boolean): Theme {
  const css = (property: string, otherwise: string) => resolve(`--vscode-${property}`) || otherwise;
  // The extension's own colors, which a person may set apart from those of all charts.
  const own = (name: string, chart: string, otherwise: string) =>
    css(`hypersched-timeline-${name}`, css(`charts-${chart}`, otherwise));
  const background = css('editor-background', '#1e1e1e');
  const text = css('editor-foreground', '#cccccc');
  const back = color(background);
  const parse = (each: string) => color(each, back);
  const fore = parse(text);
  const hues = [
    own('execution1', 'blue', '#3794ff'),
    own('execution2', 'green', '#89d185'),
    own('execution3', 'purple', '#b180d7'),
    own('execution4', 'orange', '#d18616'),
  ].map((hue) => color(hue));
  const runs = Array.from({ length: runHues }, (_, at) => {
    const hue = hues[at % hues.length] ?? fore;
    return at < hues.length ? hue : mix(hue, fore, 0.4);
  });
  const fixed: Rgb[] = [];
  fixed[paint.switch] = parse(own('overhead', 'yellow', '#cca700'));
  fixed[paint.taskSwitch] = mix(parse(own('overhead', 'yellow', '#cca700')), back, 0.35);
  fixed[paint.admission] = mix(parse(own('admission', 'purple', '#b180d7')), fore, 0.5);
  fixed[paint.kernel] = mix(color(own('kernel', 'orange', '#d18616')), back, 0.35);
  fixed[paint.spin] = mix(fore, back, 0.72);
  fixed[paint.waiting] = mix(fore, back, 0.6);
  fixed[paint.starved] = mix(parse(own('starved', 'red', '#f14c4c')), back, 0.5);
  const colors = Array.from(
    { length: paint.run + runHues },
    (_, at) => fixed[at] ?? runs[at - paint.run] ?? back,
  );
  return {
    palette: palette(colors, back),
    highContrast,
    background,
    text,
    faint: css('descriptionForeground', text),
    grid: highContrast ? css('contrastBorder', text) : rgb(mix(fore, back, 0.85)),
    miss: own('miss', 'red', '#f14c4c'),
    release: rgb(mix(fore, back, 0.2)),
    deadline: own('deadline', 'red', '#f14c4c'),
    complete: text,
    replenish: own('replenishment', 'green', '#89d185'),
    budget: text,
    admit: own('admitted', 'green', '#89d185'),
    focus: css('focusBorder', '#007fd4'),
    selection: rgb(parse(css('list-inactiveSelectionBackground', background))),
    font: resolve('--vscode-font-family') || 'sans-serif',
    paints: colors.map(rgb),
  };
}

/** Mixes `share` of `b` into `a`. */
function mix(a: Rgb, b: Rgb, share: number): Rgb {
  const channel = (at: 0 | 1 | 2) => Math.round(a[at] * (1 - share) + b[at] * share);
  return [channel(0), channel(1), channel(2)];
}

function rgb([red, green, blue]: Rgb): string {
  return `rgb(${red}, ${green}, ${blue})`;
}
