#!/usr/bin/env bash
# Tries once, for a bounded time, to install Quarto; without it the embedded engine makes the pages.
set -u
uv=$1
if command -v quarto >/dev/null 2>&1; then
    echo "Quarto $(quarto --version) is here."
elif timeout 90 "$uv" sync --locked --quiet --inexact --extra quarto >/dev/null 2>&1; then
    echo "Quarto was installed."
else
    echo "Quarto could not be downloaded; the embedded engine (Pandoc and Typst) makes the pages."
fi
