import { t } from '@vscode/l10n';
import { code } from '../text/lists.ts';

/** The text that must follow a word. */
const afterWord: Readonly<Record<string, () => string>> = {
  servers: () => t('`periodic`, `deferrable` or `polling`'),
  type: () => t('`dom0`, `pv`, `pvh` or `hvm`'),
  boost: () => t('`on` or `off`'),
  in: () => t('`dom0` or `hypervisor`'),
  overheads: () => t('the name of an overheads table, or `{`'),
  cores: () => t('a whole number, as in `cores 2`'),
  core: () => t('the number of a core, as in `core 0`'),
  clock: () => t('a clock, as in `clock 2.66 GHz`'),
  priority: () => t('a whole number, as in `priority 10`'),
  weight: () => t('a whole number, as in `weight 256`'),
  cap: () => t('a percentage of one core, as in `cap 50`'),
  misses: () => t('a percentage, as in `misses 1%`'),
};

const inRule: Readonly<Record<string, () => string>> = {
  MachineScheduler: () =>
    t('a scheduler of machines: `EDF`, `RM`, `DM`, `FP`, `RTDS`, `credit`, `null` or `ARINC653`'),
  GuestScheduler: () => t('a scheduler of guests: `EDF`, `RM`, `DM`, `FP`, `FIFO` or `RR`'),
  Action: () =>
    t('an action: `start`, `stop`, `add task`, `remove task`, `set`, `migrate` or `plan`'),
  PlanAction: () => t('the name of a plan, or `first`'),
  SwitchEnd: () => t('`dom0`, `guest`, `idle`, `any` or the name of a domain'),
};

const tokens: Readonly<Record<string, () => string>> = {
  ID: () => t('a name'),
  STRING: () => t('a path in double quotes'),
  NUMBER: () => t('a time, as in `2.3ms`'),
  DURATION: () => t('a time, as in `2.3ms`'),
  MALFORMED: () => t('a time, as in `2.3ms`'),
  EOF: () => t('the end of the file'),
};

/** The text that must follow a word, if the word alone decides it. */
export function wantedAfter(word: string): string | undefined {
  return Object.hasOwn(afterWord, word) ? afterWord[word]?.() : undefined;
}

/** The start of a rule of the grammar, if one phrase says it. */
export function wantedIn(rule: string): string | undefined {
  return Object.hasOwn(inRule, rule) ? inRule[rule]?.() : undefined;
}

/** A token of the grammar: a kind of word, or the word itself. */
export function wantedToken(token: string): string {
  return (Object.hasOwn(tokens, token) ? tokens[token]?.() : undefined) ?? code(token);
}
