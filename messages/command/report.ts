import { t } from '@vscode/l10n';
import type { VerdictKind } from '../../scheduling/model/analysis.ts';
import type { ServerKind } from '../../scheduling/model/model.ts';
import { formatDuration, writeDuration } from '../text/duration.ts';

const phrases = {
  schedulable: () => t('schedulable'),
  unschedulable: () => t('not schedulable'),
  unknown: () => t('not proven'),
} satisfies Readonly<Record<VerdictKind, () => string>>;

/** The state of a checked file in a phrase. */
export const filePhrases = {
  unread: () => t('could not be read'),
  wrong: () => t('the text has errors'),
  wrongAndFails: () => t('not schedulable, and the text has errors'),
  empty: () => t('declares no machine: there is nothing to prove'),
  verdict: (verdict: VerdictKind) => phrases[verdict](),
  here: (verdict: VerdictKind) =>
    t('{verdict} by its interfaces alone; schedulable with these neighbors', {
      verdict: phrases[verdict](),
    }),
} as const;

export const columnHeads = {
  period: () => t('period'),
  budget: () => t('budget'),
  smallest: () => t('smallest'),
  load: () => t('load'),
} as const;

/** `name` and `phrase` are styled. */
export function machineTitle(name: string, phrase: string): string {
  return t('machine {name}  {phrase}', { name, phrase });
}

/** `name` and `phrase` are styled. */
export function poolTitle(name: string, phrase: string): string {
  return t('pool {name}  {phrase}', { name, phrase });
}

export function scenarioTitle(name: string): string {
  return t('scenario {name}', { name });
}

export function noVcpus(): string {
  return t('no VCPUs');
}

export function chosenByTool(): string {
  return t('* chosen by the tool');
}

/** The option of a longer search, with a patience in ns. */
export function patienceHint(patience: number): string {
  return t('--patience {patience} searches longer for a verdict', {
    patience: writeDuration(patience),
  });
}

export function serversPhrase(server: ServerKind): string {
  return t('{server} servers', { server });
}

export function framePhrase(majorFrame: number): string {
  return t('major frame {frame}', { frame: formatDuration(majorFrame) });
}

/** A frame that the tool chose. */
export function chosenFramePhrase(majorFrame: number): string {
  return t('major frame {frame} *', { frame: formatDuration(majorFrame) });
}

/** Windows that the tool chose. */
export function chosenWindowsTitle(count: number, plan?: string): string {
  if (plan !== undefined)
    return count === 1 ? t('window * in {plan}', { plan }) : t('windows * in {plan}', { plan });
  return count === 1 ? t('window *') : t('windows *');
}

export function windowPhrase(at: number, length: number): string {
  return t('at {at} for {length}', { at: formatDuration(at), length: formatDuration(length) });
}

export function onNoCore(): string {
  return t('on no core');
}

/** A task that is not proven by its interface; `here` is the bound beside its neighbors, if any. */
export function taskPhrase(
  response: number | null,
  deadline: number,
  soft: boolean,
  here: { readonly response: number | null } | null,
): string {
  const phrase = taskAlone(response, deadline, soft);
  if (here === null) return phrase;
  return here.response === null
    ? t('{phrase}; with these neighbors it holds', { phrase })
    : t('{phrase}; with these neighbors {response} at most', {
        phrase,
        response: formatDuration(here.response),
      });
}

function taskAlone(response: number | null, deadline: number, soft: boolean): string {
  const due = formatDuration(deadline);
  const phrase =
    response === null
      ? t('deadline {deadline}', { deadline: due })
      : t('response {response}, deadline {deadline}', {
          response: formatDuration(response),
          deadline: due,
        });
  return soft ? t('{phrase}, soft', { phrase }) : phrase;
}

export function noEffect(reason: string): string {
  return t('no effect: {reason}', { reason });
}

export function refused(reason: string): string {
  return t('refused: {reason}', { reason });
}
