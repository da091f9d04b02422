# Terminals that can little: ASCII alone, no colour, none at all, a screen reader.
. tests/journeys/lib.sh
demo

# --ascii: the same screen, nothing beyond ASCII but the names of people.
on ascii
start 80 24 --ascii --as broker1
see 'To place 19'
see '> !! K10004'
unseen '─'
unseen '▸'
keys Q
gone 0

# A locale that cannot say more: not a byte beyond ASCII is sent.
on seven
run 80 24 env LC_ALL=C "$HTLAH" --store "$STORE" --as broker1
see '> !! K10004'
[ "$(screen | LC_ALL=C grep -c '[^ -~]')" -eq 0 ]
ok $? 'ASCII alone'
keys Q
gone 0

# NO_COLOR: no colour is set, and what is chosen is still reverse.
on plainly
NO_COLOR=1
export NO_COLOR
start 80 24 --as broker1
see 'To place 19'
see '▸ !! K10004'
colours() { mux capture-pane -e -p -t "$t_on" | grep -cE "$(printf '\033')\[([0-9;]*;)?(3[0-7]|4[0-7]|9[0-7]|38;|48;)"; }
[ "$(colours)" -eq 0 ]
ok $? 'NO_COLOR: no colour'
screen >"$t_dir/plainly"
mux capture-pane -e -p -t "$t_on" | grep -q "$(printf '\033')\[[0-9;]*7m"
ok $? 'NO_COLOR: what is chosen is reverse'
keys Q
gone 0
unset NO_COLOR
on coloured
start 80 24 --as broker1
see '▸ !! K10004'
[ "$(colours)" -gt 0 ]
ok $? 'with colour, otherwise'
screen | diff - "$t_dir/plainly"
ok $? 'the same words with colour and without'
keys Q
gone 0

# A terminal that cannot: a sentence and status 2, and the command line goes on working.
on dumb
run 80 24 env TERM=dumb sh -c '"$HTLAH" --store "$STORE" 2>&1'
gone 2
refuses 2 'without a terminal the screens say so' "$HTLAH" --store "$STORE"
said 'terminal'
shell 'lists need none' "$HTLAH" --store "$STORE" list work

# --plain: lines of text, read from the top, no cursor movement, no escape sequences.
on plain
start 80 24 --plain --as broker1
see_re 'Replies (due )?3'
see 'Naylor, Ivor, 90'
keys 2 Enter
see 'Ahmed, Owen, 37'
[ "$(mux capture-pane -e -p -t "$t_on" | grep -c "$(printf '\033')")" -eq 0 ]
ok $? 'no attributes'
keys Q Enter
gone 0
# It ends when it is told to, as the screens do.
for t_signal in TERM HUP INT; do
    start 80 24 --plain --as broker1
    see_re 'Replies (due )?3'
    kill "-$t_signal" "$(program)"
    gone 9
done
done_
