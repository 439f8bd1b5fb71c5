import { t } from '@vscode/l10n';

/** The reason why `xl` cannot be told a name. */
export type WrongName =
  | 'number'
  | 'option'
  | 'slash'
  | 'control'
  | 'taken-by-xen'
  | { readonly longest: number };

const texts: Readonly<Record<Extract<WrongName, string>, (name: string) => string>> = {
  number: (name) =>
    t('`xl` takes the name {name} for a number, and another domain or pool could have it.', {
      name,
    }),
  option: (name) =>
    t('`xl` takes the name {name} for an option: begin it with a letter.', { name }),
  slash: (name) =>
    t('Xen names files after {name}, and the `/` would lead into another folder: leave it out.', {
      name,
    }),
  control: (name) =>
    t('The name {name} holds a character that cannot be seen: leave it out.', { name }),
  'taken-by-xen': (name) => t('Xen itself uses the name {name}: choose another.', { name }),
};

export function wrongNameText(name: string, why: WrongName): string {
  if (typeof why === 'string') return texts[why](name);
  return t('The name {name} is too long: Xen’s tools take {longest} bytes at most.', {
    name,
    longest: why.longest,
  });
}
