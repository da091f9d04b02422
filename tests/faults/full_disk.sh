#!/bin/sh
# A full disk under the real program: a save, an export and a backup that do not fit end with 7 and
# leave nothing behind; looking goes on; what was said to be saved is there and nothing else.
#
# Source   reliability.md 13, rows 79 and 93.  The disk is a limit on the size of files; the store
#          answers SIGXFSZ, which would end it, like a disk without room.
# Switch   A limit that is wide enough must let the same commands through, and a narrow one stop some.
set -u
HTLAH=${HTLAH:?the program}
D=$(mktemp -d) || exit 1
trap 'rm -rf "$D"' EXIT
S=$D/store.db
passed=0 failed=0
is() { # what, expected, found
    if [ "$2" = "$3" ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "FAILED: $1: $3 where $2 is right"
        cat "$D/said" 2>/dev/null
    fi
}
h() { "$HTLAH" --store "$S" "$@"; }
narrow() { # LIMIT in blocks of 512 bytes, COMMAND …
    limit=$1
    shift
    # shellcheck disable=SC3045
    (ulimit -f "$limit" && exec "$HTLAH" --store "$S" "$@") >"$D/pipe" 2>&1
}
mkfifo "$D/pipe"
said() { cat "$D/pipe" >"$D/said"; } # a pipe has no limit

h demo --small >"$D/said" 2>&1
is "the store is made" 0 $?
h check >"$D/said" 2>&1
is "it is sound" 0 $?

saved=0 stopped=0 n=0
for limit in 1 2 8 24 40 56 64 72 80 88 96 104 112 128 160 240 400 800 2000 3400 9000; do
    n=$((n + 1))
    said &
    narrow "$limit" --as planner1 "do" person.add ref="P9$n" family_name=Example given_name="Ann$n" \
        born="19$((10 + n))-02-03" postcode="LE11 3TU" address="$n Invented Lane"
    status=$?
    wait
    there=$(h list people --where ref="P9$n" --fields ref --format csv 2>/dev/null | grep -c "P9$n")
    case $status in
    0) saved=$((saved + 1)) && is "said to be saved with room for $limit" 1 "$there" ;;
    7) stopped=$((stopped + 1)) && is "said not to be saved with room for $limit" 0 "$there" ;;
    *) is "a save with room for $limit ends" "0 or 7" "$status" ;;
    esac
    h check >"$D/said" 2>&1
    is "sound after room for $limit" 0 $?
done
echo "$saved saved, $stopped stopped for want of room"
is "some fit and some do not" yes "$([ "$saved" -gt 1 ] && [ "$stopped" -gt 3 ] && echo yes)"

said &
narrow 72 list people --limit 3
is "looking goes on (the index of the log takes 32 KiB)" 0 $?
wait
for limit in 1 8 16 64 1000; do
    for command in "--as broker1 export people $D/out.csv" "--as admin1 backup $D/copy.db"; do
        said &
        # shellcheck disable=SC2086
        narrow "$limit" $command
        status=$?
        wait
        left=$(find "$D" ! -name 'store.db*' ! -name pipe ! -name said -type f | wc -l)
        if [ "$status" -eq 0 ]; then
            case $command in
            *backup*) is "a backup within $limit" "no room" "done" ;;
            *) is "an export that fits leaves its file" 1 "$left" ;;
            esac
        else
            is "$command with room for $limit" 7 "$status"
            is "nothing is left of it" 0 "$left"
        fi
        rm -f "$D/out.csv" "$D/copy.db"
    done
done
h check >"$D/said" 2>&1
is "sound at the end" 0 $?
h --as admin1 backup "$D/copy.db" >"$D/said" 2>&1
is "a backup with room enough" 0 $?
h --as broker1 export people "$D/out.csv" >"$D/said" 2>&1
is "an export with room enough" 0 $?
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
