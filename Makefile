# htlah - one hand-written Makefile
#
#   make            build/htlah, optimised, assertions on
#   make help       what else there is
#   make CC=clang VARIANT=san test     any compiler with any variant, each in a folder of its own
#
# A library's flags are given only to the layer that may use it (docs/architecture: layers), so a
# file that reaches over its layer does not compile; tools/layers checks the includes as well.

.DEFAULT_GOAL := all
.SUFFIXES:
.DELETE_ON_ERROR:
MAKEFLAGS += --no-builtin-rules

CC      := $(if $(filter default,$(origin CC)),gcc,$(CC))
VARIANT ?= release
B       := build/$(CC)-$(VARIANT)

# V=1 shows the commands whole.
Q   := $(if $(V),,@)
SAY := @$(if $(V),:,echo " ")

PKG = $(shell pkg-config --$(1) $(2) 2>/dev/null)

WARN := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes \
        -Wvla -Wwrite-strings -Wformat=2 -Wundef -Wno-overlength-strings -fno-common -Werror
# clang before 16 wants to be told twice that automatic variables are to be zeroed.
CLANG_ZERO := $(if $(findstring clang,$(CC)),$(shell \
    $(CC) -enable-trivial-auto-var-init-zero-knowing-it-will-be-removed-from-clang \
    -fsyntax-only -xc /dev/null 2>/dev/null && \
    echo -enable-trivial-auto-var-init-zero-knowing-it-will-be-removed-from-clang))
HARDEN := -fstack-protector-strong -fstack-clash-protection -fcf-protection=full \
          -ftrivial-auto-var-init=zero $(CLANG_ZERO) -fno-strict-overflow
CFLAGS_debug    := -O0 -g3
CFLAGS_release  := -O2 -g $(HARDEN) -D_FORTIFY_SOURCE=2
CFLAGS_san      := -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=undefined \
                   -fno-omit-frame-pointer
CFLAGS_coverage := -O0 -g --coverage
CFLAGS_fuzz     := -O1 -g -fsanitize=fuzzer-no-link,address,undefined \
                   -fno-sanitize-recover=undefined -DFUZZING_BUILD_MODE_UNSAFE_FOR_PRODUCTION
LDFLAGS_release  := -pie -Wl,-z,relro,-z,now,-z,noexecstack,--as-needed
LDFLAGS_san      := -fsanitize=address,undefined
LDFLAGS_coverage := --coverage

BASE    := -I. -I$(B) -D_GNU_SOURCE
CFLAGS  := -std=c11 $(WARN) $(CFLAGS_$(VARIANT)) -fPIE
LDFLAGS := $(LDFLAGS_$(VARIANT))

LAYERS := base rules config store plan exchange ops views
SRC_tui := $(wildcard tui/*.c tui/screens/*.c)
SRC_cli := $(wildcard cli/*.c)
SRC_core := $(foreach l,$(LAYERS),$(wildcard core/$(l)/*.c core/$(l)/*/*.c))
OBJ_core := $(SRC_core:%.c=$(B)/%.o) $(B)/embedded_schema.o $(B)/embedded_fingerprint.o \
            $(B)/embedded_config.o
OBJ_tui  := $(SRC_tui:%.c=$(B)/%.o)
OBJ_cli  := $(filter-out $(B)/cli/main.o,$(SRC_cli:%.c=$(B)/%.o))
LIBS := $(call PKG,libs,ncursesw panelw) $(call PKG,libs,sqlite3) $(call PKG,libs,yaml-0.1) \
        $(call PKG,libs,libutf8proc) $(call PKG,libs,libsodium) -lm

UNIT  := $(patsubst tests/unit/%.c,$(B)/unit/%,$(wildcard tests/unit/test_*.c))
FAULT := $(patsubst tests/faults/%.c,$(B)/faults/%,$(wildcard tests/faults/test_*.c))
BENCH := $(patsubst tests/bench/%.c,$(B)/bench/%,$(wildcard tests/bench/bench_*.c))
FUZZ  := $(patsubst tests/fuzz/%.c,build/fuzz/%,$(wildcard tests/fuzz/fuzz_*.c))

.PHONY: all help demo check check-all test unit stories bad journeys faults faults-all fuzz bench \
        coverage docs format lint layers deps setup install clean programs
all: build/htlah ## build the program (this is what plain make does)

build/htlah: $(B)/htlah
	@mkdir -p build && cp -f $< $@

