import { t } from '@vscode/l10n';
import { kindName, type NamedKind } from '../text/kinds.ts';

const twoOf = {
  Machine: (name) =>
    t('There are two machines named `{name}`: give one of them another name.', { name }),
  Pool: (name) => t('There are two pools named `{name}`: give one of them another name.', { name }),
  Plan: (name) => t('There are two plans named `{name}`: give one of them another name.', { name }),
  Domain: (name) =>
    t('There are two domains named `{name}`: give one of them another name.', { name }),
  Taskset: (name) =>
    t('There are two task sets named `{name}`: give one of them another name.', { name }),
  Overheads: (name) =>
    t('There are two overheads tables named `{name}`: give one of them another name.', { name }),
  Scenario: (name) =>
    t('There are two scenarios named `{name}`: give one of them another name.', { name }),
  Vcpu: (name) => t('There are two VCPUs named `{name}`: give one of them another name.', { name }),
  Task: (name) => t('There are two tasks named `{name}`: give one of them another name.', { name }),
} satisfies Readonly<Record<NamedKind, (name: string) => string>>;

export function twoOfOneName(kind: NamedKind, name: string): string {
  return twoOf[kind](name);
}

export function otherOneHere(): string {
  return t('The other one is here.');
}

export function taskOfTasksetTwice({
  domain,
  task,
}: {
  readonly domain: string;
  readonly task: string;
}): string {
  return t(
    "`{domain}` has a task `{task}` already: the tasks of a domain, its task sets' too, need different names.",
    { domain, task },
  );
}

export function importedTwice(kind: NamedKind, name: string): string {
  return t(
    'The imported files declare the {kind} `{name}` twice: rename one of them, or import one file alone.',
    { kind: kindName(kind), name },
  );
}

export function declaredHere(): string {
  return t('It is declared here.');
}

export function andHere(): string {
  return t('And here.');
}

export function emptyName(): string {
  return t('A name needs at least one character between its quotes.');
}
