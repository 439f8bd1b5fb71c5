import { aboutTakedown, takedownTexts } from '../../../../messages/formats/xen-export/takedown.ts';
import { seal } from '../../../sealed.ts';
import { hostFunctions, sentences } from './host.ts';
import { recordFunctions } from './record.ts';
import { reservationQuestions } from './reservations.ts';
import { shareQuestions } from './shares.ts';

/**
 * The script that takes down what the deployment beside it has made, by the record that it kept:
 * POSIX sh, busybox's too. It is the same for every plan.
 */
export function takedownScript(): string {
  const comments = aboutTakedown().map((line) => `# ${line}\n`);
  return seal(
    `#!/bin/sh\n${comments.join('')}\n${sentences(takedownTexts)}${hostFunctions}` +
      recordFunctions +
      reservationQuestions +
      shareQuestions +
      functions,
  );
}

const functions = String.raw`
dry=yes
only=
sure=
case ${'$'}{1-} in
'') ;;
--dry-run) only=yes ;;
--yes) sure=yes ;;
*)
  printf '%s\n' "$usage" >&2
  exit 2
  ;;
esac

# Each function takes one thing down, and fails where it stays: it is kept in the record then.
# With dry they only print what they will do.
here() {
  is_domain "$1" && is "$2" "$(uuid_of "$1")"
}
tell() {
  printf '%s\n' "$*" >&2
}
down_domain() {
  if ! is_domain "$3"; then
    tell "$isGone $3"
  elif ! here "$3" "$1"; then
    tell "$isAnother $3"
  else
    run xl destroy "$3"
  fi
}
# The domains of a pool that were deployed and are there.
own_in() {
  own=0
  while IFS=$tab read -r thing uuid pool name <&4; do
    [ "$thing" != domain ] || [ "$pool" != "$1" ] || ! here "$name" "$uuid" || own=$((own + 1))
  done 4<deployed
}
down_pool() {
  is_pool "$1" || {
    tell "$isGone $1"
    return 0
  }
  own_in "$1"
  if stays "$1"; then
    tell "$poolStays $1"
  elif [ "$(xl cpupool-list "$1" | awk 'NR > 1 { print $NF }')" -gt "$own" ]; then
    tell "$poolIsUsed $1"
  else
    run xl cpupool-destroy "$1" || { sleep 1 && run xl cpupool-destroy "$1"; }
    return
  fi
  busy=$busy,$(cpus_of "$1")
  return 1
}
down_processor() {
  lacks "$busy" "$1" || return 1
  lacks "$(cpus_of Pool-0)" "$1" || return 0
  run xl cpupool-cpu-add Pool-0 "$1"
}
# Sets Dom0 and its pool back, where nobody has set them to something else since.
set_back() {
  now=$1 before=$2 set=$3 what=$4
  shift 4
  if is "$now" "$set"; then
    is "$before" "$set" || run "$@"
  else
    is "$now" "$before" || tell "$isChanged $what"
  fi
}
down_share() {
  set_back "$(share_of "$1" 0)" "$2" "$3" "xl sched-$1 -d 0" \
    xl "sched-$1" -d 0 -w "${'$'}{2% *}" -c "${'$'}{2#* }"
}
down_reservation() {
  set -- "$1" "$2" "$3" $2
  set_back "$(reservation_of 0 "$1")" "$2" "$3" "xl sched-rtds -d 0 -v $1" \
    xl sched-rtds -d 0 -v "$1" -p "$4" -b "$5" -e "$(flag "$6")"
}
down_times() {
  case $2 in
  *' '*) set -- "$@" -t "${'$'}{2% *}" -r "${'$'}{2#* }" ;;
  *) set -- "$@" -r "$2" ;;
  esac
  sched=$1 before=$2 set=$3
  shift 3
  set_back "$(times_of "$sched" Pool-0)" "$before" "$set" "xl sched-$sched -s -p Pool-0" \
    xl "sched-$sched" -s -p Pool-0 "$@"
}
down_windows() {
  core=$1 before=$2 set=$3
  set_back "$(./arinc653 "$core" get)" "$before" "$set" "./arinc653 $core get" \
    ./arinc653 "$core" set $before
}

# The record from its last line to its first: what was made last is taken down first.
backward() {
  sed -n -e '1!G' -e h -e '$p' deployed
}
# Takes everything down; what stays is in left, in the order of the record.
all_down() {
  busy=
  left=
  while IFS=$tab read -r kind a b c <&3; do
    case $kind in
    domain | pool | processor | share | reservation | times | windows)
      "down_$kind" "$a" "$b" "$c" || left="$kind$tab$a$tab$b$tab$c
$left"
      ;;
    esac
  done 3<<END
$(backward)
END
}

[ -e deployed ] || refuse "$nothingDeployed"
if ! is "$(record_boot)" "$(boot_id)"; then
  [ -n "$only" ] || rm -f deployed
  printf '%s\n' "$bootedAnew"
  exit 0
fi
xl info >/dev/null || refuse "$noXl"
all_down
if [ -n "$only" ]; then
  printf '%s\n' "$dryRun"
  exit 0
fi
if [ -z "$sure" ]; then
  printf '%s ' "$areYouSure"
  read -r answer || answer=
  is "$answer" yes || refuse "$nothingDone"
fi
dry=
all_down
if [ -n "$left" ]; then
  printf 'boot\t%s\n%s' "$(boot_id)" "$left" >deployed
  refuse "$isLeft" "$left"
fi
rm -f deployed
printf '%s\n' "$allDown"
`;
