#!/bin/sh
# Stands in for xl: keeps a host in the folder $FAKE_XEN, and prints in the formats of Xen 4.17.
# Each call is a line of $FAKE_XEN/log: its words, each ended by NUL, then a line end.
# The call that would change something and whose number is in $FAKE_XEN/fail does nothing and fails;
# `after` in $FAKE_XEN/how lets it fail when it has done its work.
# Tests call it thousands of times, so it starts hardly any process: functions answer in `got`.
set -u
host=$FAKE_XEN
for word do printf '%s\0' "$word"; done >>"$host/log"
printf '\n' >>"$host/log"

# Reads a file of one line.
get() {
  got=
  read -r got <"$1" || :
}
no() {
  printf '%s\n' "$1" >&2
  exit 1
}
# The text between two others in a line of a configuration file, of which the last counts.
assigned() {
  got=
  while IFS= read -r row; do
    case $row in "$2"*"$3") got=${row#"$2"} got=${got%"$3"} ;; esac
  done <"$1"
}
number() {
  assigned "$1" "$2 = " ''
}
# A quoted string. A backslash stands before a character that is meant.
setting() {
  assigned "$1" "$2 = \"" '"'
  rest=$got got=
  while [ "${rest#*\\}" != "$rest" ]; do
    got=$got${rest%%\\*} rest=${rest#*\\}
    after=${rest#?}
    got=$got${rest%"$after"} rest=$after
  done
  got=$got$rest
}
# The numbers in brackets, with a text between them.
numbers() {
  assigned "$1" "$2 = [ " ' ]'
  rest=$got got=
  IFS='", '
  for item in $rest; do
    [ -z "$item" ] || got=${got:+"$got$3"}$item
  done
  unset IFS
}
# The word of this number, counted from 0, or the last one.
word() {
  skip=$1
  shift
  while [ "$skip" -gt 0 ] && [ "$#" -gt 1 ]; do shift && skip=$((skip - 1)); done
  got=$1
}
# A list without a number, and with one in its order.
without() {
  got=
  IFS=,
  for item in $1; do
    [ "$item" = "$2" ] || got=${got:+$got,}$item
  done
  unset IFS
}
with() {
  got= new=$2
  IFS=,
  for item in $1; do
    if [ "$new" ] && [ "$new" -lt "$item" ]; then got=${got:+$got,}$new new=; fi
    got=${got:+$got,}$item
  done
  unset IFS
  [ -z "$new" ] || got=${got:+$got,}$new
}
# The length of a list.
length() {
  IFS=,
  # shellcheck disable=SC2086
  set -- $1
  unset IFS
  got=$#
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
# A new folder beside others.
make() {
  get "$host/next"
  next=$host/$1/$got
  echo $((got + 1)) >"$host/next"
  mkdir "$next"
}
# Counts what changes something, and fails at the chosen one.
change() {
  get "$host/count"
  count=$((got + 1))
  echo "$count" >"$host/count"
  get "$host/fail"
  at=$got
  get "$host/how"
  how=$got
  if [ "$at" = "$count" ] && [ "$how" = before ]; then no 'failed as it was told to'; fi
}
changed() {
  if [ "$at" = "$count" ] && [ "$how" = after ]; then
    no 'failed as it was told to, after its work'
  fi
  exit 0
}
# How many domains are in a pool.
members() {
  inside=0
  for member in "$host"/domains/*; do
    get "$member/pool"
    [ "$got" != "$1" ] || inside=$((inside + 1))
  done
  got=$inside
}
# The budgets of a domain, or of one VCPU of it.
vcpu_rows() {
  get "$1/name" && name=$got
  get "$1/vcpus" && vcpus=$got
  number=0
  while [ "$number" -lt "$vcpus" ]; do
    read -r period budget extratime <"$1/vcpu$number"
    case ${2-$number} in
    "$number" | all) printf '%-33s %4d %4d %9d %9d %10s\n' "$name" "${1##*/}" "$number" "$period" "$budget" "$extratime" ;;
    esac
    number=$((number + 1))
  done
}
vcpu_heading() {
  printf '%-33s %4s %4s %9s %9s %10s\n' Name ID VCPU Period Budget Extratime
}

verb=$1
shift
case $verb in
info)
  get "$host/nr_cpus" && processors=$got
  get "$host/version" && version=$got
  case ${1-} in
  '') printf 'nr_cpus                : %s\ncpu_mhz                : 1000.000\nxen_version            : %s\n' "$processors" "$version" ;;
  nr_cpus) echo "$processors" ;;
  xen_version) echo "$version" ;;
  xen_commandline) cat "$host/commandline" ;;
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
    get "$each/uuid" && uuid=$got
    get "$each/name"
    printf '%s  %d    %-30s\n' "$uuid" "${each##*/}" "$got"
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
  set -- "$host"/domains/*
  [ -z "$only" ] || set -- "$only"
  for each do
    state=r-----
    [ ! -e "$each/paused" ] || state=--p---
    get "$each/name" && name=$got
    get "$each/vcpus" && vcpus=$got
    get "$each/pool"
    printf '%-40s %5d %5d %5d     %s  %8.1f%s\n' "$name" "${each##*/}" 8 "$vcpus" "$state" 1.0 "${tail:+         $got}"
  done
  ;;
