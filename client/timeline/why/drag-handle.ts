import { svg, type TemplateResult } from 'lit-html';
import { dragLeftOrRight, dragUpOrDown } from '../../../messages/page/knobs.ts';
import { formatDuration } from '../../../messages/text/duration.ts';
import { type Knob, within } from '../knobs/knob.ts';

/** A handle on the curves that drags a number. */
export interface Handle {
  readonly knob: Knob;
  readonly x: number;
  readonly y: number;
  readonly along: 'across' | 'up';
  /** The growth of the number by one pixel to the right or up, in ns. */
  readonly perPixel: number;
}

/** A dot that follows the mouse and the arrow keys. Screen readers see a slider. */
export function dragHandle(
  { knob, x, y, along, perPixel }: Handle,
  turn: (value: number) => void,
): TemplateResult {
  const drag = along === 'up' ? dragUpOrDown : dragLeftOrRight;
  const grab = (event: PointerEvent) => {
    const { currentTarget: target, clientX, clientY, pointerId } = event;
    if (!(target instanceof Element)) return;
    target.setPointerCapture(pointerId);
    const released = new AbortController();
    const { signal } = released;
    const move = (moved: Event) => {
      if (!(moved instanceof PointerEvent)) return;
      const pixels = along === 'up' ? clientY - moved.clientY : moved.clientX - clientX;
      turn(within(knob, knob.value + pixels * perPixel));
    };
    target.addEventListener('pointermove', move, { signal });
    for (const end of ['pointerup', 'pointercancel'])
      target.addEventListener(end, () => released.abort(), { signal });
  };
  const press = (event: KeyboardEvent) => {
    const steps = keySteps[event.key];
    if (steps === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    turn(within(knob, knob.value + steps * knob.step));
  };
  return svg`<circle class="handle ${along}" data-handle=${knob.attribute} cx=${x} cy=${y} r="6"
    role="slider" tabindex="0" aria-label=${knob.label} aria-valuemin=${knob.least} aria-valuemax=${knob.most}
    aria-valuenow=${knob.value} aria-valuetext=${formatDuration(knob.value)}
    @pointerdown=${grab} @keydown=${press}>
    <title>${drag(knob.label, formatDuration(knob.value))}</title>
  </circle>` as TemplateResult;
}

const keySteps: Readonly<Record<string, number>> = {
  ArrowUp: 1,
  ArrowRight: 1,
  ArrowDown: -1,
  ArrowLeft: -1,
  PageUp: 100,
  PageDown: -100,
};
