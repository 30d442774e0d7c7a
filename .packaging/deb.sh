#!/usr/bin/env bash
# 做一个 .deb，装到 Debian、Ubuntu、UOS、麒麟：在哪个版本上做，就装到哪个版本（Python 的小版本要一样）。
#   bash .packaging/deb.sh [放在哪个文件夹]        不用管理员
set -euo pipefail

source=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
target=$(mkdir -p "${1:-.}" && cd "${1:-.}" && pwd)
python=/usr/bin/python3
stage=$(mktemp -d)
trap 'rm -rf "$stage"' EXIT
umask 022

home=$stage/usr/lib/yizhangtu
"$python" -m venv "$home"
"$home/bin/pip" install --quiet --no-compile --no-cache-dir --disable-pip-version-check "$source[serve]"
"$home/bin/pip" uninstall --quiet --yes pip setuptools 2>/dev/null
version=$("$home/bin/python" -c 'import yizhangtu; print(yizhangtu.__version__)')
minor=$("$python" -c 'import sys; print(sys.version_info[1])')

# What names the folder in which it was made: scripts of libraries are not used, the program is started as a module.
find "$home/bin" -mindepth 1 ! -name 'python*' -delete
sed -i '/^command/d' "$home/pyvenv.cfg"
find "$stage" -name __pycache__ -prune -exec rm -rf {} +
"$python" -m compileall -q --invalidation-mode unchecked-hash -s "$stage" -p / "$home/lib" || true # tests of libraries may not compile

mkdir -p "$stage/usr/bin" "$stage/usr/share/applications" "$stage/usr/share/doc/yizhangtu" "$stage/DEBIAN"
printf '#!/bin/sh\nexec /usr/lib/yizhangtu/bin/python -m yizhangtu "$@"\n' > "$stage/usr/bin/yizhangtu"
chmod 755 "$stage/usr/bin/yizhangtu"
cp "$source/.packaging/yizhangtu.desktop" "$stage/usr/share/applications/"
cp "$source/LICENSE" "$stage/usr/share/doc/yizhangtu/copyright"
cat > "$stage/DEBIAN/control" <<END
Package: yizhangtu
Version: $version
Architecture: $(dpkg --print-architecture)
Maintainer: yizhangtu contributors <noreply@example.invalid>
Depends: python3 (>= 3.$minor), python3 (<< 3.$((minor + 1))), graphviz, fonts-noto-cjk, libpango-1.0-0, libpangoft2-1.0-0, libharfbuzz-subset0
Section: text
Priority: optional
Description: village procedures as posters, booklets and screens
 One definition of how a village matter is done is made into posters,
 booklets, screens and a web site, with a desk to write it in.
END
dpkg-deb -Zgzip --root-owner-group --build "$stage" "$target/yizhangtu_${version}_$(dpkg --print-architecture).deb" > /dev/null
echo "$target/yizhangtu_${version}_$(dpkg --print-architecture).deb"
