import { t } from '@vscode/l10n';

export interface Unknown {
  /** The name for people of such an element. */
  readonly kind: string;
  readonly name: string;
  /** The domain or machine that should contain it, for an element of one. */
  readonly domain: string | undefined;
}

export function unknownName({ kind, name, domain }: Unknown): string {
  return domain === undefined
    ? t('There is no {kind} `{name}`.', { kind, name })
    : t('There is no {kind} `{name}` in `{domain}`.', { kind, name, domain });
}

export function declaredIn(path: string): string {
  return t('It is declared in {path}: write `import "{path}"`.', { path });
}

export function unwrittenVcpu(): string {
  return t('Its one VCPU has to be written to be referred to: add `vcpu v0`.');
}
