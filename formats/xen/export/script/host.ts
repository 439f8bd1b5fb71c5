import { shellWord } from '../quote.ts';

/** The sentences that functions say, as variables of the shell. */
export function sentences(texts: Readonly<Record<string, () => string>>): string {
  return Object.entries(texts)
    .map(([name, text]) => `${name}=${shellWord(text())}\n`)
    .join('');
}

/** The functions that ask a host and change it, for any POSIX shell. */
export const hostFunctions = String.raw`
set -u
unset CDPATH
LC_ALL=C
export LC_ALL
case $0 in */*) cd "${'$'}{0%/*}/" || exit 2 ;; esac

# Prints a command as it could be typed, and runs it.
run() {
  line=+
  for word do
    case $word in
    '' | *[!A-Za-z0-9_./:,@+-]*) word="'$(printf '%s' "$word" | sed "s/'/'\\\\''/g")'" ;;
    esac
    line="$line $word"
  done
  printf '%s\n' "$line"
  [ -n "$dry" ] || "$@"
}

refuse() {
  printf '%s\n' "$@" >&2
  exit 1
}

has() {
  case ,$1, in *,"$2",*) return 0 ;; esac
  return 1
}
lacks() {
  ! has "$@"
}
is() {
  [ "$1" = "$2" ]
}

cpus_of() {
  xl cpupool-list -c "$1" 2>/dev/null | awk 'NR > 1 { print $NF }'
}
scheduler_of() {
  xl cpupool-list "$1" 2>/dev/null | awk 'NR > 1 { print $(NF - 2) }'
}
is_pool() {
  xl cpupool-list "$1" >/dev/null 2>&1
}
no_pool() {
  ! is_pool "$1"
}
is_domain() {
  xl domid "$1" >/dev/null 2>&1
}
no_domain() {
  ! is_domain "$1"
}
# The table of domains counts only VCPUs that are up, which in a paused guest is the first.
vcpus_of() {
  xl vcpu-list "$1" 2>/dev/null | awk 'NR > 1 { count++ } END { print count + 0 }'
}
older() {
  version=$(xl info xen_version)
  minor=${'$'}{version#*.}
  minor=${'$'}{minor%%[!0-9]*}
  [ "${'$'}{version%%.*}" -lt "$1" ] 2>/dev/null ||
    { [ "${'$'}{version%%.*}" -eq "$1" ] && [ "$minor" -lt "$2" ]; } 2>/dev/null
}

# Xen before 4.23 panics when the processor that has RTDS's timer leaves its pool.
stays() {
  is rtds "$(scheduler_of "$1")" && older 4 23
}
`;
