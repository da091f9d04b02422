# Journey 9: one key says why, with rule, source and the facts it read, in words fit for a letter.
. tests/journeys/lib.sh
demo
mkdir "$t_dir/desk"
cd "$t_dir/desk" || exit 1
start 80 24 --as broker1
see 'To place 19'

# On a clock: what was asked when, what is allowed, the source, and what is left.
keys w
see 'Care is needed by Tuesday 08/11/2016, 17:00'
see_re '7h 46m left'
see 'with priority emergency'
see 'office.yaml'
keys Escape
unseen ' Why '
onto Tab 'offered'
keys w
see_re 'The reply of [A-Z].* is due on'
see_re 'Priority (routine|urgent) allows (16|8)h 00m of office time'
see 'response.yaml'

# On a figure below it: visits, times, rate, award.
see_re 'The price of offer O[0-9]+ is £[0-9.]+ a week'
keys PageDown
see_re 'Rate of award W[0-9]+: £[0-9.]+ for an hour'
see 'schedule of rates 2016'
keys y
see 'Written to htlah-why.txt'
shell 'the clock is copied in words' grep -q '^    Priority .* allows .* of office time' htlah-why.txt
shell 'and the figure' grep -q 'a week for' htlah-why.txt
rm htlah-why.txt
keys Escape
unseen ' Why '
keys Home
see_re '^▸.*K10004'

# On a refusal, where it was refused.
keys o
see 'Beacon Care'
onto Up 'Larkfield'
keys Enter
see 'B5 The package takes 14h 00m a'
see 'week and the provider has 0h 45m of 21h 00m left. (w why)'

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

# The same from the shell.
shell 'the shell says why' "$HTLAH" --store "$STORE" --as broker1 show package K10004 --why
said 'Care is needed by Tuesday 08/11/2016, 17:00'
done_
