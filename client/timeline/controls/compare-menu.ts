import { html, nothing, type TemplateResult } from 'lit-html';
import * as say from '../../../messages/compare/page.ts';
import { formatDuration, writeDuration } from '../../../messages/text/duration.ts';
import type { Actions } from '../state/actions.ts';
import type { PageState } from '../state/page-state.ts';
import { fieldValue, restoreField } from './field.ts';
import { parseDuration } from './parse-duration.ts';

/** How two runs lie on the time axis, and the way to the first difference; nothing of one run. */
export function compareMenu(
  { comparison, runNames }: PageState,
  actions: Actions,
): TemplateResult | typeof nothing {
  if (comparison === null) return nothing;
  const { shift, firstDifference } = comparison;
  const written = writtenShift(shift);
  const [first = '', second = ''] = runNames;
  return html`<div class="compare">
    <span class="letters" title=${say.lettersOf(first, second)}>${say.lettersOf(first, second)}</span>
    <label>${say.secondBegins()}
      <input class="shift" type="text" title=${say.secondBeginsTip()} .value=${written}
        @change=${(event: Event) => {
          const text = fieldValue(event);
          const asked = shiftIn(text);
          if (asked !== null) actions.align(asked);
          else {
            restoreField(event, written);
            actions.say(say.noShift(text));
          }
        }}>
    </label>
    <button title=${say.leastDifferenceTip()} @click=${() => actions.align('best')}>${say.leastDifference()}</button>
    ${
      firstDifference === null
        ? html`<span class="calm" role="status" title=${say.noDifferenceTip()}>${say.noDifference()}</span>`
        : html`<button class="alarm" title=${wordsOf(firstDifference)} @click=${() => {
            const { domain, vcpu, from, to } = firstDifference;
            const begin = Math.max(0, -shift);
            actions.goTo({ kind: 'vcpu', domain, vcpu }, from + begin, to + begin);
          }}>${say.firstDifference()}</button>`
    }
  </div>`;
}

function wordsOf({
  domain,
  vcpu,
  from,
  to,
  runsIn,
}: NonNullable<NonNullable<PageState['comparison']>['firstDifference']>): string {
  const side = runsIn === 'first' ? 'A' : 'B';
  return `${formatDuration(from)}: ${domain}.${vcpu} ${say.onlyIn(side, formatDuration(to - from))}`;
}

function writtenShift(shift: number): string {
  return shift < 0 ? `-${writeDuration(-shift)}` : writeDuration(shift);
}

/** A duration that may be negative, in ns; `null` where the text is none. */
export function shiftIn(text: string): number | null {
  const bare = text.trim().replace(/^[-−]/, '');
  const size = parseDuration(bare === '0' ? '0ns' : bare);
  if (size === null) return null;
  return bare === text.trim() || size === 0 ? size : -size;
}