$(B)/htlah: $(B)/cli/main.o $(B)/libcli.a $(B)/libtui.a $(B)/libcore.a
	$(SAY) LINK $@
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)

$(B)/libcore.a: $(OBJ_core)
$(B)/libtui.a: $(OBJ_tui)
$(B)/libcli.a: $(OBJ_cli)
%.a:
	@rm -f $@
	@$(AR) rcs $@ $^

# --- layers: a library's flags reach only the layer that may use it -------------------------------
$(B)/core/base/text.o:       LAYER = $(call PKG,cflags,libutf8proc)
$(B)/core/config/%.o:        LAYER = $(call PKG,cflags,yaml-0.1)
$(B)/core/store/%.o:         LAYER = $(call PKG,cflags,sqlite3)
$(B)/core/store/seal.o:      LAYER = $(call PKG,cflags,libsodium)
$(B)/tui/term.o:             LAYER = $(call PKG,cflags,ncursesw)

$(B)/%.o: %.c
	@mkdir -p $(@D)
	$(SAY) CC $@
	$(Q)$(CC) $(BASE) $(LAYER) $(CFLAGS) -MMD -MP -c -o $@ $<

$(B)/embedded_%.o: $(B)/embedded_%.c
	$(SAY) CC $@
	$(Q)$(CC) $(BASE) $(CFLAGS) -c -o $@ $<

$(B)/tools/embed: tools/embed.c
	@mkdir -p $(@D)
	$(SAY) CC $@
	$(Q)$(CC) -std=c11 $(WARN) -D_GNU_SOURCE -O1 -o $@ $<

