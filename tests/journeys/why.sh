# Journey 9: one key says why, with rule, source and the facts it read, in words fit for a letter.
. tests/journeys/lib.sh
demo
mkdir "$t_dir/desk"
cd "$t_dir/desk" || exit 1
start 80 24 --as broker1
see 'To place 19'

# On a refusal, where it was refused.
keys o
see 'Beacon Care'
onto Up 'Larkfield'
keys Enter
see 'B5 The package takes 840 minutes a week and the provider has 45 of 1260 left.'

# On a row that may not: every fact that the rule read.
keys w
see 'May this provider be offered this package?'
see 'brokerage.may-offer'
see_re 'Capacity: +21h'
see_re 'Committed: +20h 15m'
see_re 'Barred for this person: +no'
keys y
see 'Written to htlah-why.txt'
shell 'the facts are copied too' grep -q 'Committed: *20h 15m' htlah-why.txt
keys y
see 'Written to htlah-why-2.txt'
shell 'and written over nothing' cmp htlah-why.txt htlah-why-2.txt
keys Escape
unseen 'May this provider'

# In a form, where w is a letter; what was typed stays.
keys 2
see 'Ahmed, Owen'
keys a
see 'Add a person'
type Moss
fill 'Given name' Grace
fill 'Born' 17/12/1985
fill 'Postcode' 'LE13 6QB'
keys F10
see 'P10000 may be the same person'
keys F2
see ' Why '
see 'PD-1'
see 'ecosystem.md 5'
keys Escape
unseen ' Why '
see_re 'Postcode .*LE13 6QB'
keys Escape
see 'Throw it away'
keys Tab Enter
see 'Ahmed, Owen'
keys Q
gone 0
done_