vcpu-list)
  printf 'Name                                ID  VCPU   CPU State   Time(s) Affinity (Hard / Soft)\n'
  for each in "$host"/domains/*; do
    get "$each/name" && name=$got
    [ -z "${1-}" ] || [ "$name" = "$1" ] || [ "${each##*/}" = "$1" ] || continue
    get "$each/vcpus" && vcpus=$got
    get "$each/cpus" && cpus=$got
    number=0
    while [ "$number" -lt "$vcpus" ]; do
      # shellcheck disable=SC2086
      word "$number" $cpus
      printf '%-32s %5d %5d %4s %s %9.1f  %s / all\n' "$name" "${each##*/}" "$number" "$got" r-- 1.0 "$got"
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
    get "$each/name" && name=$got
    get "$each/cpus" && list=$got
    if [ -n "$cpus" ]; then
      printf '%-19s%s\n' "$name" "$list"
    else
      get "$each/sched" && sched=$got
      length "$list" && size=$got
      members "$name"
      printf '%-19s%3d %9s       y       %4d\n' "$name" "$size" "$sched" "$got"
    fi
  done
  ;;
cpupool-cpu-remove)
  pool "$1"
  change
  get "$found/cpus"
  without "$got" "$2"
  echo "$got" >"$found/cpus"
  changed
  ;;
cpupool-cpu-add)
  pool "$1"
  change
  get "$found/cpus"
  with "$got" "$2"
  echo "$got" >"$found/cpus"
  changed
  ;;