SCHEMA := $(sort $(wildcard schema/*.sql))
CONFIG := $(sort $(wildcard config/leicestershire/*.yaml))
$(B)/embedded_schema.c: $(B)/tools/embed $(SCHEMA)
	$(Q)$(B)/tools/embed --numbered embedded_schema $(SCHEMA) > $@
$(B)/tools/fingerprint: tools/fingerprint.c core/store/fingerprint.c core/base/sha256.c
	@mkdir -p $(@D)
	$(SAY) CC $@
	$(Q)$(CC) -std=c11 $(WARN) -I. -D_GNU_SOURCE -O1 $(call PKG,cflags,sqlite3) -o $@ $^ \
	    $(call PKG,libs,sqlite3)
$(B)/embedded_fingerprint.c: $(B)/tools/fingerprint $(SCHEMA)
	$(Q)$(B)/tools/fingerprint $(SCHEMA) > $@
$(B)/embedded_config.c: $(B)/tools/embed $(CONFIG)
	$(Q)$(B)/tools/embed embedded_config $(CONFIG) > $@

# --- tests ----------------------------------------------------------------------------------------
TESTLIBS = $(B)/libcli.a $(B)/libtui.a $(B)/libcore.a
TESTFLAGS = $(BASE) $(call PKG,cflags,cmocka) $(call PKG,cflags,sqlite3) $(call PKG,cflags,vterm) $(CFLAGS)
$(B)/unit/%: tests/unit/%.c $(TESTLIBS)
	@mkdir -p $(@D)
	$(SAY) LINK $@
	$(Q)$(CC) $(TESTFLAGS) -MMD -MP -MF $@.d -MT $@ $(LDFLAGS) -o $@ $< $(TESTLIBS) $(LIBS) -lcmocka -lvterm
$(B)/faults/%: tests/faults/%.c $(TESTLIBS)
	@mkdir -p $(@D)
	$(SAY) LINK $@
	$(Q)$(CC) $(TESTFLAGS) -MMD -MP -MF $@.d -MT $@ $(LDFLAGS) -o $@ $< $(TESTLIBS) $(LIBS) -lcmocka
$(B)/bench/%: tests/bench/%.c $(TESTLIBS)
	@mkdir -p $(@D)
	$(SAY) LINK $@
	$(Q)$(CC) $(TESTFLAGS) -MMD -MP -MF $@.d -MT $@ $(LDFLAGS) -o $@ $< $(TESTLIBS) $(LIBS) $(call PKG,cflags,ncursesw)

# What the gate builds of one compiler and variant before it runs anything.
programs: $(B)/htlah $(UNIT) $(if $(filter gcc-release,$(CC)-$(VARIANT)),$(FAULT) $(BENCH))
unit: $(UNIT) ## unit tests of this compiler and variant
	@tools/run-tests unit $(UNIT)
stories: $(B)/htlah ## story files, and the example of interface.md
	@tools/run-tests stories $(B)/htlah
bad: $(B)/htlah ## the named bad inputs of reliability.md 13
	@tools/run-tests bad $(B)/htlah
journeys: $(B)/htlah ## the real program in tmux
	@tools/run-tests journeys $(B)/htlah
faults: $(FAULT) $(B)/htlah ## power cuts, kills, full disks, races, in small
	@tools/run-tests faults $(FAULT)
faults-all: $(FAULT) $(B)/htlah ## the full counts of reliability.md 12
	@FAULTS=full tools/run-tests faults $(FAULT)
test: ## unit, stories and bad inputs of this compiler and variant
	@$(MAKE) --no-print-directory unit stories bad

# --- fuzz: libFuzzer on every parser; the corpus alone with FUZZ_SECONDS=0 -------------------------
FUZZ_SECONDS ?= 60
FUZZLIBS := build/clang-fuzz/libcli.a build/clang-fuzz/libtui.a build/clang-fuzz/libcore.a
ifneq ($(VARIANT),fuzz)
.PHONY: always
$(FUZZLIBS) &: always
	@$(MAKE) --no-print-directory CC=clang VARIANT=fuzz $(FUZZLIBS)
endif
build/fuzz/%: tests/fuzz/%.c $(FUZZLIBS)
	@mkdir -p $(@D)
	$(SAY) LINK $@
	$(Q)clang -std=c11 -I. -Ibuild/clang-fuzz -D_GNU_SOURCE $(CFLAGS_fuzz) -fsanitize=fuzzer -o $@ $< \
	    $(FUZZLIBS) $(LIBS)
fuzz: $(FUZZ) ## every fuzz target: corpus, then FUZZ_SECONDS in all (60)
	@FUZZ_SECONDS=$(FUZZ_SECONDS) tools/run-tests fuzz $(FUZZ)

bench: $(BENCH) $(B)/bench/minimal build/htlah ## ratios beside references, written to build/bench.csv
	@tools/bench $(BENCH)

# --- the gate -------------------------------------------------------------------------------------
setup: ## install what is missing (apt; sudo only when not root)
	@tools/setup
check: ## the whole gate, on gcc and clang, plain and sanitized
	@tools/setup
	@tools/check
check-all: ## the gate with the full counts
	@tools/setup
	@CHECK=all tools/check
layers: ## includes against the layers of the architecture
	@tools/layers
lint: ## rule check, sizes, banned calls, cppcheck, man page
	@tools/lint
deps: ## prove the install list: every header and program belongs to a package in it
	@tools/deps
docs: build/htlah ## write the generated pages of docs/ anew
	@tools/docs --write build/htlah
coverage: ## lines of core/rules that no test reaches
	@$(MAKE) --no-print-directory VARIANT=coverage $(patsubst $(B)/%,build/$(CC)-coverage/%,$(UNIT))
	@tools/coverage build/$(CC)-coverage
format: ## clang-format what is not in order
	@clang-format -i $(wildcard core/*/*.[ch] core/*/*/*.[ch] tui/*.[ch] tui/*/*.[ch] cli/*.[ch] tests/*/*.[ch] tools/*.c)

demo: ## install, build, make a demonstration store and open it
	@tools/setup build
	@$(MAKE) --no-print-directory all
	@tools/demo build/htlah

PREFIX ?= /usr/local
install: build/htlah ## program, man page, completion under PREFIX
	install -D -m 755 build/htlah $(DESTDIR)$(PREFIX)/bin/htlah
	install -d $(DESTDIR)$(PREFIX)/share/man/man1 $(DESTDIR)$(PREFIX)/share/bash-completion/completions
	build/htlah man > $(DESTDIR)$(PREFIX)/share/man/man1/htlah.1
	build/htlah completion bash > $(DESTDIR)$(PREFIX)/share/bash-completion/completions/htlah

clean: ## remove build/
	rm -rf build
help: ## this list
	@awk -F':.*## ' '/^[a-z-]+:.*## /{printf "  make %-12s %s\n", $$1, $$2}' $(firstword $(MAKEFILE_LIST))
	@echo "  CC=gcc|clang  VARIANT=release|debug|san|coverage  V=1 shows the commands"

-include $(shell find $(B) -name '*.d' 2>/dev/null)
