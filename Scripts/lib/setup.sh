# Sourced by the scripts beside this folder: finds the package and installs what it builds with.
#
# Nothing is printed and nothing is run when everything is there.

package=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)

say() { printf 'wfsh: %s\n' "$*" >&2; }
fail() { say "$*"; exit 3; }

# An empty environment (`env -i`) still has to find tools and a folder for caches.
export PATH="${PATH:-/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin}"
export HOME="${HOME:-$package/.build-home}"
mkdir -p "$HOME" 2>/dev/null || export HOME="${TMPDIR:-/tmp}"

# How static releases are compiled; the same for every product, so that they share their objects.
# Access to variables is checked in debug builds, which the tests are.
static_flags=(
  -c release --static-swift-stdlib --scratch-path .build-static
  -Xswiftc -enforce-exclusivity=unchecked
)

# What the package links with: pkg-config name, Debian package, Homebrew formula.
libraries="
libedit libedit-dev libedit
yaml-0.1 libyaml-dev libyaml
sqlite3 libsqlite3-dev sqlite
zlib zlib1g-dev zlib
"

install_debian() {
  local sudo=""
  if [ "$(id -u)" != 0 ]; then
    command -v sudo >/dev/null || fail "needs $*: install them with apt-get, as root"
    sudo=sudo
  fi
  say "installing $* with apt-get"
  export DEBIAN_FRONTEND=noninteractive
  if ! $sudo apt-get install -y -qq "$@" >/dev/null 2>&1; then
    $sudo apt-get update -qq >/dev/null 2>&1 || true
    $sudo apt-get install -y -qq "$@" >/dev/null || fail "apt-get could not install $*"
  fi
}

# install COMMAND-OR-LIBRARY… : given as Debian packages, or formulas on macOS
install_packages() {
  [ $# -gt 0 ] || return 0
  case "$(uname -s)" in
    Darwin)
      command -v brew >/dev/null || fail "needs $*: install Homebrew, then run this again"
      say "installing $* with brew"
      brew install --quiet "$@" >/dev/null
      ;;
    *)
      command -v apt-get >/dev/null || fail "needs $*: install them with your package manager"
      install_debian "$@"
      ;;
  esac
}

find_swift() {
  command -v swift >/dev/null && return
  local folder
  for folder in /opt/swift/usr/bin "$HOME/.swiftly/bin" "$HOME/.local/share/swiftly/bin"; do
    if [ -x "$folder/swift" ]; then
      PATH="$folder:$PATH"
      return
    fi
  done
  fail "Swift 6.1 or later is not installed: see https://www.swift.org/install"
}

# Libraries and tools the build needs, whatever is built.
prepare_build() {
  find_swift
  local missing=() name debian formula
  if ! command -v pkg-config >/dev/null; then
    if [ "$(uname -s)" = Darwin ]; then missing+=(pkgconf); else missing+=(pkg-config); fi
  fi
  while read -r name debian formula; do
    [ -n "$name" ] || continue
    if ! pkg-config --exists "$name" 2>/dev/null; then
      if [ "$(uname -s)" = Darwin ]; then missing+=("$formula"); else missing+=("$debian"); fi
    fi
  done <<<"$libraries"
  install_packages "${missing[@]}"
}