cpupool-create)
  setting "$1" name && name=$got
  find_pool "$name"
  [ -z "$found" ] || no "Pool name \"$name\" already exists"
  numbers "$1" cpus ' ' && cpus=$got
  for each in "$host"/pools/*; do
    get "$each/cpus"
    for cpu in $cpus; do
      case ,$got, in *,"$cpu",*) no "cpu $cpu illegal or not free" ;; esac
    done
  done
  change
  make pools
  printf '%s\n' "$name" >"$next/name"
  setting "$1" sched
  printf '%s\n' "$got" >"$next/sched"
  numbers "$1" cpus ,
  printf '%s\n' "$got" >"$next/cpus"
  echo 1000 >"$next/ratelimit"
  echo 30 >"$next/tslice"
  echo 0 >"$next/frame"
  printf 'Using config file "%s"\n' "$1"
  changed
  ;;
cpupool-destroy)
  pool "$1"
  members "$1"
  [ "$got" = 0 ] || no "Can't destroy cpupool '$1'"
  change
  rm -r "$found"
  changed
  ;;
create)
  option=$1 file=$2
  printf 'Parsing config from %s\n' "$file"
  [ "$option" != -n ] || exit 0
  setting "$file" name && name=$got
  find_domain "$name"
  [ -z "$found" ] || no "libxl: error: Domain \"$name\" already exists"
  setting "$file" pool && of=$got
  pool "$of"
  change
  make domains
  printf '%s\n' "$name" >"$next/name"
  printf '%s\n' "$of" >"$next/pool"
  setting "$file" uuid
  printf '%s\n' "${got:-00000000-0000-4000-8000-$(printf %012d "${next##*/}")}" >"$next/uuid"
  number "$file" cpu_weight && weight=$got
  number "$file" cap
  echo "${weight:-256} ${got:-0}" >"$next/share"
  numbers "$file" cpus ' '
  echo "${got:-0 0 0 0 0 0 0 0}" >"$next/cpus"
  number "$file" vcpus && vcpus=$got
  echo "$vcpus" >"$next/vcpus"
  vcpu=0
  while [ "$vcpu" -lt "$vcpus" ]; do
    echo 10000 4000 yes >"$next/vcpu$vcpu"
    vcpu=$((vcpu + 1))
  done
  : >"$next/paused"
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
  if [ -z "$period" ] && [ -z "$dom" ]; then
    for of in "$host"/pools/*; do
      get "$of/sched"
      [ "$got" = rtds ] || continue
      get "$of/name" && pool=$got
      printf 'Cpupool %s: sched=RTDS\n' "$pool"
      vcpu_heading
      for each in "$host"/domains/*; do
        get "$each/pool"
        [ "$got" != "$pool" ] || vcpu_rows "$each"
      done
    done
    exit 0
  fi
  domain "$dom"
  if [ -z "$period" ]; then
    vcpu_heading
    vcpu_rows "$found" "$vcpu"
    exit 0
  fi
  of=$found
  [ -e "$of/vcpu$vcpu" ] || no 'libxl: error: Invalid VCPU'
  get "$of/pool"
  pool "$got"
  get "$found/sched"
  [ "$got" = rtds ] || no 'Domain sched params unavailable'
  { [ "$budget" -le "$period" ] && [ "$budget" -ge 10 ]; } || no 'libxl: error: Invalid budget'
  change
  case $extratime in 1) extratime=yes ;; *) extratime=no ;; esac
  echo "$period $budget $extratime" >"$of/vcpu$vcpu"
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
    get "$1/name" && name=$got
    get "$1/tslice" && slice=$got
    get "$1/ratelimit"
    if [ "$sched" = credit ]; then
      printf 'Cpupool %s: tslice=%sms ratelimit=%sus migration-delay=0us\n' "$name" "$slice" "$got"
    else
      printf 'Cpupool %s: ratelimit=%sus\n' "$name" "$got"
    fi
  }
  row() {
    get "$1/name" && name=$got
    get "$1/share"
    # shellcheck disable=SC2086
    printf '%-33s %4d %6d %4d\n' "$name" "${1##*/}" $got
  }
  if [ -n "$params" ]; then
    pool "$pool"
    get "$found/sched"
    [ "$got" = "$sched" ] || no 'libxl_sched_params_set failed.'
    [ -n "$ratelimit" ] || { pool_line "$found" && exit 0; }
    change
    echo "$ratelimit" >"$found/ratelimit"
    [ -z "$tslice" ] || echo "$tslice" >"$found/tslice"
    changed
  fi
  if [ -z "$dom" ]; then
    for of in "$host"/pools/*; do
      get "$of/sched"
      [ "$got" = "$sched" ] || continue
      pool_line "$of"
      printf '%s\n' "$heading"
      get "$of/name" && pool=$got
      for each in "$host"/domains/*; do
        get "$each/pool"
        [ "$got" != "$pool" ] || row "$each"
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
