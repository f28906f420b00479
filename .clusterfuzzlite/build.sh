#!/bin/bash -eu
# Builds the fuzz targets as ClusterFuzzLite and OSS-Fuzz ask for them: programs, seed corpora and dictionaries in OUT.
# Reads CC, CXX, CFLAGS, CXXFLAGS, LIB_FUZZING_ENGINE, SANITIZER, OUT and WORK. FUZZ_TARGETS="operations children" limits it.
root=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# The image runs a copy beside the sources.
if [ -d "$root/rollout/fuzz" ]; then root=$root/rollout; else root=$(dirname "$root"); fi
[ -f "$root/fuzz/rollout.dict" ] || { echo "build.sh: no sources of rollout in $root" >&2; exit 2; }

options=()
# Highway is not instrumented: MemorySanitizer would take what it writes for uninitialized.
if [ "${SANITIZER:-address}" = memory ]; then options+=(-DCMAKE_DISABLE_FIND_PACKAGE_hwy=ON); fi

# ROLLOUT_DEV off: neither the oracle nor proofs, hence no package but Highway.
cmake -S "$root" -B "$WORK/rollout" -G Ninja -DCMAKE_BUILD_TYPE=None -DROLLOUT_DEV=OFF \
    -DCMAKE_C_COMPILER="$CC" -DCMAKE_CXX_COMPILER="$CXX" -DCMAKE_C_FLAGS="$CFLAGS" -DCMAKE_CXX_FLAGS="$CXXFLAGS" \
    -DROLLOUT_FUZZING_ENGINE="$LIB_FUZZING_ENGINE" -DCMAKE_BUILD_WITH_INSTALL_RPATH=ON -DCMAKE_INSTALL_RPATH='$ORIGIN/lib' \
    "${options[@]}"

if [ -n "${FUZZ_TARGETS:-}" ]; then
    read -ra targets <<<"$FUZZ_TARGETS"
else
    mapfile -t targets <"$WORK/rollout/fuzz/targets"
fi
cmake --build "$WORK/rollout" --target "${targets[@]/%/_fuzz}"

# What the image that runs the programs has; anything else they load goes with them.
on_every_image='^(linux-vdso|ld-linux|libc|libm|libdl|librt|libpthread|libgcc_s|libresolv)[.-]'
for target in "${targets[@]}"; do
    program=$WORK/rollout/bin/${target}_fuzz
    cp "$program" "$OUT/"
    ldd "$program" | awk '$2 == "=>" && $3 ~ /^\// { print $3 }' | while read -r library; do
        [[ $(basename "$library") =~ $on_every_image ]] || install -D -m 644 "$library" -t "$OUT/lib"
    done
    cp "$root/fuzz/rollout.dict" "$OUT/${target}_fuzz.dict"
    if [ -d "$root/fuzz/corpus/$target" ]; then
        rm -f "$OUT/${target}_fuzz_seed_corpus.zip"
        (cd "$root/fuzz/corpus/$target" && zip -q -r "$OUT/${target}_fuzz_seed_corpus.zip" .)
    fi
done
