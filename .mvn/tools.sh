# Sourced by mvnw and bellows. find_jdk finds a JDK 25 or newer, exports JAVA_HOME and puts it first on PATH;
# require_maven says what is missing where no Maven is installed.
# Nothing inside .mvn can choose Maven's own JVM, and Quarkus builds inside it, so the choice is made here.

is_jdk_25() {
  [ -n "$1" ] && [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
  feature=$(sed -n 's/^JAVA_VERSION="\{0,1\}\([0-9]*\).*/\1/p' "$1/release")
  [ -n "$feature" ] && [ "$feature" -ge 25 ]
}

jdk_of_path() {
  javac_on_path=$(command -v javac 2>/dev/null) || return 0
  while [ -L "$javac_on_path" ]; do
    link=$(readlink "$javac_on_path")
    case "$link" in
      /*) javac_on_path=$link ;;
      *) javac_on_path=$(dirname "$javac_on_path")/$link ;;
    esac
  done
  dirname "$(dirname "$javac_on_path")"
}

jdk_of_macos() {
  [ ! -x /usr/libexec/java_home ] || /usr/libexec/java_home -v 25+ 2>/dev/null || true
}

find_jdk() {
  for candidate in "${JAVA_HOME:-}" "${JAVA_HOME_25_X64:-}" "${JAVA_HOME_25_ARM64:-}" "$(jdk_of_path)" \
    /usr/lib/jvm/*25* "${SDKMAN_DIR:-$HOME/.sdkman}"/candidates/java/25* "$HOME"/.jdks/*25* "$(jdk_of_macos)"; do
    if is_jdk_25 "$candidate"; then
      JAVA_HOME=$candidate
      PATH=$JAVA_HOME/bin:$PATH
      export JAVA_HOME PATH
      return 0
    fi
  done
  echo "Bellows needs a JDK 25 or newer: install one (for example Temurin 25) or point JAVA_HOME at it." >&2
  return 1
}

require_maven() {
  command -v mvn >/dev/null 2>&1 && return 0
  echo "Bellows builds with Maven 3.8.6 or newer: install it and put mvn on the PATH." >&2
  return 1
}
