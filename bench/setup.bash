# Sourced by the bench's commands: reads their options, builds, and starts one of the bench's programs.

usage() {
  [ -z "${parts_there:-}" ] || cat <<END
  ${parts_there// /, }    only these parts; without a word: all of them
END
  cat <<'END'
  --quick              one short round, about a minute on a quiet machine: a smoke check, not a result
  --only A,B           only the contenders whose names start so: tidegate, nodes-1, …, plain-after, plain-handoff, raw; kafka-1, …, kafka-plain
  --set TIDEGATE_X=Y   a setting for Tidegate besides the defaults; may be repeated
  --no-build           use target/tidegate-*.jar as it is
BENCH_ROUNDS, BENCH_SECONDS, BENCH_OPEN_SECONDS (0: no open loop), BENCH_WARM_UP_SECONDS, BENCH_WARM_UP_MOST_SECONDS, BENCH_CONNECTIONS, BENCH_WORKERS,
BENCH_EVENTS and BENCH_RATE (from Kafka), BENCH_PRODUCER (http or vertx-http), BENCH_HEAP, BENCH_JAVA_OPTIONS, BENCH_DATA_DIR and JAVA_HOME: see bench/README.md.
END
}

read_options() {
  more=() own_heap=128m parts=
  rounds=3 seconds=${usual_seconds:-20} open_seconds=${usual_open_seconds:-60} warm_up=${usual_warm_up:-15} warm_up_most=60 events=12000 only= tidegate= build=yes
  while [ $# -gt 0 ]; do
    case $1 in
      --quick) rounds=1 seconds=4 open_seconds=4 warm_up=3 warm_up_most=3 events=4000 ;;
      --only) only=${2:?--only needs names} && shift ;;
      --set) tidegate+=" ${2:?--set needs TIDEGATE_X=Y}" && shift ;;
      --no-build) build=no ;;
      -h | --help) echo "usage: $0 [options]" && usage && exit 0 ;;
      *)
        [[ " ${parts_there:-} " == *" $1 "* ]] || { echo "$0: no option '$1'; there are:" >&2 && usage >&2 && exit 2; }
        parts+=" $1"
        ;;
    esac
    shift
  done
}

build() {
  out=target/bench
  mkdir -p "$out/classes"
  if [ "$build" = yes ]; then
    echo "building: ./mvnw -q -B -DskipTests package"
    ./mvnw -q -B -DskipTests package || exit 1
  fi
  if [ ! -s "$out/classpath" ] || [ pom.xml -nt "$out/classpath" ]; then
    ./mvnw -q -B dependency:build-classpath -DincludeScope=test -Dmdep.outputFile="$out/classpath" || exit 1
  fi
  "$javac" -parameters -d "$out/classes" -cp "target/classes:target/test-classes:$(cat "$out/classpath")" bench/src/io/tidegate/bench/*.java || exit 1
}

# Replaces this shell, so that Ctrl-C and kill reach the program itself: it ends what it started.
start() {
  folder=$(mktemp -d "${BENCH_DATA_DIR:-target/bench}/work.XXXXXX") && folder=$(cd "$folder" && pwd)
  echo "commit  $(git describe --always --dirty 2>/dev/null || echo unknown)"
  exec "$java" -Xmx"$own_heap" -XX:+UseSerialGC -cp "$PWD/target/bench/classes:$PWD/target/classes:$(cat target/bench/classpath):$PWD/target/test-classes" \
    -Dlogback.configurationFile="$PWD/bench/logback.xml" \
    -Dbench.root="$PWD" \
    -Dbench.folder="$folder" \
    -Dbench.only="$only" \
    -Dbench.parts="${parts:-${parts_there:-}}" \
    -Dbench.tidegate="$tidegate" \
    -Dbench.rounds="${BENCH_ROUNDS:-$rounds}" \
    -Dbench.warm-up="${BENCH_WARM_UP_SECONDS:-$warm_up}" \
    -Dbench.warm-up-most="${BENCH_WARM_UP_MOST_SECONDS:-$warm_up_most}" \
    -Dbench.closed="${BENCH_SECONDS:-$seconds}" \
    -Dbench.open="${BENCH_OPEN_SECONDS:-$open_seconds}" \
    -Dbench.connections="${BENCH_CONNECTIONS:-128}" \
    -Dbench.workers="${BENCH_WORKERS:-64}" \
    -Dbench.producer="${BENCH_PRODUCER:-vertx-http}" \
    -Dbench.heap="${BENCH_HEAP:-512m}" \
    -Dbench.events="${BENCH_EVENTS:-$events}" \
    -Dbench.rate="${BENCH_RATE:-500}" \
    -Dbench.many="${BENCH_CONNECTORS:-1000}" \
    -Dbench.java-options="${BENCH_JAVA_OPTIONS:-}" \
    ${more[@]+"${more[@]}"} \
    "io.tidegate.bench.$1"
}

cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
javac=${JAVA_HOME:+$JAVA_HOME/bin/}javac
