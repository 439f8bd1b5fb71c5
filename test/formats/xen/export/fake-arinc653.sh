#!/bin/sh
# Stands in for the program that loads windows: keeps them beside the pool that has the processor.
set -u
host=$FAKE_XEN
processor=$1
for pool in "$host"/pools/*; do
  read -r cpus <"$pool/cpus"
  case ,$cpus, in
  *,"$processor",*)
    case $2 in
    get) cat "$pool/frame" ;;
    set)
      shift 2
      read -r count <"$host/count"
      count=$((count + 1))
      echo "$count" >"$host/count"
      read -r fail <"$host/fail"
      read -r how <"$host/how"
      [ "$fail$how" != "${count}before" ] || exit 1
      echo "$*" >"$pool/frame"
      [ "$fail$how" != "${count}after" ] || exit 1
      ;;
    esac
    exit 0
    ;;
  esac
done
exit 1
