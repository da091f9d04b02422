# What is half typed is there again after a hang-up, a SIGTERM and a lost terminal; Ctrl-Z and fg.
. tests/journeys/lib.sh
demo

half_typed Hangupson
kill -HUP "$(program)"
gone 9
there_again Hangupson
throw_away

half_typed Termington
kill -TERM "$(program)"
gone 9
there_again Termington
throw_away

# The line drops: the terminal itself is gone.
half_typed Lostline
t_program=$(program)
mux kill-session -t "$t_on"
if until_true ended "$t_program"; then ok 0 'it ends with its terminal'; else ok 1 'it ends with its terminal'; fi
there_again Lostline

# Thrown away is thrown away.
throw_away
start 80 24 --as broker1
see 'To place'
keys 2
see 'Ahmed, Owen'
keys a
see 'Add a person'
unseen Lostline
keys Escape
see 'Ahmed, Owen'
keys Q
gone 0

# Ctrl-Z gives the shell back as it was; fg brings the form back as it was.
run 80 24 sh -c "PS1='shell> ' exec bash --norc --noprofile -i 2>&1"
see 'shell>'
type "'$HTLAH' --store '$STORE' --as broker1"
keys Enter
see 'To place'
keys 2
see 'Ahmed, Owen'
keys a
see 'Add a person'
type Stopford
see Stopford
keys C-z
see 'Stopped'
see 'shell>'
type 'echo $((6 * 7))'
keys Enter
see_re '^42$'
type fg
keys Enter
see Stopford
see 'F10 save'
unseen 'shell>'
type Smythe
see StopfordSmythe
kill -TERM "$(program)"
see 'shell>'
type 'stty -a | grep -c -e " icanon" -e " echo "'
keys Enter
see_re '^[12]$'
type exit
keys Enter
gone 0
done_
