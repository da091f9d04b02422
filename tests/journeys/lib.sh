# lib.sh - the real program in a real terminal, which is a private tmux server of fixed size
#
#   . tests/journeys/lib.sh
#   demo                      a small demonstration store, $STORE
#   start 80 24 --as broker1  the program on it, in a terminal of 80 columns and 24 lines
#   see 'To place'            waits until the screen holds these words: the only way to wait
#   keys Down Enter           keys by tmux's names;  type 'words' types them as they are
#   unseen 'words'            waits until the screen no longer holds them
#   see_cursor 3 10           waits until the cursor stands on line 3, column 10 (from 0)
#   into 'Family name'        presses Tab until the cursor is on the line of these words
#   back_to 'Family name'     the same backwards;  fill does not go backwards
#   row 'K10004'              presses Down until the cursor is on the line of these words
#   find 'Testwell'           / and these words: the next row that holds them
#   fill 'Born' '03/02/1931'  goes into the field, clears it, types
#   resize 120 40
#   program                   the process, to be sent a signal
#   gone 0                    waits until the program has ended, with this status
#   on two                    what follows is about a second terminal, called two (the first is one)
#   shell 'what' COMMAND…     a command beside it that must succeed
#   refuses 4 'what' COMMAND… one that must end with this status
#   said 'words'              what the last command said has these words
#   done_                     the plan; to be called last
#
# TAP on standard output.  Where words do not come within ten seconds (TRIES=200) the screen is
# printed.  By hand:
# HTLAH=build/htlah sh tests/journeys/place.sh
set -u
: "${HTLAH:?the program to drive}"
case $HTLAH in /*) ;; *) HTLAH=$PWD/$HTLAH ;; esac
t_dir=$(mktemp -d "${TMPDIR:-/tmp}/journey.XXXXXX") || exit 1
t_sock=$(mktemp -d /tmp/tmux-htlah.XXXXXX) || exit 1 # a socket's path must be short
t_count=0 t_failed=0 t_on=one
STORE=$t_dir/store.db
HOME=$t_dir/home
LC_ALL=C.UTF-8 TZ=Europe/London
export STORE HOME LC_ALL TZ HTLAH
mkdir -p "$HOME"
unset TMUX HTLAH_STORE HTLAH_CONFIG NO_COLOR XDG_DATA_HOME XDG_CONFIG_HOME XDG_STATE_HOME XDG_CACHE_HOME

mux() { tmux -L j -f /dev/null "$@" 2>/dev/null; }
TMUX_TMPDIR=$t_sock
export TMUX_TMPDIR
t_end() {
    mux kill-server
    rm -rf "$t_dir" "$t_sock"
}
trap t_end EXIT
trap 'exit 130' INT TERM HUP

ok() { # STATUS WHAT
    t_count=$((t_count + 1))
    if [ "$1" -eq 0 ]; then
        echo "ok $t_count - $2"
    else
        t_failed=$((t_failed + 1))
        echo "not ok $t_count - $2"
    fi
    return "$1"
}
screen() { mux capture-pane -p -t "$t_on"; }
# What was on the screen when it did not come; then what is below is a story of its own, so go on.
screen_shown() {
    screen | sed 's/^/#   |/'
}
until_true() {
    t_left=${TRIES:-200}
    while ! "$@"; do
        t_left=$((t_left - 1))
        [ "$t_left" -gt 0 ] || return 1
        sleep 0.05
    done
}
on_screen() {
    case $(screen) in *"$1"*) return 0 ;; esac
    return 1
}
on_screen_re() { screen | grep -qE -- "$1"; }
not_on_screen() { ! on_screen "$1"; }
cursor_at() { [ "$(mux display-message -p -t "$t_on" '#{cursor_y} #{cursor_x}')" = "$1 $2" ]; }

demo() {
    if "$HTLAH" --store "$STORE" demo --small "$@" >"$t_dir/demo.out" 2>&1; then
        ok 0 "a demonstration store"
    else
        sed 's/^/# /' "$t_dir/demo.out"
        ok 1 "a demonstration store"
    fi
}
on() { t_on=$1; }
start() { # COLUMNS LINES OPTIONS…
    t_columns=$1 t_lines=$2
    shift 2
    run "$t_columns" "$t_lines" "$HTLAH" --store "$STORE" "$@"
}
run() { # COLUMNS LINES COMMAND… - the command, then its status, then a line read to keep the pane
    t_columns=$1 t_lines=$2
    shift 2
    t_words=
    for t_word in "$@"; do
        t_words="$t_words '$(printf '%s' "$t_word" | sed "s/'/'\\\\''/g")'"
    done
    mux new-session -d -s "$t_on" -x "$t_columns" -y "$t_lines" \
        "$t_words 2>'$t_dir/$t_on.err'; echo exit=\$?; read -r _"
    mux set-option -g status off
    mux set-option -g escape-time 0
    mux resize-window -t "$t_on" -x "$t_columns" -y "$t_lines"
}
# The program's process: the youngest below the pane's.
program() {
    t_pid=$(mux display-message -p -t "$t_on" '#{pane_pid}')
    while t_child=$(cut -d ' ' -f 1 "/proc/$t_pid/task/$t_pid/children") && [ -n "$t_child" ]; do
        t_pid=$t_child
    done
    echo "$t_pid"
}
ended() { ! kill -0 "$1" 2>/dev/null; }
keys() { mux send-keys -t "$t_on" "$@"; }
type() { mux send-keys -t "$t_on" -l -- "$1"; }
resize() { mux resize-window -t "$t_on" -x "$1" -y "$2"; }
see() {
    if until_true on_screen "$1"; then ok 0 "see: $1"; else ok 1 "see: $1"; screen_shown; fi
}
see_re() {
    if until_true on_screen_re "$1"; then ok 0 "see: $1"; else ok 1 "see: $1"; screen_shown; fi
}
unseen() {
    if until_true not_on_screen "$1"; then ok 0 "unseen: $1"; else ok 1 "unseen: $1"; screen_shown; fi
}
see_cursor() {
    if until_true cursor_at "$1" "$2"; then ok 0 "the cursor is at $1, $2"; else
        ok 1 "the cursor is at $1, $2, not at $(mux display-message -p -t "$t_on" '#{cursor_y}, #{cursor_x}')"
        screen_shown
    fi
}
# Where the cursor is, then the screen, by one command.
look() { mux display-message -p -t "$t_on" '#{cursor_y} #{cursor_x}' \; capture-pane -p -t "$t_on"; }
moved() {
    t_was=$t_look
    t_look=$(look)
    [ "$t_look" != "$t_was" ]
}
line_here() {
    case $(echo "$t_look" | sed -n "$((${t_look%% *} + 2))p") in *"$1"*) return 0 ;; esac
    return 1
}
onto() { # KEY WORDS
    t_steps=60
    t_look=$(look)
    while ! line_here "$2"; do
        t_steps=$((t_steps - 1))
        [ "$t_steps" -gt 0 ] && keys "$1" && until_true moved || {
            ok 1 "the cursor is on: $2"
            screen_shown
            return 1
        }
    done
    ok 0 "the cursor is on: $2"
}
into() { onto Tab "$1"; }
back_to() { onto BTab "$1"; }
row() { onto Down "$1"; }
find() { # WORDS - the next row that holds them
    keys /
    see_re '^ (Find|Filter):'
    type "$1"
    keys Enter
    see_re "^▸.*$1"
}
fill() { # LABEL TEXT
    into "$1" && keys C-u && type "$2"
}
gone() {
    if until_true on_screen "exit=$1"; then ok 0 "ended with $1"; else
        ok 1 "ended with $1"
        screen_shown
        [ ! -s "$t_dir/$t_on.err" ] || sed 's/^/# /' "$t_dir/$t_on.err"
    fi
    mux kill-session -t "$t_on"
}
shell() { # WHAT COMMAND…
    t_what=$1
    shift
    refuses 0 "$t_what" "$@"
}
refuses() { # STATUS WHAT COMMAND…
    t_want=$1 t_what=$2
    shift 2
    "$@" >"$t_dir/said" 2>&1 </dev/null
    t_got=$?
    [ "$t_got" -eq "$t_want" ] || sed 's/^/# /' "$t_dir/said"
    [ "$t_got" -eq "$t_want" ]
    ok $? "$t_what"
}
said() { # WORDS - the last of these commands said so
    grep -qF -- "$1" "$t_dir/said"
    t_got=$?
    [ "$t_got" -eq 0 ] || sed 's/^/# /' "$t_dir/said"
    ok "$t_got" "said: $1"
}
done_() {
    echo "1..$t_count"
    [ "$t_failed" -eq 0 ] && [ "$t_count" -gt 0 ]
    exit
}

# A form half typed at broker1's desk, found again by whoever comes back to it, and thrown away.
half_typed() { # NAME
    start 80 24 --as broker1
    see 'To place'
    keys 2
    see 'Ahmed, Owen'
    keys a
    see 'Add a person'
    type "$1"
    keys Tab
    type Half
    see_re 'Given name .* Half'
}
there_again() { # NAME
    start 80 24 --as broker1
    see 'To place'
    keys 2
    see 'Ahmed, Owen'
    keys a
    see 'You left this form half typed'
    keys Enter
    see "$1"
    see_re 'Given name .* Half'
}
throw_away() {
    keys Escape
    see 'Throw it away'
    keys Tab Enter
    see 'Ahmed, Owen'
    keys Q
    gone 0
}
