# Builds this module apart from everything else and sets $java, for the scripts beside it; no command.
home=$(cd -P "$(dirname "$0")/.." && pwd)
. "$home/.mvn/jdk.sh"
find_jdk
target=target/benchmarks
(cd "$home" && ./mvnw -B -q -ntp -P 'benchmarks,!static-analysis' -Dmelascope.launcher -Dmelascope.withoutPyTorch \
  -Dmelascope.target="$target" -pl benchmarks -am package) >&2

# Runs a class of this module.
java() {
  "$JAVA_HOME/bin/java" -XX:+UseParallelGC -Djava.awt.headless=true -Dmelascope.home="$home" \
    -cp "$home/benchmarks/$target/classes:$home/benchmarks/$target/lib/*" "$@"
}
