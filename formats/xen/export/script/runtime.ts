import { scriptTexts } from '../../../../messages/formats/xen-export/script.ts';
import { hostFunctions, sentences } from './host.ts';
import { recordFunctions } from './record.ts';

/**
 * The functions of the script, for any POSIX shell. `at` is the number of the last step that was
 * begun: those behind it have nothing to undo.
 */
export function runtime(): string {
  return sentences(scriptTexts) + hostFunctions + recordFunctions + functions;
}

const functions = String.raw`
dry=
case ${'$'}{1-} in
'') ;;
--dry-run) dry=yes ;;
*)
  printf '%s\n' "$usage" >&2
  exit 2
  ;;
esac

at=0
taken=
kept=
lost=
dom0=
times=
frame=

fail() {
  trap '' INT TERM HUP
  printf '%s\n' "$@" "$failed" >&2
  undo
  if [ -z "$lost" ]; then
    rm -f deployed
    printf '%s\n' "$undone" >&2
  else
    printf '%s\n' "$notUndone$lost" >&2
  fi
  exit 1
}

# Asks before anything is changed: the sentence is said where the command fails.
ask() {
  [ -z "$dry" ] || return 0
  sentence=$1
  shift
  "$@" || refuse "$sentence"
}

# Looks at what was done.
see() {
  [ -z "$dry" ] || return 0
  sentence=$1
  shift
  "$@" || fail "$sentence"
}

# Compares what Xen tells with what was asked for.
same() {
  [ -n "$dry" ] || [ "$2" = "$3" ] || fail "$differs" "$1: $2 != $3"
}

is_processor() {
  [ "$1" -lt "$(xl info nr_cpus)" ]
}
# Whether a processor is in Pool-0 or in no pool.
is_to_have() {
  has "$(cpus_of Pool-0)" "$1" ||
    lacks "$(xl cpupool-list -c | awk 'NR > 1 { printf "%s%s", c, $NF; c = "," }')" "$1"
}
is_alone() {
  is 1 "$(xl cpupool-list Pool-0 | awk 'NR > 1 { print $NF }')"
}

has_scheduler() {
  is "$1" "$(scheduler_of Pool-0)"
}
has_vcpus() {
  is "$2" "$(vcpus_of "$1")"
}
tell_pool() {
  [ -n "$dry" ] || printf '%s\n' "Pool-0: $runningInPool" "$(xl list --cpupool | awk '$NF == "Pool-0"')"
}
warn_extratime() {
  [ -n "$dry" ] || ! older 4 23 || printf '%s\n' "$extratimeWraps" >&2
}
warn_timers() {
  [ -n "$dry" ] || case " $(xl info xen_commandline) " in
  *' timer_slop=0 '*) ;;
  *) printf '%s\n' "$timersLate" >&2 ;;
  esac
}
# Whether the first VCPU of a domain runs on its processor, and a moment is waited for that.
owns() {
  for _ in 1 2 3; do
    ! is "$2" "$(xl vcpu-list "$1" | awk 'NR > 1 && $(NF - 6) == 0 { print $(NF - 5) }')" || return 0
    sleep 1
  done
  return 1
}

# A guest's file is the person's own in part.
written() {
  [ -z "$dry" ] || return 0
  grep -Eq '^[[:space:]]*memory[[:space:]]*=' "$1" || refuse "$1: $needsMemory"
  grep -Eq '^[[:space:]]*(kernel|bootloader|firmware|firmware_override|disk)[[:space:]]*\+?=' "$1" ||
    refuse "$1: $needsBoot"
}
readable() {
  told=$(xl create -n "./$1" 2>&1) || {
    printf '%s\n' "$told" >&2
    return 1
  }
}

take() {
  at=$1
  [ -n "$dry" ] || has "$(cpus_of Pool-0)" "$2" || return 0
  taken=$taken,$2
  keep processor "$2"
  run xl cpupool-cpu-remove Pool-0 "$2" || fail
  [ -n "$dry" ] || lacks "$(cpus_of Pool-0)" "$2" || fail
}
give_back() {
  if [ "$at" -ge "$1" ] && has "$taken" "$2" && lacks "$kept" "$2" &&
    lacks "$(cpus_of Pool-0)" "$2"; then
    run xl cpupool-cpu-add Pool-0 "$2"
    has "$(cpus_of Pool-0)" "$2" || lost="$lost xl cpupool-cpu-add Pool-0 $2;"
  fi
}

make_pool() {
  at=$1
  keep pool "$2"
  run xl cpupool-create "./$3" || fail "$4"
}
remove_pool() {
  if [ "$at" -ge "$1" ] && is_pool "$2"; then
    if stays "$2"; then
      kept=$kept,$(cpus_of "$2")
      lost="$lost $poolStays '$2';"
      return
    fi
    run xl cpupool-destroy "$2" || { sleep 1 && run xl cpupool-destroy "$2"; } ||
      lost="$lost xl cpupool-destroy '$2';"
  fi
}

create() {
  at=$1
  run xl create -p "./$3" || fail
  keep domain "$(seen uuid_of "$2")" "$5" "$2"
  same "xl vcpu-list $2" "$(seen vcpus_of "$2")" "$4"
}
destroy() {
  if [ "$at" -ge "$1" ] && is_domain "$2"; then
    run xl destroy "$2" || lost="$lost xl destroy '$2';"
  fi
}
unpause() {
  at=$1
  run xl unpause "$2" || fail
}
# In a dry run there is nothing to be seen.
seen() {
  [ -n "$dry" ] || "$@"
}
`;
