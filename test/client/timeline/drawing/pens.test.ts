import { describe, expect, test, vi } from 'vitest';
import { arrange } from '../../../../client/timeline/columns/arrange.ts';
import { type Theme, themeFrom } from '../../../../client/timeline/drawing/look/theme.ts';
import { CanvasPen } from '../../../../client/timeline/drawing/pens/canvas-pen.ts';
import type { Line } from '../../../../client/timeline/drawing/pens/pen.ts';
import { SvgPen } from '../../../../client/timeline/drawing/pens/svg-pen.ts';
import type { View } from '../../../../client/timeline/drawing/view.ts';
import { drawSheet } from '../../../../client/timeline/export/sheet.ts';
import { layout } from '../../../../client/timeline/lanes/layout.ts';
import { RunData } from '../../../../client/timeline/lanes/run-data.ts';
import { stopsOf } from '../../../../client/timeline/run/stops.ts';
import type { Scene } from '../../../../client/timeline/stage/scene.ts';
import { analyze } from '../../../../scheduling/analyze.ts';
import type { SimulationOptions } from '../../../../scheduling/simulation/result.ts';
import { simulate } from '../../../../scheduling/simulation/run/simulate.ts';
import { exampleMessage, systemMessage } from '../../../../scripts/bench/pages/panel.ts';
import { type Asked, RecordingPen } from './recording-pen.ts';

/** The screen's canvas and an exported SVG must receive the same calls. */

/** 250 starts in half a second, which are too many to draw side by side. */
const busy = `machine board { cores 1  scheduler RTDS }
domain a on board { scheduler EDF vcpu v period 10ms budget 4ms  task work period 20ms wcet 2ms }
scenario day on board {
  ${Array.from({ length: 250 }, (_, at) => `at ${2 * at}ms start a  at ${2 * at + 1}ms stop a`).join('\n  ')}
  run 500ms
}
`;

const runs: Readonly<
  Record<string, readonly [ReturnType<typeof systemMessage>, SimulationOptions]>
> = {
  'the paper testbed': [exampleMessage('examples/paper-testbed.hsched'), { horizon: 1e9 }],
  'its worst case': [
    exampleMessage('examples/paper-testbed.hsched'),
    { supply: { domain: 'guest1', vcpu: 'v0' } },
  ],
  'a scenario with many actions': [systemMessage(busy), { scenario: 'day' }],
  'windows of ARINC 653': [exampleMessage('examples/avionics.hsched'), { horizon: 1e9 }],
};

const shares = { 'all of it': 1, 'a tenth': 0.1, 'a hundredth': 0.01, 'a moment': 0.0005 } as const;

const light: Readonly<Record<string, string>> = {
  '--vscode-editor-background': '#ffffff',
  '--vscode-editor-foreground': '#3b3b3b',
};
const themes: Readonly<Record<string, Theme>> = {
  dark: themeFrom(() => '', false),
  light: themeFrom((property) => light[property] ?? '', false),
  'high contrast': themeFrom(() => '', true),
};

const cases = Object.keys(runs).flatMap((run) =>
  Object.keys(shares).flatMap((share) => Object.keys(themes).map((theme) => [run, share, theme])),
) as readonly (readonly [string, keyof typeof shares, string])[];

async function sceneOf(run: string, share: keyof typeof shares): Promise<Scene> {
  const [asked, options] = runs[run] ?? [];
  if (asked === undefined || options === undefined) throw new Error(`there is no run ${run}`);
  const { model } = await asked;
  const { trace, scenario } = simulate(analyze(model).completed, options);
  if (trace === null) throw new Error('there is no trace');
  const own = model.scenarios.find(({ name }) => name === options.scenario);
  const data = new RunData(arrange(trace, stopsOf(own, scenario)));
  const width = 1200;
  const { end } = data.run;
  const view: View = { start: 0, scale: (end * shares[share]) / width, width };
  const first = data.lanes.find(({ kind }) => kind === 'core');
  return {
    data,
    rows: layout(data.lanes, {
      collapsed: new Set(),
      pinned: new Set(first === undefined ? [] : [first.key]),
      filter: '',
    }),
    view,
    scroll: 40,
    selected: first?.key ?? null,
    marks: [end * shares[share] * 0.3],
    range: [0, end * shares[share] * 0.2],
    cursor: end / 2,
    slice: { lane: first?.key ?? '', start: 0, end: end / 4, row: 0 },
  };
}

