#!/bin/sh
# Stands in for xl: keeps a host in the folder $FAKE_XEN, and prints in the formats of Xen 4.17.
# Each call is a line of $FAKE_XEN/log: its words, each ended by NUL, then a line end.
# The call that would change something and whose number is in $FAKE_XEN/fail does nothing and fails;
# `after` in $FAKE_XEN/how lets it fail when it has done its work.
set -u
host=$FAKE_XEN
for word do printf '%s\0' "$word"; done >>"$host/log"
printf '\n' >>"$host/log"

# Reads a file of one line without another process.
get() {
  got=
  read -r got <"$1" || :
}
line() {
  get "$1"
  printf '%s\n' "$got"
}
no() {
  printf '%s\n' "$1" >&2
  exit 1
}
# A quoted string of a configuration file, of which the last assignment counts.
setting() {
  sed -n "s/^$2 = \"\(.*\)\"\$/\1/p" "$1" | tail -n 1 | sed 's/\\\(.\)/\1/g'
}
number() {
  sed -n "s/^$2 = \([0-9]*\)\$/\1/p" "$1" | tail -n 1
}
# The folder of a domain or pool by its name, or by the number of a domain.
find_domain() {
  found=
  case $1 in *[!0-9]*) ;; *) [ -d "$host/domains/$1" ] && found=$host/domains/$1 && return ;; esac
  for each in "$host"/domains/*; do
    get "$each/name"
    [ "$got" != "$1" ] || { found=$each && return; }
  done
}
find_pool() {
  found=
  for each in "$host"/pools/*; do
    get "$each/name"
    [ "$got" != "$1" ] || { found=$each && return; }
  done
}
domain() {
  find_domain "$1"
  [ -n "$found" ] || no "$1 is an invalid domain identifier (rc=-6)"
}
pool() {
  find_pool "$1"
  [ -n "$found" ] || no "Pool '$1' does not exist"
}
# Counts what changes something, and fails at the chosen one.
change() {
  get "$host/count"
  count=$((got + 1))
  echo "$count" >"$host/count"
  get "$host/fail"
  at=$got
  get "$host/how"
  if [ "$at" = "$count" ] && [ "$got" = before ]; then no 'failed as it was told to'; fi
}
changed() {
  if [ "$at" = "$count" ] && [ "$got" = after ]; then
    no 'failed as it was told to, after its work'
  fi
  exit 0
}
members() {
  for each in "$host"/domains/*; do
    [ "$(line "$each/pool")" != "$1" ] || echo "$each"
  done
}
without() {
  printf '%s\n' "$1" | tr , '\n' | grep -vx "$2" | paste -sd , -
}
vcpu_rows() {
  number=0
  while [ "$number" -lt "$(line "$1/vcpus")" ]; do
    read -r period budget extratime <"$1/vcpu$number"
    printf '%-33s %4d %4d %9d %9d %10s\n' "$(line "$1/name")" "${1##*/}" "$number" "$period" "$budget" "$extratime"
    number=$((number + 1))
  done
}

verb=$1
shift
case $verb in
info)
  case ${1-} in
  '') printf 'nr_cpus                : %s\ncpu_mhz                : 1000.000\nxen_version            : %s\n' "$(line "$host/nr_cpus")" "$(line "$host/version")" ;;
  nr_cpus) cat "$host/nr_cpus" ;;
  xen_version) cat "$host/version" ;;
  esac
  ;;
dmesg) cat "$host/dmesg" ;;
domid)
  domain "$1"
  echo "${found##*/}"
  ;;
vm-list)
  printf 'UUID                                  ID    name\n'
  for each in "$host"/domains/*; do
    printf '%s  %d    %-30s\n' "$(line "$each/uuid")" "${each##*/}" "$(line "$each/name")"
  done
  ;;
list)
  tail=
  heading='Name                                        ID   Mem VCPUs	State	Time(s)'
  only=
  case ${1-} in
  '') ;;
  --cpupool) tail=yes heading="$heading         Cpupool" ;;
  *) domain "$1" && only=$found ;;
  esac
  printf '%s\n' "$heading"
  for each in ${only:+"$only"} $([ -n "$only" ] || echo "$host"/domains/*); do
    state=r-----
    [ ! -e "$each/paused" ] || state=--p---
    printf '%-40s %5d %5d %5d     %s  %8.1f%s\n' "$(line "$each/name")" "${each##*/}" 8 "$(line "$each/vcpus")" "$state" 1.0 "${tail:+         $(line "$each/pool")}"
  done
  ;;
