/** The functions that load windows, for which `xl` has no command. */
export const frameFunctions = `
has_loader() {
  [ -z "$dry" ] || return 0
  [ -x ./arinc653 ] || cc -o arinc653 arinc653.c -lxenctrl 2>/dev/null || refuse "$noLoader"
}
windows() {
  at=$1
  core=$2
  shift 2
  [ -z "$frame" ] || keep windows "$core" "$frame" "$*"
  run ./arinc653 "$core" set "$@" || fail
  same "./arinc653 $core get" "$(seen ./arinc653 "$core" get)" "$*"
}
remember_windows() {
  [ -n "$dry" ] || frame=$(./arinc653 "$1" get) || refuse "$noXl"
}
windows_before() {
  set -- "$1" "$2" $frame
  [ "$at" -lt "$1" ] || [ "$#" -lt 4 ] || {
    core=$2
    shift 2
    run ./arinc653 "$core" set "$@" || lost="$lost ./arinc653 $core set;"
  }
}
`;
