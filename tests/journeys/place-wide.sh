# Journey 1 on a wide terminal, where the detail stands beside the list.
set -- 140 45
. tests/journeys/place.sh