vcpu-list)
  printf 'Name                                ID  VCPU   CPU State   Time(s) Affinity (Hard / Soft)\n'
  for each in "$host"/domains/*; do
    get "$each/name"
    [ -z "${1-}" ] || [ "$got" = "$1" ] || [ "${each##*/}" = "$1" ] || continue
    number=0
    while [ "$number" -lt "$(line "$each/vcpus")" ]; do
      cpu=$(cut -d ' ' -f $((number + 1)) "$each/cpus")
      printf '%-32s %5d %5d %4s %s %9.1f  %s / all\n' "$(line "$each/name")" "${each##*/}" "$number" "$cpu" r-- 1.0 "$cpu"
      number=$((number + 1))
    done
  done
  ;;
cpupool-list)
  cpus=
  [ "${1-}" != -c ] || { cpus=yes && shift; }
  only=
  [ -z "${1-}" ] || { pool "$1" && only=$found; }
  if [ -n "$cpus" ]; then printf '%-19sCPU list\n' Name; else printf '%-19sCPUs   Sched     Active   Domain count\n' Name; fi
  for each in "$host"/pools/*; do
    [ -z "$only" ] || [ "$only" = "$each" ] || continue
    name=$(line "$each/name")
    list=$(line "$each/cpus")
    if [ -n "$cpus" ]; then
      printf '%-19s%s\n' "$name" "$list"
    else
      printf '%-19s%3d %9s       y       %4d\n' "$name" "$(printf '%s' "$list" | tr , '\n' | grep -c .)" "$(line "$each/sched")" "$(members "$name" | grep -c .)"
    fi
  done
  ;;
cpupool-cpu-remove)
  pool "$1"
  change
  without "$(line "$found/cpus")" "$2" >"$found/cpus.new"
  mv "$found/cpus.new" "$found/cpus"
  changed
  ;;
cpupool-cpu-add)
  pool "$1"
  change
  list=$(line "$found/cpus")
  printf '%s,%s\n' "$list" "$2" | tr , '\n' | grep . | sort -n | paste -sd , - >"$found/cpus.new"
  mv "$found/cpus.new" "$found/cpus"
  changed
  ;;
cpupool-create)
  name=$(setting "$1" name)
  find_pool "$name"
  [ -z "$found" ] || no "Pool name \"$name\" already exists"
  list=$(sed -n 's/^cpus = \[ \(.*\) \]$/\1/p' "$1" | tr -d '" ')
  for each in "$host"/pools/*; do
    for cpu in $(printf '%s' "$list" | tr , ' '); do
      case ,$(line "$each/cpus"), in *,"$cpu",*) no "cpu $cpu illegal or not free" ;; esac
    done
  done
  change
  next=$host/pools/$(line "$host/next")
  echo $(($(line "$host/next") + 1)) >"$host/next"
  mkdir "$next"
  printf '%s\n' "$name" >"$next/name"
  setting "$1" sched >"$next/sched"
  printf '%s\n' "$list" >"$next/cpus"
  echo 1000 >"$next/ratelimit"
  echo 30 >"$next/tslice"
  echo 0 >"$next/frame"
  printf 'Using config file "%s"\n' "$1"
  changed
  ;;
cpupool-destroy)
  pool "$1"
  [ -z "$(members "$1")" ] || no "Can't destroy cpupool '$1'"
  change
  rm -r "$found"
  changed
  ;;
create)
  option=$1 file=$2
  printf 'Parsing config from %s\n' "$file"
  [ "$option" != -n ] || exit 0
  name=$(setting "$file" name)
  find_domain "$name"
  [ -z "$found" ] || no "libxl: error: Domain \"$name\" already exists"
  of=$(setting "$file" pool)
  pool "$of"
  change
  next=$host/domains/$(line "$host/next")
  echo $(($(line "$host/next") + 1)) >"$host/next"
  mkdir "$next"
  printf '%s\n' "$name" >"$next/name"
  printf '%s\n' "$of" >"$next/pool"
  uuid=$(setting "$file" uuid)
  printf '%s\n' "${uuid:-00000000-0000-4000-8000-$(printf %012d "${next##*/}")}" >"$next/uuid"
  number "$file" vcpus >"$next/vcpus"
  weight=$(number "$file" cpu_weight)
  cap=$(number "$file" cap)
  echo "${weight:-256} ${cap:-0}" >"$next/share"
  sed -n 's/^cpus = \[ \(.*\) \]$/\1/p' "$file" | tr -d '",' >"$next/cpus"
  [ -s "$next/cpus" ] || printf '0 0 0 0 0 0 0 0\n' >"$next/cpus"
  vcpu=0
  while [ "$vcpu" -lt "$(line "$next/vcpus")" ]; do
    echo 10000 4000 yes >"$next/vcpu$vcpu"
    vcpu=$((vcpu + 1))
  done
  touch "$next/paused"
  changed
  ;;
