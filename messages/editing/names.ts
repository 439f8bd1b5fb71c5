import { t } from '@vscode/l10n';

export function unwritableName(): string {
  return t('A name has at least one character, and neither a double quote nor a line end in it.');
}

/** `kind` is the name for people of the element that has the name; `name` is as written. */
export function nameTaken({
  kind,
  name,
}: {
  readonly kind: string;
  readonly name: string;
}): string {
  return t('There is a {kind} named {name} already.', { kind, name });
}

export function openFile(path: string): string {
  return t('Open {path}', { path });
}

export function noRegularFile(address: string): string {
  return t('{address} is no regular file.', { address });
}
