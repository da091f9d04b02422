# A store of one's own from other people's files: staff, postcodes, practices, boundaries, people in an
# old spreadsheet's encoding, packages that run already; then the work goes on by the shell alone.
. tests/journeys/lib.sh
htlah() { "$HTLAH" --store "$STORE" "$@"; }
mkdir "$t_dir/files"
cd "$t_dir/files" || exit 1

cat >staff.csv <<END
login,name,employer,roles,from
$(id -un),Ann Example,E10000018,"[broker, admin]",2016-01-01
second,Bea Example,E10000018,[supervisor],2016-01-01
END
shell 'a store with its staff' htlah init --staff staff.csv
said '2 members of staff enrolled'
refuses 7 'nothing is overwritten' htlah init --staff staff.csv
said 'exists, and nothing is overwritten'

# As others publish them: Code-Point without a header, epraccur with its 27 columns, GeoJSON.
cat >codepo.csv <<'END'
"LE11 3XA",10,453100,319500,"E92000001","E19000001","E18000004","","E07000130","E05005431"
"LE113XE",10,453900,319900,"E92000001","E19000001","E18000004","","E07000130","E05005431"
"LE67 3XD",10,442500,314500,"E92000001","E19000001","E18000004","","E07000134","E05005511"
END
cat >epraccur.csv <<'END'
"C99001","THE INVENTED SURGERY","Y60","QK1","1 NOWHERE LANE","","","LOUGHBOROUGH","LEICESTERSHIRE","LE11 3XA","19740401","","A","B","04V","20130401","","01509 000000","","","","0","","04V","","4",""
END
cat >districts.geojson <<'END'
{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"LAD16CD":"E07000130",
"LAD16NM":"Charnwood"},"geometry":{"type":"Polygon","coordinates":[[[-1.3,52.7],[-1.0,52.7],
[-1.0,52.85],[-1.3,52.85],[-1.3,52.7]]]}}]}
END
shell 'postcodes' htlah import postcodes codepo.csv
said '3 rows, 3 added'
shell 'the same again' htlah import postcodes codepo.csv
said 'nothing new'
shell 'practices' htlah import gp-practices epraccur.csv
shell 'boundaries' htlah import boundaries districts.geojson
shell 'a postcode, its district and lot' htlah --format json show postcode 'le113xa'
said 'Charnwood'

# An old spreadsheet: Windows-1252, semicolons, days first.
printf 'Surname;Forename;DOB;Post code;Surgery;From\r\nBront\353;Zo\353;03/02/1931;LE11 3XA;C99001;01/04/2016\r\nO\222Example;Bea;29/02/1928;LE67 3XD;;\r\n' >people.csv
cat >people.yaml <<'END'
encoding: windows-1252
date: dmy
delimiter: ";"
columns: {family_name: Surname, given_name: Forename, born: DOB, postcode: Post code, gp_practice: Surgery, from: From}
END
refuses 3 'without a map its columns are unknown' htlah import people people.csv
said 'people.csv:1:1: The columns of this file are not known'
sed 's,03/02/1931,31/02/1931,; s,LE67 3XD,LE67 3XC,' people.csv >bad.csv
refuses 3 'every bad row, by line and column' htlah import people bad.csv --map people.yaml
said 'bad.csv:2:12: '
said 'February 1931 has 28 days'
said 'bad.csv:3:26: '
shell 'a rehearsal' htlah import people people.csv --map people.yaml --dry-run
said '2 rows, 2 added; nothing was written (dry run)'
shell 'wrote nothing' htlah --format json list people
said '[]'
shell 'people' htlah import people people.csv --map people.yaml
shell 'the same again' htlah import people people.csv --map people.yaml
said '2 rows, nothing new'
shell 'their names and days came over whole' htlah list people
said '"Brontë, Zoë",1931-02-03'
said '"O’Example, Bea",1928-02-29'

# Who provides, under which award, and what runs already.
cat >providers.csv <<'END'
ref,name,registered_from
V1,Brook Example Care,2016-01-01
END
cat >awards.csv <<'END'
ref,lot,provider,role,weekly_minutes,rates,from
W1,04,V1,lead,6000,"[{pence: 1574}, {minutes: 30, pence: 800}]",2016-11-07
END
cat >packages.csv <<'END'
ref,person,provider,award,start,price,visits
K1,P10001,V1,W1,2016-11-07,5600,"[{days: daily, band: morning, minutes: 30, carers: 1}]"
END
shell 'providers' htlah import providers providers.csv
shell 'awards' htlah import awards awards.csv
shell 'packages in force' htlah import packages-in-force packages.csv
shell 'a package that runs' htlah list packages --where state=active
said 'K1,P10001,"Brontë, Zoë"'
shell 'and its person, whole' htlah show person P10001
said 'K1'

# Place one by the shell alone.
day=$(htlah --format json list lines --where package=K1 | grep -q 2016-11-07 && date +%F)
shell 'a request' htlah do package.request ref=K2 person=P10001 priority=routine purpose=respite \
    "needed_by=$day" 'visits=[{days: daily, band: tea, minutes: 30, carers: 1}]'
refuses 3 'what is no YAML, by its name' htlah do package.change package=K2 'pets=[a'
said 'pets: This is not YAML: a list that is not closed.'
refuses 3 'a reason that is not in the list' htlah do package.end package=K1 "last_day=$day" reason=bored
said 'there are: '
shell 'a rehearsed offer' htlah do offer.make package=K2 --dry-run
shell 'an offer' htlah do offer.make ref=O1 package=K2
said 'Brook Example Care'
refuses 1 'not twice' htlah do offer.make package=K2
said 'OF-5'
refuses 1 'a reference that does not exist' htlah do offer.make package=K99
said 'There is no package "K99": look in the list of packages (htlah list packages).'
shell 'accepted' htlah do offer.accept offer=O1 "start=$day"
shell 'confirmed, for somebody else to approve' htlah do package.confirm package=K2
said 'approval'

# Proved, copied, and brought back.
shell 'check' htlah check
shell 'the chain' htlah audit verify
shell 'a backup' htlah backup copy.db
refuses 7 'a backup overwrites nothing' htlah backup copy.db
shell 'the copy restored elsewhere' "$HTLAH" --store elsewhere.db restore copy.db
shell 'is whole' "$HTLAH" --store elsewhere.db check
"$HTLAH" --store elsewhere.db list people >theirs.csv
htlah list people >ours.csv
shell 'and the same' cmp theirs.csv ours.csv
head -c 8192 /dev/zero | dd of=copy.db bs=1 seek=20000 conv=notrunc 2>/dev/null
refuses 6 'a damaged copy is refused' "$HTLAH" --store third.db restore copy.db
shell 'and nothing is left of it' test ! -e third.db
done_