destroy)
  domain "$1"
  change
  rm -r "$found"
  changed
  ;;
unpause)
  domain "$1"
  change
  rm -f "$found/paused"
  changed
  ;;
sched-rtds)
  dom= vcpu= period= budget= extratime=
  while [ "$#" -gt 0 ]; do
    case $1 in -d) dom=$2 ;; -v) vcpu=$2 ;; -p) period=$2 ;; -b) budget=$2 ;; -e) extratime=$2 ;; esac
    shift 2
  done
  heading=$(printf '%-33s %4s %4s %9s %9s %10s' Name ID VCPU Period Budget Extratime)
  if [ -z "$period" ]; then
    if [ -z "$dom" ]; then
      for of in "$host"/pools/*; do
        [ "$(line "$of/sched")" = rtds ] || continue
        printf 'Cpupool %s: sched=RTDS\n%s\n' "$(line "$of/name")" "$heading"
        for each in "$host"/domains/*; do
          [ "$(line "$each/pool")" != "$(line "$of/name")" ] || vcpu_rows "$each"
        done
      done
      exit 0
    fi
    domain "$dom"
    printf '%s\n' "$heading"
    if [ "$vcpu" = all ]; then vcpu_rows "$found"; else vcpu_rows "$found" | awk -v v="$vcpu" '$(NF - 3) == v'; fi
    exit 0
  fi
  domain "$dom"
  [ -e "$found/vcpu$vcpu" ] || no 'libxl: error: Invalid VCPU'
  pool "$(line "$found/pool")"
  [ "$(line "$found/sched")" = rtds ] || no 'Domain sched params unavailable'
  domain "$dom"
  { [ "$budget" -le "$period" ] && [ "$budget" -ge 10 ]; } || no 'libxl: error: Invalid budget'
  change
  echo "$period $budget $(case $extratime in 1) echo yes ;; *) echo no ;; esac)" >"$found/vcpu$vcpu"
  changed
  ;;
sched-credit | sched-credit2)
  sched=${verb#sched-}
  dom= weight= cap= pool=Pool-0 params= tslice= ratelimit=
  while [ "$#" -gt 0 ]; do
    case $1 in
    -s) params=yes && shift && continue ;;
    -d) dom=$2 ;; -w) weight=$2 ;; -c) cap=$2 ;; -p) pool=$2 ;; -t) tslice=$2 ;; -r) ratelimit=$2 ;;
    esac
    shift 2
  done
  heading='Name                                ID Weight  Cap'
  pool_line() {
    if [ "$sched" = credit ]; then
      printf 'Cpupool %s: tslice=%sms ratelimit=%sus migration-delay=0us\n' "$(line "$1/name")" "$(line "$1/tslice")" "$(line "$1/ratelimit")"
    else
      printf 'Cpupool %s: ratelimit=%sus\n' "$(line "$1/name")" "$(line "$1/ratelimit")"
    fi
  }
  row() {
    printf '%-33s %4d %6d %4d\n' "$(line "$1/name")" "${1##*/}" $(line "$1/share")
  }
  if [ -n "$params" ]; then
    pool "$pool"
    [ "$(line "$found/sched")" = "$sched" ] || no 'libxl_sched_params_set failed.'
    [ -n "$ratelimit" ] || { pool_line "$found" && exit 0; }
    change
    echo "$ratelimit" >"$found/ratelimit"
    [ -z "$tslice" ] || echo "$tslice" >"$found/tslice"
    changed
  fi
  if [ -z "$dom" ]; then
    for of in "$host"/pools/*; do
      [ "$(line "$of/sched")" = "$sched" ] || continue
      pool_line "$of"
      printf '%s\n' "$heading"
      for each in "$host"/domains/*; do
        [ "$(line "$each/pool")" != "$(line "$of/name")" ] || row "$each"
      done
    done
    exit 0
  fi
  domain "$dom"
  if [ -z "$weight" ]; then
    printf '%s\n' "$heading"
    row "$found"
    exit 0
  fi
  change
  echo "$weight $cap" >"$found/share"
  changed
  ;;
*) no "unknown: $verb" ;;
esac
exit 0
