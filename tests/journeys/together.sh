# Two people at once: what one approves is counted on the other's screen, and who saves second is asked.
. tests/journeys/lib.sh
demo

# Counts over the sections are those of the rows below them, whoever else writes.
on broker
start 80 24 --as broker1
see 'Replies 5'
on supervisor
start 80 24 --as supervisor2
see 'To approve 4'
keys BTab
see_re '^▸.*A100'
keys a
see 'What it is about'
keys F10
see_re 'Approved A100'
see 'To approve 3'
on broker
keys Down
see_re 'Approved [0-9]'
