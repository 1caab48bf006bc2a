#!/usr/bin/env bash
# Sets up the OpenSearch that tests and `verdict verify` run as a second opinion: npm run engine:opensearch
# Into ${VERDICT_ENGINES_DIR:-.cache/engines}/opensearch, about 70 MB. Needs Maven and a JDK from 21 on. Never commit it.
set -euo pipefail
cd "$(dirname "$0")/.."
stamp="opensearch-3.8.0 layout-2"
folder=${VERDICT_ENGINES_DIR:-.cache/engines}/opensearch
mkdir -p "$folder"
folder=$(cd "$folder" && pwd)
sources=$(cat scripts/engine-opensearch.java scripts/engine-opensearch.pom.xml | cksum)
if [ "$(cat "$folder/done" 2>/dev/null)" = "$stamp $sources" ]; then
  echo "OpenSearch 3.8.0 is ready in $folder"
  exit 0
fi
java=$(scripts/engine-jdk.sh)
rm -rf "$folder/done" "$folder/lib" "$folder/classes" "$folder/node.jsa"
mvn -B -q -f scripts/engine-opensearch.pom.xml org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy-dependencies -DincludeScope=runtime \
  -DoutputDirectory="$folder/lib"
mkdir -p "$folder/classes"
"$java/bin/javac" -nowarn -d "$folder/classes" -cp "$folder/lib/*" scripts/engine-opensearch.java
"$java/bin/jar" --create --file "$folder/node.jar" -C "$folder/classes" .
rm -rf "$folder/classes"
cat > "$folder/java-arguments" <<ARGUMENTS
-Xms512m
-Xmx2g
-XX:+UseSerialGC
-XX:SharedArchiveFile="$folder/node.jsa"
-Xshare:auto
-Xlog:disable
-Xlog:all=off
-XX:-UsePerfData
-Dfile.encoding=UTF-8
-Dlog4j2.disable.jmx=true
-Djna.nosys=true
-Dopensearch.set.netty.runtime.available.processors=false
--add-modules=jdk.incubator.vector
--enable-native-access=ALL-UNNAMED
-cp
"$folder/node.jar:$(find "$folder/lib" -name '*.jar' | sort | paste -sd: -)"
VerdictNode
"$folder"
ARGUMENTS
echo "$java" > "$folder/java-home"
work=$(mktemp -d)
sed "s|^-XX:SharedArchiveFile=|-XX:ArchiveClassesAtExit=|" "$folder/java-arguments" > "$work/arguments"
"$java/bin/java" -Djava.io.tmpdir="$work" "@$work/arguments" "$work/node" < /dev/null > "$work/log" 2>&1 || true
grep -q READY "$work/log" || { cat "$work/log" >&2; echo "OpenSearch does not start" >&2; exit 1; }
rm -rf "$work"
echo "$stamp $sources" > "$folder/done"
echo "OpenSearch 3.8.0 is ready in $folder"
