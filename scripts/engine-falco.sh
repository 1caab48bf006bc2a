#!/usr/bin/env bash
# Sets up libsinsp, the engine inside Falco, with its front end sysdig, for tests and `verdict verify`: npm run engine:falco
# Into ${VERDICT_ENGINES_DIR:-.cache/engines}/falco, about 60 MB of which 8 MB are downloaded. Debian's packages of the unstable release, from the archive that apt
# is set up for, unpacked and not installed, run through their own loader; no root. Needs a C compiler for the stand-in of the container plugin. Never commit it.
# Without Debian's apt, or for the whole of Falco, set FALCO_BIN to a falco.
set -euo pipefail
cd "$(dirname "$0")/.."
plugin=targets/falco/engine/container-plugin.c
stamp="libsinsp layout-1 $(cksum < "$plugin")"
folder=${VERDICT_ENGINES_DIR:-.cache/engines}/falco
mkdir -p "$folder"
folder=$(cd "$folder" && pwd)
if [ "$(cat "$folder/done" 2>/dev/null)" = "$stamp" ]; then
  echo "libsinsp is ready in $folder"
  exit 0
fi
rm -f "$folder/done"
compiler=$(command -v "${CC:-cc}" || command -v gcc || true)
[ -n "$compiler" ] || { echo "a C compiler is needed; set CC" >&2; exit 1; }
if [ ! -x "$folder/root/usr/bin/sysdig" ]; then
  command -v apt-get >/dev/null || { echo "apt-get is needed, or set FALCO_BIN" >&2; exit 1; }
  archive=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' | grep '/debian/*$' | head -n 1)
  [ -n "$archive" ] || { echo "apt knows no Debian archive" >&2; exit 1; }
  apt="$folder/apt"
  rm -rf "$apt" "$folder/root"
  mkdir -p "$apt/lists/partial" "$apt/cache/archives/partial" "$folder/root"
  : > "$apt/status"
  echo "deb $archive sid main" > "$apt/sources.list"
  options=(-qq -o "Dir::Etc::sourcelist=$apt/sources.list" -o Dir::Etc::sourceparts=- -o "Dir::State::Lists=$apt/lists" -o "Dir::Cache=$apt/cache"
    -o "Dir::State::status=$apt/status" -o APT::Sandbox::User=root -o Acquire::Check-Valid-Until=false)
  apt-get "${options[@]}" update || { echo "the unstable archive's signature cannot be checked here" >&2; exit 3; }
  apt-get "${options[@]}" install -y --no-install-recommends --download-only sysdig libfalcosecurity0-dev > /dev/null
  for package in "$apt"/cache/archives/*.deb; do dpkg -x "$package" "$folder/root"; done
  rm -rf "$apt"
fi
libraries=$(dirname "$(find "$folder/root/usr/lib" -name 'libsinsp.so.0' -o -name 'libsinsp.so*' | head -n 1)")
loader=$(find "$folder/root" -name 'ld-linux-*.so.*' | head -n 1)
[ -n "$loader" ] || { echo "the packages bring no loader" >&2; exit 1; }
cat > "$folder/sysdig" <<SCRIPT
#!/bin/sh
exec "$loader" --library-path "$libraries" "$folder/root/usr/bin/sysdig" "\$@"
SCRIPT
chmod +x "$folder/sysdig"
"$compiler" -O1 -Wall -shared -fPIC -I "$folder/root/usr/include/falcosecurity" "$plugin" -o "$folder/container-plugin.so"
version=$("$folder/sysdig" --version | sed -nE 's/^sysdig version ([0-9.]+).*/\1/p')
libs=$(basename "$(find "$folder/root/usr/lib" -name 'libsinsp.so.*.*.*' | head -n 1)" | sed -E 's/^libsinsp\.so\.//')
echo "$libs (sysdig $version)" > "$folder/version"
echo "$stamp" > "$folder/done"
echo "libsinsp $libs is ready in $folder"
