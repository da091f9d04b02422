# Two people at once: what one decides is counted on the other's screen, and who saves second is asked.
. tests/journeys/lib.sh
demo

# Counts over the sections are those of what is below them, whoever else writes.
on broker
start 80 24 --as broker1
see 'To place 19'
see 'Approved 1'
on supervisor
start 80 24 --as supervisor2
see 'To approve 3'
keys BTab
see 'R return'
row 'Confirm the'
keys a
see 'What it is about'
keys F10
see_re 'Approved A100'
see 'To approve 2'
keys Q
gone 0
on broker
keys Down
see 'Approved 2'
keys Tab Tab Tab
see 'Approved, to start 2'
keys Q
gone 0

# The same record open at two desks: the second to save reads who was first and what is another now.
on first
start 80 24 --as planner1
keys 2 e
see "Change a person's particulars"
on second
start 80 24 --as planner2
keys 2 e
see "Change a person's particulars"
fill 'Phone' '01632 960111'
keys F10
see 'changed.'
on first
fill 'Known as' 'Al'
keys F10
see 'Somebody saved first'
see_re 'saved this Person at 08/11/2016'
see 'Phone changed'
see 'Keep mine over it'

# Mine over it: what they changed and I did not stays theirs.
keys Enter
see 'changed.'
keys e
see_re 'Known as +Al'
see_re 'Phone +01632 960111'

# Theirs: what I typed goes, and what they saved is shown.
on second
keys e
see_re 'Known as +Al'
fill 'Phone' '01632 960222'
keys F10
see 'changed.'
on first
fill 'Phone' '01632 960333'
keys F10
see 'Somebody saved first'
keys Tab Enter
unseen 'Somebody saved first'
keys e
see_re 'Phone +01632 960222'
keys Escape Q
gone 0
on second
keys Q
gone 0
shell 'the store holds together' "$HTLAH" --store "$STORE" check
done_
