#!/bin/sh
# usage: generate.sh OUTDIR   writes OUTDIR/export.tsv, a synthetic database export, and OUTDIR/truth.tsv for tests
set -eu
export LC_ALL=C
here=$(dirname "$0")
mkdir -p "${1:?usage: generate.sh OUTDIR}"
awk -v out="$1" -f "$here/../mic2025/chance.awk" -f "$here/../export.awk" -f "$here/generate.awk"
