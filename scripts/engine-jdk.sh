#!/usr/bin/env bash
# Prints the home of the newest JDK from 21 on: VERDICT_JAVA_HOME, JAVA_HOME, the one on PATH, and those installed beside each other.
set -euo pipefail
best=0 home=
onpath=$(command -v javac || true)
for candidate in "${VERDICT_JAVA_HOME:-}" "${JAVA_HOME:-}" "${onpath:+$(dirname "$(dirname "$(readlink -f "$onpath")")")}" /usr/lib/jvm/* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
  [ -n "$candidate" ] && [ -x "$candidate/bin/javac" ] || continue
  version=$("$candidate/bin/javac" -version 2>&1 | sed -E 's/^javac ([0-9]+).*/\1/')
  if [ "$version" -ge 21 ] 2>/dev/null && [ "$version" -gt "$best" ]; then best=$version home=$(cd "$candidate" && pwd -P); fi
  [ "$candidate" = "${VERDICT_JAVA_HOME:-}" ] && [ "$best" -gt 0 ] && break
done
if [ -z "$home" ]; then
  echo "a JDK from 21 on is needed; set VERDICT_JAVA_HOME" >&2
  exit 1
fi
echo "$home"
