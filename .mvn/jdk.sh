# Sourced by mvnw and melascope: finds the JDK. Sets and exports JAVA_HOME, sets java_major; says what to install and
# exits with 4 when there is none.
#
# Reads the JDK's "release" file instead of running "java -version", which would take longer than the rest of the launcher.

required_java=17

no_jdk() {
  echo "$1" >&2
  cat >&2 <<'HELP'
Melascope needs a JDK (a Java Development Kit, with the compiler) of version 17 or later. To install one:
  Debian, Ubuntu   sudo apt install openjdk-17-jdk-headless
  Fedora           sudo dnf install java-latest-openjdk-devel
  macOS            brew install openjdk, then follow what brew says about the symbolic link
If you have one, set JAVA_HOME to its folder (the one that contains bin/javac).
HELP
  exit 4
}

# The folder that a command on PATH leads to, symbolic links resolved: /usr/bin/javac -> /usr/lib/jvm/...
jdk_of_command() {
  jdk_link=$(command -v "$1") || return 1
  while [ -L "$jdk_link" ]; do
    jdk_target=$(readlink "$jdk_link")
    case $jdk_target in
      /*) jdk_link=$jdk_target ;;
      *) jdk_link=${jdk_link%/*}/$jdk_target ;;
    esac
  done
  (cd -P "${jdk_link%/*}/.." && pwd)
}

find_jdk() {
  if [ -n "${JAVA_HOME:-}" ]; then
    [ -x "$JAVA_HOME/bin/java" ] || no_jdk "JAVA_HOME is $JAVA_HOME, but there is no bin/java in it."
    [ -x "$JAVA_HOME/bin/javac" ] \
      || no_jdk "JAVA_HOME is $JAVA_HOME: a Java runtime without the compiler bin/javac."
  elif jdk_found=$(/usr/libexec/java_home -v "$required_java+" 2>/dev/null); then
    JAVA_HOME=$jdk_found
  elif [ -x /usr/libexec/java_home ] && [ "$(command -v javac)" = /usr/bin/javac ]; then
    # That of macOS only points out that there is none.
    no_jdk "No JDK of version $required_java or later was found."
  elif command -v javac >/dev/null 2>&1; then
    JAVA_HOME=$(jdk_of_command javac)
    # Version managers (asdf, jEnv) have a script there, which knows where the JDK is.
    [ -x "$JAVA_HOME/bin/java" ] \
      || JAVA_HOME=$(java -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java\.home = //p')
    [ -x "$JAVA_HOME/bin/javac" ] || no_jdk "Found $(command -v javac), but not the JDK that it belongs to; set JAVA_HOME."
  elif command -v java >/dev/null 2>&1; then
    no_jdk "Found $(command -v java), a Java runtime, but no compiler (javac)."
  else
    no_jdk "No Java was found: JAVA_HOME is not set and there is no javac on the PATH."
  fi
  export JAVA_HOME

  java_version=
  if [ -r "$JAVA_HOME/release" ]; then
    while IFS='=' read -r jdk_key jdk_value; do
      [ "$jdk_key" = JAVA_VERSION ] && java_version=$jdk_value
    done <"$JAVA_HOME/release"
  fi
  [ -n "$java_version" ] || java_version=$("$JAVA_HOME/bin/java" -version 2>&1 | sed -n '1s/.*version "\(.*\)".*/\1/p')
  java_version=${java_version#\"}
  java_version=${java_version%\"}
  java_major=${java_version%%[!0-9]*}
  [ "${java_major:-0}" -ge "$required_java" ] \
    || no_jdk "The JDK in $JAVA_HOME is of version ${java_version:-unknown}, which is too old."
}
