import { t } from '@vscode/l10n';
import { codes } from '../text/lists.ts';

const names = {
  Overheads: () => t('an overheads table'),
  OverheadsUse: () => t('an overheads table'),
  Machine: () => t('a machine'),
  Pool: () => t('a pool'),
  Plan: () => t('a plan'),
  Taskset: () => t('a task set'),
  Domain: () => t('a domain'),
  Scenario: () => t('a scenario'),
} satisfies Readonly<Record<string, () => string>>;

/** The rules of the grammar that are blocks in braces. */
export type Block = keyof typeof names;

function blockName(block: Block | undefined): string {
  return block === undefined ? t('a block') : names[block]();
}

export function braceTooMany(): string {
  return t('There is one `}` too many: no block is open here.');
}

export function opensNothing(found: string, openers: readonly string[]): string {
  return t('`{found}` opens nothing: expected {openers}.', { found, openers: codes(openers) });
}

export function endsInside(block: Block | undefined): string {
  return t('The file ends inside {block}: a `}` is missing.', { block: blockName(block) });
}

export function braceMissing(found: string, block: Block | undefined): string {
  return t('A `}` is missing before `{found}`: {block} is still open.', {
    found,
    block: blockName(block),
  });
}

export function doesNotBelong(found: string, block: Block | undefined): string {
  return t('`{found}` does not belong here in {block}.', { found, block: blockName(block) });
}

export function meansNothingIn(found: string, block: Block | undefined): string {
  return t('`{found}` means nothing here in {block}.', { found, block: blockName(block) });
}
