/** A word for a POSIX shell, which takes nothing in it for anything but itself. */
export function shellWord(text: string): string {
  return /^[A-Za-z0-9_./:,@+-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

/** A string of `xl.cfg` and `xlcpupool.cfg`, in which a backslash begins an escape. */
export function configString(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}
