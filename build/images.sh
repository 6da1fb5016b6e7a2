#!/bin/sh
# Builds the images bellows/demo-app, bellows/load-tester and bellows/controller with docker, podman or buildah, whichever is there.
#
#   build/images.sh [--native|--jar] [--load minikube|kind|k3s] [--tag TAG] [--no-package] [SERVICE...]
#
#   --native      native executables (the default; the manifests are sized for them): needs a GraalVM 25 or Mandrel as JDK, or
#                 docker or podman to build in a container; minutes and up to 5 GB of memory for each service
#   --jar         jars on a JVM: quicker to build, more memory and a slower start in the cluster
#   --load WHERE  hand the images to a local cluster afterwards
#   --no-package  take what ./mvnw package left in target/
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
kind=native
cluster=
package=yes
services=
tag=$(sed -n 's:.*<version>\([0-9.]*\)-SNAPSHOT</version>.*:\1:p; s:.*<version>\([0-9.]*\)</version>.*:\1:p' "$root/pom.xml" | head -n 1)

fail() {
  echo "$1" >&2
  exit "$2"
}

while [ $# -gt 0 ]; do
  case $1 in
    --native) kind=native ;;
    --jar) kind=jvm ;;
    --no-package) package=no ;;
    --load | --tag)
      [ $# -ge 2 ] || fail "$1 needs a value." 64
      [ "$1" = --tag ] && tag=$2 || cluster=$2
      shift
      ;;
    -h | --help)
      sed -n '2,/^set/{/^set/d;s/^# \{0,1\}//;p;}' "$0"
      exit 0
      ;;
    demo-app | load-tester | controller) services="$services $1" ;;
    *) fail "The argument must be --native, --jar, --load, --tag, --no-package, demo-app, load-tester or controller, but was $1." 64 ;;
  esac
  shift
done
case $cluster in
  '' | minikube | kind | k3s) ;;
  *) fail "--load must be minikube, kind or k3s, but was $cluster." 64 ;;
esac
[ -z "$cluster" ] || command -v "$cluster" >/dev/null 2>&1 || fail "--load $cluster needs the command $cluster on the PATH." 69
[ -n "$services" ] || services="demo-app load-tester controller"

# docker's command may be there without an engine behind it.
if command -v docker >/dev/null 2>&1 && docker info >/dev/null 2>&1; then
  engine=docker
elif command -v podman >/dev/null 2>&1; then
  engine=podman
elif command -v buildah >/dev/null 2>&1; then
  engine=buildah
else
  fail "Building images needs docker with a running engine, podman or buildah; none of them is here." 69
fi

has_native_image() {
  command -v native-image >/dev/null 2>&1 || [ -x "${GRAALVM_HOME:-/none}/bin/native-image" ] || [ -x "${JAVA_HOME:-/none}/bin/native-image" ]
}

native_flags() {
  if has_native_image; then
    return 0
  fi
  [ "$engine" != buildah ] || fail "Native executables need a GraalVM 25 or Mandrel as JDK, or docker or podman; with buildah alone use --jar." 69
  echo "-Dquarkus.native.container-build=true -Dquarkus.native.container-runtime=$engine"
}

# The whole name: containerd in a node looks for docker.io/bellows/..., and podman would call a short one localhost/bellows/...
image() {
  echo "docker.io/bellows/$1:$tag"
}

case $engine in
  buildah) pack() { buildah build --layers=false -f "$1/src/main/docker/Dockerfile.$kind" -t "$(image "$1")" "$1"; } ;;
  *) pack() { "$engine" build -f "$1/src/main/docker/Dockerfile.$kind" -t "$(image "$1")" "$1"; } ;;
esac

save() {
  case $engine in
    docker) docker save -o "$2" "$(image "$1")" ;;
    podman) podman save --format docker-archive -o "$2" "$(image "$1")" ;;
    buildah) buildah push "$(image "$1")" "docker-archive:$2:$(image "$1")" ;;
  esac
}

load() {
  case $cluster in
    minikube) minikube image load "$1" ;;
    kind) kind load image-archive "$1" --name "${KIND_CLUSTER_NAME:-kind}" ;;
    k3s) if [ "$(id -u)" = 0 ]; then k3s ctr images import "$1"; else sudo k3s ctr images import "$1"; fi ;;
  esac
}

cd "$root"
# One after the other: two native builds at once would need twice the memory.
for service in $services; do
  if [ "$package" = yes ]; then
    if [ "$kind" = native ]; then
      flags="-Dnative $(native_flags)"
    else
      flags=
    fi
    # shellcheck disable=SC2086 # several flags
    ./mvnw -q -B package -DskipTests $flags -pl "$service" -am
  fi
  pack "$service"
  echo "Built $(image "$service") with $engine."
  if [ -n "$cluster" ]; then
    archive=$(mktemp -d)/$service.tar
    save "$service" "$archive"
    load "$archive"
    rm -r "$(dirname "$archive")"
    echo "Loaded $(image "$service") into $cluster."
  fi
done
