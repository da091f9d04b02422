# What a council really has, where it is beside the project (../shared/data): LE16 lies in four
# authorities and more, and the map of the lots is drawn from real boundaries.
data=$PWD/../shared/data
. tests/journeys/lib.sh
if [ ! -d "$data" ]; then
    ok 0 'skipped: the real data is not beside the project (../shared/data)'
    done_
fi
htlah() { "$HTLAH" --store "$STORE" "$@"; }
printf 'login,name,employer,roles,from\n%s,Ann Example,E10000018,"[broker, admin]",2016-01-01\n' "$(id -un)" >"$t_dir/staff.csv"
codepoint=$data/postcodes/codepoint_open_2014_leicestershire.csv

shell 'a store' htlah init --staff "$t_dir/staff.csv"
shell 'names of areas' htlah import areas "$data/postcodes/area_codes_2014.csv"
shell 'postcodes of the county and its edges' htlah import postcodes "$codepoint"
said "$(($(wc -l <"$codepoint") - 1)) rows"
shell 'GP practices' htlah import gp-practices "$data"/nhs_organisations/epraccur_*.csv
shell 'boundaries of districts' htlah import boundaries "$data/boundaries/districts_llr.geojson"
for t_file in "$data"/boundaries/wards/*; do
    shell "boundaries of wards: ${t_file##*/}" htlah import boundaries "$t_file"
done

# One postcode of LE16 for each district code that the file gives it.
awk -F, '{ sub(/\r/, "") } $1 ~ /^LE16/ && !seen[$9]++ { print $9 "," $1 }' "$codepoint" >"$t_dir/le16"
[ "$(wc -l <"$t_dir/le16")" -ge 4 ]
ok $? 'LE16 lies in four authorities or more'
while IFS=, read -r t_district t_postcode; do
    shell "$t_postcode" htlah show postcode "$t_postcode"
    said "$t_district"
    sed -n 's/^District   *//p' "$t_dir/said" >>"$t_dir/names"
done <"$t_dir/le16"
[ "$(sort -u "$t_dir/names" | grep -c '[a-z]')" -eq "$(wc -l <"$t_dir/le16")" ]
ok $? 'each by its own name'

run 120 40 "$HTLAH" --store "$STORE"
see 'Work'
keys 5
see '02 ChN'
keys m
see_re '(⠅⡂){3}'
keys Q
gone 0
done_
