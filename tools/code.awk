# code.awk - C source without its comments, a line of output for a line of input: FILE:LINE:text
#
# -v strings=0 empties string and character literals as well, so that words in messages are not
# taken for code.  Works with mawk.
FNR == 1 { within = 0 }
{
    line = $0
    sub(/\r$/, "", line)
    if (!within && line !~ /["'\/]/) {
        print FILENAME ":" FNR ":" line
        next
    }
    out = ""
    n = length(line)
    for (i = 1; i <= n; i++) {
        c = substr(line, i, 1)
        two = substr(line, i, 2)
        if (within) {
            if (two == "*/") { within = 0; i++; out = out " " }
        } else if (two == "/*") {
            within = 1; i++
        } else if (two == "//") {
            break
        } else if (c == "\"" || c == "'") {
            out = out c
            for (i++; i <= n; i++) {
                d = substr(line, i, 1)
                if (d == "\\") { if (strings) out = out d substr(line, i + 1, 1); i++; continue }
                if (d == c) break
                if (strings) out = out d
            }
            out = out c
        } else {
            out = out c
        }
    }
    print FILENAME ":" FNR ":" out
}
