/* manual.c - the man page and the completion of the shell, from the table of commands */
#include "cli/help.h"

#include "core/base/text.h"

#include <string.h>

/* Text on a line of mdoc: a backslash is written \e, what is not ASCII by its number, and a line that
 * begins with a full stop or an apostrophe is no request. */
static void roff(struct buf *out, const char *text, size_t length)
{
    if (length && (*text == '.' || *text == '\''))
        buf_text(out, "\\&");
    for (size_t i = 0; i < length;) {
        int32_t c = text_next(text, length, &i);
        if (c == '\\')
            buf_text(out, "\\e");
        else if (c == '-')
            buf_text(out, "\\-");
        else if (c < 128)
            buf_char(out, (char)c);
        else
            buf_printf(out, "\\[u%04X]", (unsigned)c);
    }
}

/* A fragment as a sentence. */
static void sentence(struct buf *out, const char *text)
{
    char first = *text >= 'a' && *text <= 'z' ? (char)(*text - 'a' + 'A') : *text;

    roff(out, &first, *text != '\0');
    roff(out, text + (*text != '\0'), strlen(text) - (*text != '\0'));
    buf_text(out, ".\n");
}

/* Sentences each on a line of their own, as mdoc wants them. */
static void paragraph(struct buf *out, const char *text, size_t length)
{
    size_t from = 0;

    for (size_t i = 0; i < length; i++)
        if (i + 1 == length || (strchr(".?:", text[i]) && text[i + 1] == ' ')) {
            roff(out, text + from, i + 1 - from);
            buf_char(out, '\n');
            from = i + 2;
            i++;
        }
}

static void option_list(struct buf *out, const struct option_row *rows)
{
    buf_text(out, ".Bl -tag -width Ds\n");
    for (; rows->name; rows++) {
        buf_text(out, ".It Fl ");
        roff(out, rows->name + 1, strlen(rows->name + 1));
        if (rows->value) {
            buf_text(out, " Ar ");
            roff(out, rows->value, strlen(rows->value));
        }
        buf_char(out, '\n');
        sentence(out, rows->help);
    }
    buf_text(out, ".El\n");
}

static void command_entry(struct buf *out, const struct command *c)
{
    const char *form = c->usage;

    for (;;) {
        size_t length = strcspn(form, "\n");
        buf_printf(out, ".It Ic %s", c->name);
        if (length) {
            buf_text(out, " \"");
            roff(out, form, length);
            buf_char(out, '"');
        }
        buf_char(out, '\n');
        if (!form[length])
            break;
        form += length + 1;
    }
    for (const char *p = c->help; p && *p;) {
        const char *end = strstr(p, "\n\n");
        size_t length = end ? (size_t)(end - p) : strlen(p);
        if (p != c->help)
            buf_text(out, ".Pp\n");
        paragraph(out, p, length);
        p += length + (end ? 2 : 0);
    }
    if (c->options)
        option_list(out, c->options);
}

static const char manual_head[] =
    ".Dd November 25, 2026\n.Dt HTLAH 1\n.Os\n.Sh NAME\n.Nm htlah\n"
    ".Nd place, fund and review care at home\n.Sh SYNOPSIS\n.Nm\n.Op Ar options\n"
    ".Op Ar command Op Ar arguments\n.Sh DESCRIPTION\n.Nm\n"
    "is the workbench on which a council and its NHS partners place, fund and review care at "
    "home.\n"
    "Without a command it opens the full\\-screen program on the store.\n"
    "Everything that is kept is in one file, the store; the rules and figures of a partnership "
    "are\n"
    "in a folder of YAML.\n.Pp\n"
    "Standard output carries the result of a command and nothing else; what went wrong is said on\n"
    "standard error.\n.Pp\nOptions of every command stand before or after it:\n";

static const char manual_tail[] =
    ".Sh ENVIRONMENT\n.Bl -tag -width Ds\n"
    ".It Ev HTLAH_STORE\nThe store, where\n.Fl \\-store\nis not given.\n"
    ".It Ev HTLAH_CONFIG\nThe partnership's folder, where\n.Fl \\-config\nis not given.\n"
    ".It Ev NO_COLOR\nSet and not empty: one colour.\n"
    ".It Ev XDG_DATA_HOME , XDG_CONFIG_HOME , XDG_STATE_HOME , XDG_CACHE_HOME\n"
    "Where the folders of\n.Ic htlah paths\nare.\n.El\n"
    ".Sh FILES\n.Bl -tag -width Ds\n.It Pa ~/.local/share/htlah/htlah.db\nThe store.\n.El\n"
    ".Sh EXIT STATUS\n.Bl -tag -width Ds\n"
    ".It 0\nDone.\n.It 1\nRefused by a rule, or no such record; the reason is on standard error.\n"
    ".It 2\nA command line that says nothing we know.\n.It 3\nBad input, with file, line and "
    "column.\n"
    ".It 4\nNot permitted.\n.It 5\nSomebody saved first, or the store is busy.\n"
    ".It 6\nThe store is damaged, foreign or of another version.\n"
    ".It 7\nDisk, memory or file system.\n"
    ".It 8\nIt may have been done; the operation's id tells.\n.It 9\nInterrupted.\n.El\n"
    ".Sh EXAMPLES\nThe rules, and one case of a rule:\n"
    ".Dl htlah rules\n.Dl htlah rules eval brokerage.visit\\-price facts.yaml\n"
    ".Pp\nAn operation as it would be done, without doing it:\n"
    ".Dl htlah do person.add family_name=Example given_name=Ann \\-\\-dry\\-run\n";

