#!/bin/bash
# Replaces mock: mock -r CHROOT … --rebuild PACKAGE…
for package; do :; done
build=$(basename "$package" .src.rpm) chroot=$2
mkdir "$LEDGER/running/$build $chroot" || echo "$build $chroot" >> "$LEDGER/twice"
echo "$build $chroot" >> "$LEDGER/begun"
case $build in
  slow-*) sleep 600 ;;
  quick-*) ;;
  waiting-*) until [ -e "$LEDGER/released" ]; do sleep 0.1; done ;;
  daemon-*) sleep 300 & echo $! >> "$LEDGER/daemons" ;;
  session-*) setsid bash -c 'echo $$ >> "$LEDGER/daemons"; exec sleep 300' & sleep 0.5 ;;
  *) sleep "0.$((RANDOM % 10))" ;;
esac
rmdir "$LEDGER/running/$build $chroot"
echo "$build $chroot" >> "$LEDGER/ended"
[[ $build != fail-* ]]
