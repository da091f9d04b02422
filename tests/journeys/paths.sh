# Where things are kept: the folders of XDG, the environment over them, an option over that.
. tests/journeys/lib.sh
shell 'the usual places' "$HTLAH" paths
said "$HOME/.local/share/htlah/htlah.db"
XDG_DATA_HOME=$t_dir/data
export XDG_DATA_HOME
shell 'the data folder of XDG' "$HTLAH" paths
said "$t_dir/data/htlah/htlah.db"
HTLAH_STORE=$t_dir/own.db
export HTLAH_STORE
shell 'the environment comes before it' "$HTLAH" paths
said "$t_dir/own.db"
shell 'and an option before that' "$HTLAH" --store "$t_dir/other.db" paths
said "$t_dir/other.db"
refuses 2 'what is no option is told' "$HTLAH" --stroe "$t_dir/other.db" paths
said '--store'
done_
