# Commands that change much, from a script: what they would do is said and not done with --dry-run; what
# they do is done without a question, so there is no --yes; what would replace something is refused.
. tests/journeys/lib.sh
demo
tree=$PWD
htlah() { "$HTLAH" --store "$STORE" "$@"; }
unchanged() { [ "$("$tree/tools/digest" "$STORE")" = "$before" ]; }
cd "$t_dir" || exit 1
before=$("$tree/tools/digest" "$STORE")

# --- what it would do ---
printf 'ref,family_name,given_name,born,postcode\nT1,Testwell,Ann,1931-02-03,LE11 3TU\n' >people.csv
shell 'an import, tried' htlah --as planner1 import people people.csv --dry-run
said '1 added'
said 'dry run'
unchanged
ok $? 'nothing is imported'
shell 'an operation, tried' htlah --as planner1 do person.add family_name=Testwell given_name=Ann born=1931-02-03 "postcode=LE11 3TU" --dry-run
said 'Nothing was written; it would be: P10121 added: Testwell, Ann'
unchanged
ok $? 'nothing is done'
shell 'what time has brought, tried' htlah --as broker1 --now 2016-11-20T09:00 tick --dry-run
said 'Nothing was written; it would be: 3 offers expired'
unchanged
ok $? 'nothing is recorded'
refuses 1 'what would be refused is refused when tried' \
    htlah --as planner1 do person.add family_name=Testwell given_name=Ann born=1931-02-03 "postcode=LE11 3TU" ref=P10004 --dry-run
unchanged
ok $? 'nothing is written of that either'

# --- and nothing is asked: an answer that stands ready is still there afterwards ---
unasked() { # WHAT COMMAND…
    t_what=$1
    shift
    printf 'y\n' >answer
    left=$({
        "$@" >said.out 2>&1
        echo $? >status
        cat
    } <answer)
    [ "$(cat status)" = 0 ] && [ "$left" = y ]
    ok $? "$t_what: done, and nothing was asked" || sed 's/^/# /' said.out
}
unasked 'import' htlah --as planner1 import people people.csv
unasked 'do' htlah --as planner1 do note.add person=T1 kind=contact 'text=Rang her.'
unasked 'tick' htlah --as broker1 --now 2016-11-20T09:00 tick
unasked 'export' htlah --as planner1 export people people-out.csv
unasked 'backup' htlah --as admin1 backup copy.db
unasked 'restore' "$HTLAH" --store "$t_dir/again.db" restore copy.db
unasked 'check' htlah --as auditor1 check
for how in 'import people people.csv' 'do note.add' tick 'backup copy.db' 'restore copy.db' 'export people x.csv'; do
    # shellcheck disable=SC2086 # words apart
    refuses 2 "$how: no --yes, for nothing is asked" htlah --as planner1 $how --yes
    said '--yes'
done
refuses 7 'a backup is not written over another' htlah --as admin1 backup copy.db
refuses 7 'an export is not written over another' htlah --as planner1 export people people-out.csv
refuses 7 'a store is not restored over another' htlah --as admin1 restore copy.db

# --- doctor warns of an SQLite with the WAL-reset bug, and of no other (mended in 3.44.6, 3.50.7 and 3.51.3) ---
shell 'an examination' htlah --as admin1 doctor --format csv
sqlite=$(sed -n 's/^SQLite,[a-z]*,"*\([0-9][0-9.]*\).*/\1/p' "$t_dir/said")
case $sqlite in
3.44.[6-9] | 3.44.[1-9][0-9] | 3.50.[7-9] | 3.50.[1-9][0-9] | 3.51.[3-9] | 3.51.[1-9][0-9] | 3.5[2-9].* | 3.[6-9][0-9].*)
    said "SQLite,ok,$sqlite"
    ;;
*)
    said "SQLite,look,\"$sqlite can damage a store that several programs write"
    said 'open the store with no other tool'
    ;;
esac
done_
