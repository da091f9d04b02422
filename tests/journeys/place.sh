# Journey 1: a referral is typed, and care is found for it, approved by somebody else, and runs.
. tests/journeys/lib.sh
columns=${1:-80} lines=${2:-24}

demo
on broker
start "$columns" "$lines" --as broker1
see 'To place 19'

# The referral: a person, then what is wanted.
keys 2
see 'Ahmed, Owen'
keys a
see 'Add a person'
type Testwell
fill 'Given name' Ann
fill 'Born' 31/02/1931
keys Tab
see 'February 1931 has 28 days'
back_to 'Born'
fill 'Born' 03/02/1931
fill 'Postcode' 'LE13 6QB'
keys F10
see 'P10121 added: Testwell, Ann.'
see_re 'Lot +10'
keys a
see 'Request a package'
fill 'Priority' emergency
fill 'Needed by' t
into 'another row'
keys Enter
see 'Visits 1'
type daily
keys Tab
type morning
keys Tab Tab Tab
type 45
keys Tab
type 1
keys F10
see 'Package K10166 requested for Testwell, Ann.'

# It is in To place, the lot found from the postcode's district; who may be offered it, in order.
keys 1
find Testwell
see_re '!! K10166 +Testwell, Ann +LE13 +5h 15m +Bottesford'
see "Lead Holly Tree Care Services"
keys o
see_re '▸ +1 +Holly Tree.*Lead +may +12h 30m +£85.19'
see_re ' +2 +Charnley.*Reserve +may not +22h 27m +£84.56 +B7 '
keys Enter
see 'Offer a package'
keys F10
see_re 'Offer O10015 sent to Holly Tree Care Services: 5h 15m a week at £85.19'

# Declined with a reason that is in the list of reasons; then the next in order.
keys Escape
see_re 'Replies (due )?4'
find 'offered Holly'
keys -
see 'is declined'
fill 'Reason' no-room
keys F10
see 'There is no such reason'
fill 'Reason' times
fill 'What was said' 'Nobody for the mornings'
keys F10
see 'order: Charnley Home Support, 22h 27m free.'
find Testwell
see 'K10166'
keys o
see 'declined 08/11/2016'
see_re ' +2 +Charnley.*Reserve +may +22h 27m'
row Charnley
keys Enter
see 'Offer a package'
keys F10
see 'sent to Charnley Home Support'

# Accepted, and confirmed as far as a broker may.
keys Escape
see_re 'Replies (due )?4'
find 'offered Charn'
keys +
see 'is accepted'
keys F10
see 'Charnley Home Support accepts offer O10016, from 08/11/2016.'
find Testwell
see 'B start'
keys B
see 'Confirm the start'
keys F10
see 'Sent for approval as A10006: £4,409.20 gross'

# Somebody else approves, at another terminal, while the broker's is open.
on supervisor
start "$columns" "$lines" --as supervisor2
see 'To approve 4'
find Testwell
see 'a approve'
keys a
see 'proposal A10006'
see_re 'Person +Testwell, Ann, package K10166'
see_re 'Provider +Charnley Home Support'
see_re 'From +08/11/2016'
see_re 'Costs +£84.56 a week · in all £4,409.20'
see_re 'May +.*Helen'
see 'is the author of it (S1)'
keys F10
see 'Approved A10006, £4,409.20'
keys Q
gone 0

on broker
find Testwell
see 'approved by supervisor2'
keys B
see 'Put into effect'
keys F10
see 'Package K10166 is confirmed from 08/11/2016 at £84.56 a week.'
keys 3
see 'K10000'
find Testwell
see_re 'K10166 +Testwell, Ann +10 +emergency +Active +08/11/2016 +Charn'
keys Q
gone 0

shell 'the store holds together' "$HTLAH" --store "$STORE" check
shell 'the chain of what happened holds' "$HTLAH" --store "$STORE" audit verify
done_
