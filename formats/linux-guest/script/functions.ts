/** The functions of a guest's script, for any POSIX shell. */
export const functions = String.raw`
set -u
LC_ALL=C
export LC_ALL
here=.
case $0 in */*) here=${'$'}{0%/*} ;; esac

refuse() {
  printf '%s\n' "$@" >&2
  exit 1
}
wrong() {
  printf '%s\n' "$1" >&2
  tasks >&2
  exit 2
}
has() {
  command -v "$1" >/dev/null 2>&1
}

# Writes to a file of the kernel, where this kernel has it.
tell_kernel() {
  [ ! -e "$2" ] || printf '%s\n' "$1" >"$2" || exit 1
}

prepare() {
  [ "$(id -u)" = 0 ] || refuse "$needsRoot"
  debug=/sys/kernel/debug
  [ -d $debug/sched ] || mount -t debugfs none $debug || exit 1
  # Some processors' servers of ordinary threads, and the throttle of real-time ones.
  for server in $debug/sched/fair_server/cpu*/runtime; do tell_kernel 0 "$server"; done
  tell_kernel -1 /proc/sys/kernel/sched_rt_runtime_us
  # Runtimes end on time, not at the next tick.
  ! grep -qs NO_HRTICK_DL $debug/sched/features || tell_kernel HRTICK_DL $debug/sched/features
  [ -z "$timeslice" ] || tell_kernel "$timeslice" /proc/sys/kernel/sched_rr_timeslice_ms
  printf '%s\n' "$prepared"
}

run() {
  task "$1" || wrong "$unknownTask"
  shift
  [ -z "$processor" ] || taskset -pc "$processor" $$ >/dev/null || exit 1
  # The shell takes the scheduling itself, so that a refusal is told before the program begins.
  chrt $options -p "$priority" $$ || refuse "$keepsBack"
  exec "$@"
}

set_task() {
  task "$1" || wrong "$unknownTask"
  [ -z "$processor" ] || taskset -pc "$processor" "$2" >/dev/null || exit 1
  chrt $options -p "$priority" "$2" || refuse "$keepsBack"
}

# Tells of a task's log: jobs, misses, and the longest response. The first job starts late.
look() {
  awk -v task="$1" -v limit="$3" -v period="$4" '
    /^#/ || !first++ { next }
    { jobs++; if ($8 < limit) missed++; if (period - $8 > longest) longest = period - $8 }
    END { printf "%s\t%d\t%d\t%d\n", task, jobs, missed, longest; exit missed > 0 || jobs == 0 }
  ' "$folder/$2" || bad=yes
}

load() {
  has rt-app || refuse "$needsRtApp"
  folder=$(mktemp -d) || exit 1
  trap 'rm -rf "$folder"' EXIT
  cp "$here/$load" "$folder/load.json" || exit 1
  (cd "$folder" && rt-app load.json >out 2>&1) || refuse "$(cat "$folder/out")" "$keepsBack"
  bad=
  printf '%s\t%s\t%s\t%s\n' "$head_task" "$head_jobs" "$head_missed" "$head_longest"
  logs
  [ -z "$bad" ] || refuse "$missed"
  printf '%s\n' "$metAll"
}

accept() {
  has cyclictest || refuse "$needsCyclictest"
  bad=
  for each in $processors; do
    allowed=${'$'}{each#*:}
    set -- cyclictest -q -m -p 99 -i 1000 -t 1 -a "${'$'}{each%%:*}" -D "$seconds"
    printf '+ %s\n' "$*"
    told=$("$@") || exit 1
    latest=$(printf '%s\n' "$told" | awk '{ for (i = 1; i < NF; i++) if ($i == "Max:") print $(i + 1) }')
    [ -n "$latest" ] || refuse "$told"
    if [ "$allowed" = - ]; then
      printf '%s: %s, %s\n' "$head_latest" "$latest" "$noBound"
    else
      printf '%s: %s, %s: %s\n' "$head_latest" "$latest" "$head_allowed" "$allowed"
      [ "$latest" -le "$allowed" ] || bad=yes
    fi
  done
  [ -z "$bad" ] || refuse "$tooLate"
  printf '%s\n' "$promptEnough"
}

case ${'$'}{1-}:$# in
prepare:1) prepare ;;
run:[12]) wrong "$usage" ;;
run:*) shift && run "$@" ;;
set:3) set_task "$2" "$3" ;;
load:1) load ;;
accept:1) seconds=60 && accept ;;
accept:2)
  case $2 in '' | *[!0-9]*) wrong "$usage" ;; esac
  seconds=$2 && accept
  ;;
*) wrong "$usage" ;;
esac
`;
