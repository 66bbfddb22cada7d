#!/bin/sh
# cmake/setup.sh tool|tests|ci
# Installs what is missing to build the tool, to build and run the tests, or for all of .ci/run; says what it installs
# and is silent where nothing is missing. Exit 3: something is missing and this user may not install it.
set -eu

packages="g++ cmake ninja-build libboost-dev libfmt-dev libtomlplusplus-dev nlohmann-json3-dev libcli11-dev
    libexpat1-dev libsqlite3-dev librandom123-dev"
case "${1-}" in
    tool) ;;
    tests) packages="$packages doctest-dev libbenchmark-dev" ;;
    ci) packages="$packages doctest-dev libbenchmark-dev clang clang-format libclang-rt-dev pkg-config" ;;
    *) echo "usage: cmake/setup.sh tool|tests|ci" >&2; exit 2 ;;
esac

if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
    for program in cmake ninja c++; do
        command -v "$program" >/dev/null && continue
        echo "gongdan needs $program. On Debian its packages are:" $packages >&2
        echo "Configuring names the dnf, brew and vcpkg packages of any library that is missing." >&2
        exit 3
    done
    exit 0
fi

missing=
for package in $packages; do
    status=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null) || status=absent
    [ "$status" = installed ] || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

if [ "$(id -u)" -eq 0 ]; then
    as_root=env
elif command -v sudo >/dev/null; then
    as_root="sudo env"
else
    echo "gongdan needs packages that only root can install; please have these installed:$missing" >&2
    exit 3
fi

echo "Installing:$missing"
export DEBIAN_FRONTEND=noninteractive
if ! { $as_root apt-get -qq update && $as_root DEBIAN_FRONTEND=noninteractive \
       apt-get -qq -o Dpkg::Use-Pty=0 install --no-install-recommends -y $missing >/dev/null; }; then
    echo "apt-get could not install:$missing" >&2
    exit 3
fi