/** An approximation of the letters' width on the screen. */
const measured = (text: string) => text.length * 6;

class FakeImage {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray;
  constructor(width: number, height: number) {
    [this.width, this.height] = [width, height];
    this.data = new Uint8ClampedArray(width * height * 4);
  }
}

/** A canvas that accepts and counts all calls and shows nothing. */
function fakeContext(): { readonly context: CanvasRenderingContext2D; readonly calls: string[] } {
  const calls: string[] = [];
  const context = new Proxy({} as Record<string, unknown>, {
    get: (target, name: string) =>
      target[name] ??
      ((...values: readonly unknown[]) => {
        calls.push(name);
        return name === 'measureText' ? { width: measured(String(values[0])) } : undefined;
      }),
  });
  return { context: context as unknown as CanvasRenderingContext2D, calls };
}

function drawn(scene: Scene, theme: Theme) {
  vi.stubGlobal('ImageData', FakeImage);
  const { context, calls } = fakeContext();
  const canvas = new RecordingPen(new CanvasPen(context, 2, theme.font));
  const inner = new SvgPen(measured);
  const svg = new RecordingPen(inner);
  drawSheet(canvas, scene, theme);
  drawSheet(svg, scene, theme);
  vi.unstubAllGlobals();
  return { canvas: canvas.asked, calls, svg: svg.asked, content: inner.content };
}

const count = (asked: readonly Asked[], what: Asked[0]) =>
  asked.filter(([kind]) => kind === what).length;
const occurrences = (text: string, pattern: RegExp) => text.match(pattern)?.length ?? 0;

describe('two pens', () => {
  test.each(cases)(
    'draw %s, of which %s is seen, alike in a %s theme',
    async (run, share, name) => {
      const theme = themes[name];
      if (theme === undefined) throw new Error(`there is no theme ${name}`);
      const { canvas, calls, svg, content } = drawn(await sceneOf(run, share), theme);
      expect(svg).toEqual(canvas);
      // Each pen leaves a trace of each call.
      const strokes = count(svg, 'stroke') + count(svg, 'fill');
      expect(calls.filter((call) => call === 'stroke' || call === 'fill')).toHaveLength(strokes);
      expect(occurrences(content, /<path /g)).toBe(strokes);
      const texts = svg.filter(([kind, , , text]) => kind === 'text' && text !== '').length;
      expect(occurrences(content, /<text /g)).toBe(texts);
      expect(occurrences(content, /<svg /g)).toBe(count(svg, 'inside'));
      expect(content).not.toMatch(/NaN|undefined|Infinity/);
    },
  );

  test('draw the budget that is left, where it can be told apart', async () => {
    const theme = themeFrom(() => '', false);
    const curves = async (share: keyof typeof shares) =>
      pathsOf(
        drawn(await sceneOf('the paper testbed', share), theme).svg,
        theme.budget,
        1.5,
      ).filter((path) => path.length > 4 && path.slice(1).every(([step]) => step === 'lineTo'))
        .length;
    expect(await curves('a hundredth')).toBe(4);
    expect(await curves('all of it')).toBe(0);
  });

  test('draw every admission, however many are in view', async () => {
    const theme = themeFrom(() => '', false);
    const scene = await sceneOf('a scenario with many actions', 'all of it');
    const [ticks] = pathsOf(drawn(scene, theme).svg, theme.admit, 2);
    // A start and a stop are admitted every 2 ms, which are 4.8 pixels; a tick is three points.
    expect(ticks).toHaveLength(3 * 500);
  });
});

/** The strokes in a color and a width, each as its steps. */
function pathsOf(asked: readonly Asked[], color: string, width: number) {
  return asked.flatMap(([kind, line, path]) => {
    const { color: own, width: wide, dash } = line as Line;
    return kind === 'stroke' && own === color && wide === width && dash === undefined
      ? [path as readonly (readonly [string, ...number[]])[]]
      : [];
  });
}
