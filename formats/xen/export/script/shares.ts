/** The functions that ask for weights, caps and the parameters of pools under credit schedulers. */
export const shareQuestions = String.raw`
share_of() {
  xl "sched-$1" -d "$2" | awk 'NF >= 4 && $NF ~ /^[0-9]+$/ { print $(NF - 1), $NF }'
}
# The timeslice in ms, where the scheduler has one, and the rate limit in µs.
times_of() {
  xl "sched-$1" -s -p "$2" | sed -n 's/^Cpupool .*: //p' |
    sed -n -e 's/.*tslice=\([0-9]*\)ms ratelimit=\([0-9]*\)us.*/\1 \2/p' -e 's/^ratelimit=\([0-9]*\)us.*/\1/p'
}
`;

/** The functions that set them. */
export const shareFunctions = `
share() {
  at=$1
  [ "$3" != 0 ] || keep share "$2" "$dom0" "$4 $5"
  run xl "sched-$2" -d "$3" -w "$4" -c "$5" || fail
  same "xl sched-$2 -d $3" "$(seen share_of "$2" "$3")" "$4 $5"
}
remember_share() {
  [ -n "$dry" ] || dom0=$(share_of "$1" 0) || refuse "$noXl"
}
share_before() {
  set -- "$1" "$2" $dom0
  [ "$at" -lt "$1" ] || [ "$#" -lt 4 ] || run xl "sched-$2" -d 0 -w "$3" -c "$4" ||
    lost="$lost xl sched-$2 -d 0;"
}
pool_times() {
  at=$1
  [ "$3" != Pool-0 ] || keep times "$2" "$times" "\${4}\${5+ $5}"
  case $# in
  4) run xl "sched-$2" -s -p "$3" -r "$4" || fail ;;
  *) run xl "sched-$2" -s -p "$3" -t "$4" -r "$5" || fail ;;
  esac
  same "xl sched-$2 -s -p $3" "$(seen times_of "$2" "$3")" "\${4}\${5+ $5}"
}
remember_times() {
  [ -n "$dry" ] || times=$(times_of "$1" Pool-0) || refuse "$noXl"
}
times_before() {
  set -- "$1" "$2" $times
  [ "$at" -ge "$1" ] || return 0
  case $# in
  3) run xl "sched-$2" -s -p Pool-0 -r "$3" ;;
  4) run xl "sched-$2" -s -p Pool-0 -t "$3" -r "$4" ;;
  esac || lost="$lost xl sched-$2 -s -p Pool-0;"
}
`;
