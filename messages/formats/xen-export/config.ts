import { t } from '@vscode/l10n';

/** The end of the line that begins the marked block of an `xl.cfg`. */
export function beginsBlock(): string {
  return t('what stands above is yours and stays; each export writes this block anew');
}

/** The lines above what only the person knows of a guest. */
export function guestTemplate(name: string): readonly string[] {
  return [
    t(
      'What only you know of the guest {name}: what it boots, its memory, its disks, its networks.',
      {
        name,
      },
    ),
    t('The script deploy.sh refuses to run until memory and something to boot are here.'),
  ];
}
