import type { WrongName } from '../../../messages/formats/xen-export/wrong-name.ts';

/** Xen names log files after domains, with some characters more. */
const longestDomainName = 200;
/** `xl cpupool-list` puts no blank between a longer name and what follows. */
const longestPoolName = 18;

/** The reason why `xl` cannot be told the name of a domain or pool; `null` if it can. */
export function wrongName(name: string, of: 'domain' | 'pool'): WrongName | null {
  const longest = of === 'pool' ? longestPoolName : longestDomainName;
  if (/^\s*[+-]?(?:\d+|0x[\da-f]+)\s*$/i.test(name)) return 'number';
  if (name.startsWith('-')) return 'option';
  if (/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u.test(name) || name.trim() !== name) return 'control';
  if (name.includes('/')) return 'slash';
  if (/^(?:Domain|Pool)-\d+$/.test(name)) return 'taken-by-xen';
  return new TextEncoder().encode(name).length > longest ? { longest } : null;
}

/**
 * A name as the name of a file: letters, digits and `_`, `.`, `+`, `-` stay, every other byte is
 * its number behind `%`. Different names stay different.
 */
export function fileName(name: string): string {
  return [...new TextEncoder().encode(name)]
    .map((byte, index) => {
      const character = String.fromCharCode(byte);
      const plain = index === 0 ? /[A-Za-z0-9_]/ : /[A-Za-z0-9_.+-]/;
      return plain.test(character) ? character : `%${byte.toString(16).padStart(2, '0')}`;
    })
    .join('');
}
