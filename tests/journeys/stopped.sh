# Stopped (SIGSTOP) with a form half typed: the others save meanwhile, and it goes on where it was.
. tests/journeys/lib.sh
demo

half_typed Stopson
t_program=$(program)
kill -STOP "$t_program"
is_stopped() { [ "$(cut -d ' ' -f 3 "/proc/$1/stat")" = T ]; }
until_true is_stopped "$t_program"
ok $? 'it is stopped'
"$HTLAH" --store "$STORE" --as planner1 'do' note.add person=P10001 kind=care-plan text=x >/dev/null 2>&1
ok $? 'a colleague saves'
type typed
unseen Halftyped
kill -CONT "$t_program"
see_re 'Given name .* Halftyped'
type X
see_re 'Given name .* HalftypedX'

# Stopped, and ended as it goes on: the form is there again.
kill -STOP "$t_program"
kill -TERM "$t_program"
kill -CONT "$t_program"
gone 9
there_again Stopson
see_re 'Given name .* HalftypedX'
throw_away
done_