void help_manual(const char *keys, struct buf *out)
{
    buf_text(out, manual_head);
    option_list(out, global_options);
    buf_text(out, ".Sh COMMANDS\n.Bl -tag -width Ds\n");
    for (const struct command *const *c = commands; *c; c++)
        command_entry(out, *c);
    buf_text(out, ".El\n");
    if (keys) {
        buf_text(out, ".Sh KEYS\n");
        buf_text(out, keys);
    }
    buf_text(out, manual_tail);
}

/* --- completion ------------------------------------------------------------------------------- */

static void option_names(struct buf *out, const struct option_row *rows)
{
    for (; rows && rows->name; rows++)
        buf_printf(out, " %s", rows->name);
}

void help_completion(struct buf *out)
{
    buf_text(out, "# bash completion for htlah; written by: htlah completion bash\n"
                  "_htlah() {\n"
                  "    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} "
                  "command= i options= words=\n"
                  "    case $before in\n");
    buf_text(out,
             "    --format) COMPREPLY=($(compgen -W 'table json csv' -- \"$word\")); return ;;\n"
             "    --role) COMPREPLY=($(compgen -W '");
    for (const struct word *w = role_words; w->code; w++)
        buf_printf(out, "%s%s", w == role_words ? "" : " ", w->code);
    buf_text(out, "' -- \"$word\")); return ;;\n"
                  "    --store) COMPREPLY=($(compgen -f -- \"$word\")); return ;;\n"
                  "    --config) COMPREPLY=($(compgen -d -- \"$word\")); return ;;\n"
                  "    esac\n"
                  "    for ((i = 1; i < COMP_CWORD; i++)); do\n"
                  "        case ${COMP_WORDS[i]} in\n"
                  "        --store|--config|--today|--now|--as|--role|--format) ((i++)) ;;\n"
                  "        -*) ;;\n"
                  "        *) command=${COMP_WORDS[i]}; break ;;\n"
                  "        esac\n"
                  "    done\n"
                  "    options='");
    option_names(out, global_options);
    buf_text(out, "'\n    case $command in\n    '') words='");
    for (const struct command *const *c = commands; *c; c++)
        buf_printf(out, "%s%s", c == commands ? "" : " ", (*c)->name);
    buf_text(out, "' ;;\n");
    for (const struct command *const *c = commands; *c; c++) {
        buf_printf(out, "    %s) options+='", (*c)->name);
        option_names(out, (*c)->options);
        buf_text(out, "' words='");
        if ((*c)->offers)
            (*c)->offers(out);
        buf_text(out, "' ;;\n");
    }
    buf_text(out, "    esac\n"
                  "    if [[ $word == -* ]]; then\n"
                  "        COMPREPLY=($(compgen -W \"$options\" -- \"$word\"))\n"
                  "    else\n"
                  "        COMPREPLY=($(compgen -W \"$words\" -- \"$word\"))\n"
                  "        [[ -z $command ]] || COMPREPLY+=($(compgen -f -- \"$word\"))\n"
                  "    fi\n"
                  "}\n"
                  "complete -o filenames -F _htlah htlah\n");
}

static int run_completion(struct request *r)
{
    static const char *const shells[] = {"bash"};
    struct buf text = {0};

    if (!request_words(r, 1, 1, "the name of a shell: bash"))
        return request_status(r);
    if (strcmp(r->word[0], shells[0]) != 0)
        return request_unknown(r, "completion for", r->word[0], shells, 1);
    help_completion(&text);
    return request_put(r, &text) ? 0 : request_status(r);
}

static int run_man(struct request *r)
{
    struct buf text = {0}, keys = {0};

    if (!request_words(r, 0, 0, ""))
        return request_status(r);
    if (r->around->keys)
        r->around->keys(&keys);
    help_manual(keys.text, &text);
    text.failed = text.failed || keys.failed;
    buf_release(&keys);
    return request_put(r, &text) ? 0 : request_status(r);
}

static void offer_shells(struct buf *out)
{
    buf_text(out, "bash");
}

const struct command command_completion = {
    .name = "completion",
    .usage = "bash",
    .summary = "completion for a shell, to be sourced by it",
    .help = "Writes a script that completes commands, options, operations, rules and files: "
            "source <(htlah completion bash).",
    .offers = offer_shells,
    .run = run_completion,
};

const struct command command_man = {
    .name = "man",
    .usage = "",
    .summary = "the manual page, as roff",
    .help = "htlah man | man -l - shows it.",
    .run = run_man,
};
