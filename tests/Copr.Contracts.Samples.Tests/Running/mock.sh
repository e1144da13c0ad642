#!/bin/bash
# Replaces mock: mock -r CHROOT … --rebuild PACKAGE…
for package; do :; done
build=$(basename "$package" .src.rpm) chroot=$2
mkdir "$LEDGER/running/$build $chroot" || echo "$build $chroot" >> "$LEDGER/twice"
echo "$build $chroot" >> "$LEDGER/begun"
case $build in
  slow-*) sleep 600 ;;
  quick-*) ;;
  *) sleep "0.$((RANDOM % 10))" ;;
esac
rmdir "$LEDGER/running/$build $chroot"
echo "$build $chroot" >> "$LEDGER/ended"
[[ $build != fail-* ]]
