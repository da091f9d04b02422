# Journey 9: one key says why, with rule, source and the facts it read, in words fit for a letter.
. tests/journeys/lib.sh
demo
mkdir "$t_dir/desk"
cd "$t_dir/desk" || exit 1
start 80 24 --as broker1
see 'To place 19'

# On a refusal, in the form that was refused; and copied as text.
keys o
see 'Larkfield'
keys Enter
see 'Offer a package'
keys F10
see '! The package takes 840 minutes a week'
keys F2
see ' Why '
see_re 'B5 .*The package takes 840 minutes a week and the provider has 45 of 1260'
see 'Paper 001, paragraph 12'
keys y
see 'Written to htlah-why.txt'
shell 'what was copied says which rule' grep -q '^B5 .*840 minutes' htlah-why.txt
shell 'and its source' grep -q 'Paper 001, paragraph 12' htlah-why.txt
shell 'nobody else may read it' test "$(stat -c %a htlah-why.txt)" = 600
rm -f htlah-why.txt
keys Escape
unseen ' Why '
see 'Offer a package'
keys Escape
see_re '▸ +1 +Larkfield'

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
keys Escape
unseen 'May this provider'
keys Escape
see 'To place 19'
keys Q
gone 0
done_
