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

# missing_of PACKAGE…
missing_of() {
    for package in "$@"; do
        status=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null) || status=absent
        [ "$status" = installed ] || printf ' %s' "$package"
    done
}
missing=$(missing_of $packages)
# A server of the tests' own, and its driver; where they cannot be had, those tests are skipped.
wished=
[ "$1" = tool ] || wished=$(missing_of libpq-dev postgresql)
[ -n "$missing$wished" ] || exit 0

if [ "$(id -u)" -eq 0 ]; then
    as_root=env
elif command -v sudo >/dev/null; then
    as_root="sudo env"
else
    [ -n "$missing" ] || exit 0
    echo "gongdan needs packages that only root can install; please have these installed:$missing" >&2
    exit 3
fi

install() {
    $as_root DEBIAN_FRONTEND=noninteractive \
        apt-get -qq -o Dpkg::Use-Pty=0 install --no-install-recommends -y "$@" >/dev/null
}
# Without the cluster that Debian would make and start.
install_postgresql() {
    install libpq-dev postgresql-common &&
        $as_root sed -i 's/^#* *create_main_cluster *=.*/create_main_cluster = false/' \
            /etc/postgresql-common/createcluster.conf &&
        install postgresql
}

echo "Installing:$missing$wished"
if ! { $as_root apt-get -qq update && { [ -z "$missing" ] || install $missing; }; }; then
    [ -n "$missing" ] || exit 0
    echo "apt-get could not install:$missing" >&2
    exit 3
fi
[ -z "$wished" ] || install_postgresql || echo "PostgreSQL cannot be had: its tests will be skipped" >&2
