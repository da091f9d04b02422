# A storm of resizes over an open list, a form and a question: nothing is lost, all is drawn again.
. tests/journeys/lib.sh
demo
start 80 24 --as broker1
see 'To place 19'
keys 2
see 'Ahmed, Owen'
keys Down Down
see '▸ P10010'

storm() {
    for t_size in '120 40' '81 24' '80 50' '200 60' '40 12' '79 23' '20 5' '132 43' '80 24' '1 1' '300 90'; do
        resize ${t_size% *} ${t_size#* }
    done
}
storm
storm
resize 140 45
see '▸ P10010'
see '─ Akhtar, Ivy, 79'
see_re 'q close *$'
resize 80 24
see '▸ P10010'
see_re '^ *Born +06/06/1937'
see_cursor 5 0

keys a
see 'Add a person'
type Stormont
storm
resize 80 24
see 'Stormont'
fill 'Given name' Gale
storm
resize 100 30
see 'Stormont'
see 'Gale'
keys Escape
see 'Throw it away'
storm
resize 80 24
see 'Throw it away'
keys Tab Enter
see '▸ P10010'

# Too small to work in is said, and goes by itself.
resize 30 6
unseen 'Akhtar, Ivy, 79'
resize 80 24
see '▸ P10010'
keys Q
gone 0
done_
