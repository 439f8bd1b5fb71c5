/**
 * The functions that keep what a deployment makes, for the script that takes it down: the file
 * `deployed`, with a line for each thing in the order made, its fields between tabs. Names hold no
 * tab. Xen keeps nothing over a boot, so a record of another boot tells nothing.
 */
export const recordFunctions = String.raw`
tab=$(printf '\t')
boot_id() {
  cat /proc/sys/kernel/random/boot_id 2>/dev/null || echo unknown
}
record_boot() {
  [ -e deployed ] && sed -n "s/^boot$tab//p" deployed
}
no_record() {
  [ -n "$dry" ] || [ "$(record_boot)" != "$(boot_id)" ] || refuse "$recordThere"
}
begin_record() {
  [ -n "$dry" ] || printf 'boot\t%s\n' "$(boot_id)" 2>/dev/null >deployed || refuse "$noRecord"
}
keep() {
  [ -z "$dry" ] || return 0
  line=$1
  shift
  for field do line=$line$tab${'$'}{field:--}; done
  printf '%s\n' "$line" >>deployed || fail
}
uuid_of() {
  id=$(xl domid "$1") && xl vm-list | awk -v id="$id" '$2 == id { print $1 }'
}
`;
