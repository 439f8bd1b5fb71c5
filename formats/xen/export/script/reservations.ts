/** The functions that ask for the reservations of RTDS. */
export const reservationQuestions = `
reservation() {
  awk -v vcpu="$1" 'NF >= 6 && $(NF - 3) == vcpu { print $(NF - 2), $(NF - 1), $NF }'
}
reservation_of() {
  xl sched-rtds -d "$1" -v all | reservation "$2"
}
flag() {
  case $1 in yes) echo 1 ;; *) echo 0 ;; esac
}
`;

/** The functions that set them, one VCPU a command. */
export const reservationFunctions = String.raw`
reserve() {
  at=$1
  [ "$2" != 0 ] || keep reservation "$3" "$(seen dom0_reservation "$3")" "$4 $5 $6"
  run xl sched-rtds -d "$2" -v "$3" -p "$4" -b "$5" -e "$(flag "$6")" || fail
  same "xl sched-rtds -d $2 -v $3" "$(seen reservation_of "$2" "$3")" "$4 $5 $6"
}
remember_reservations() {
  [ -n "$dry" ] || dom0=$(xl sched-rtds -d 0 -v all) || refuse "$noXl"
}
dom0_reservation() {
  printf '%s\n' "$dom0" | reservation "$1"
}
reserve_before() {
  set -- "$1" "$2" $(dom0_reservation "$2")
  [ "$at" -lt "$1" ] || [ "$#" -lt 5 ] ||
    run xl sched-rtds -d 0 -v "$2" -p "$3" -b "$4" -e "$(flag "$5")" ||
    lost="$lost xl sched-rtds -d 0;"
}
# Changing the extratime of a running VCPU can panic a debug build.
keeps_extratime() {
  set -- "$2" $(dom0_reservation "$1")
  [ "$#" -lt 4 ] || [ "$4" = "$1" ] || ! older 4 23 || ! xl dmesg | grep -q 'debug=y' ||
    refuse "$extratimePanics"
}
`;
