// The command line: verbs and options to calls, nothing else. What others may rely on: exit statuses in status.hpp.
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <CLI/CLI.hpp>

#include <algorithm>
#include <array>
#include <csignal>
#include <iostream>

#include "command_line.hpp"
#include "command_line_options.hpp"
#include "json_writer.hpp"
#include "nearest.hpp"
#include "prover.hpp"
#include "tables.hpp"
#include "verbs.hpp"

namespace {

using namespace rollout;
using namespace rollout::oracle;

constexpr const char* footer = R"(rollout-oracle help VERB prints the help of one.

Examples:
  rollout-oracle project failed:continue running:continue
  rollout-oracle project --edition b4 --explain failed:continue running
  rollout-oracle project --edition pause --released failed:pause running
  echo '{"id":1,"operations":[{"state":"failed","on_failure":"continue"},{"state":"running"}]}' |
      rollout-oracle project --jsonl
  rollout-oracle explain ROLL-4
  rollout-oracle test --edition b2 -- python3 tests/testees/python/testee.py
  rollout-oracle diff b2 b4
  rollout-oracle prove

Exit status: 0 done or conformant; 1 not conformant, a claim is broken; 2 usage or unreadable input;
3 the testee failed; 4 no verdict: the environment is at fault or the run was partial.)";

// CLI11 takes a word such as "[a,b]" apart as a list. Here every word is one child, whatever its bytes: a byte
// more at its end keeps it whole, and is taken off again.
constexpr char guard = '\x1F';
std::string guarded(const std::string& word) { return word.starts_with('[') ? word + guard : word; }
void unguard(std::string& word) {
    if (word.starts_with('[') && word.ends_with(guard)) {
        word.pop_back();
    }
}

/// Adds two editions or rule files, and the format, which is one of `formats`.
void add_pair(CLI::App& verb, DiffOptions& options, const std::vector<std::string>& formats) {
    for (const auto& [target, word] : {std::pair(&options.before, "BEFORE"), std::pair(&options.after, "AFTER")}) {
        verb.add_option(word, *target, "one of " + edition_names() + ", or a rule file")->required()->type_name("");
    }
    add_format(verb, options.format, formats);
}

/// Returns `help VERB` and `--version` as the other way to write them, and other words as they are.
std::vector<std::string> respelled(std::vector<std::string> words) {
    if (!words.empty() && words[0] == "help") {
        words.erase(words.begin());
        words.resize(std::min<std::size_t>(words.size(), 1));
        words.push_back("--help");
    } else if (words.size() == 1 && (words[0] == "--version" || words[0] == "-v" || words[0] == "-V")) {
        words[0] = "version";
    }
    return words;
}

/// Returns the verb of that name, or null.
const CLI::App* verb_named(const CLI::App& app, std::string_view name) {
    const std::vector<const CLI::App*> found =
        app.get_subcommands([name](const CLI::App* verb) { return verb->get_name() == name; });
    return found.empty() ? nullptr : found.front();
}

/// Returns what is wrong with words that begin neither with a verb nor ask for help.
std::optional<std::string> problem_of_verb(const CLI::App& app, const std::vector<std::string>& words) {
    if (!words.empty() && (words[0] == "-h" || words[0] == "--help" || verb_named(app, words[0]) != nullptr)) {
        return std::nullopt;
    }
    const std::string wanted = words.empty() ? "" : words[0];
    std::vector<std::string> verbs;
    for (const CLI::App* verb : app.get_subcommands([](const CLI::App*) { return true; })) {
        verbs.push_back(verb->get_name());
    }
    const std::string meant = nearest(wanted, verbs);
    return fmt::format("{}{}; the verbs are {}; see rollout-oracle --help",
                       words.empty() ? "a verb is missing" : json_string(wanted) + " is no verb",
                       meant.empty() ? "" : fmt::format(", did you mean {}?", meant), fmt::join(verbs, ", "));
}

/// Returns what could not be parsed.
std::string problem_of(const CLI::App& app, const CLI::ParseError& error) {
    if (error.get_exit_code() != static_cast<int>(CLI::ExitCodes::ExtrasError)) {
        return error.what();
    }
    std::vector<std::string> unexpected = app.remaining(true);
    std::erase(unexpected, "--");
    return unexpected.empty() ? error.what() : fmt::format("{} is not expected here", json_string(unexpected.front()));
}

/// Returns where help is on what could not be parsed.
std::string advice(const CLI::App& app, const std::vector<std::string>& words, const CLI::ParseError& error) {
    const CLI::App* verb = words.empty() ? nullptr : verb_named(app, words[0]);
    if (verb == nullptr) {
        return "see rollout-oracle --help";
    }
    const bool takes_testee = verb->get_option_no_throw("COMMAND") != nullptr;
    const bool is_about_words = error.get_exit_code() == static_cast<int>(CLI::ExitCodes::ExtrasError) ||
                                error.get_exit_code() == static_cast<int>(CLI::ExitCodes::RequiredError);
    const bool is_separated = std::find(words.begin(), words.end(), "--") != words.end();
    return fmt::format("{}see rollout-oracle {} --help",
                       takes_testee && is_about_words && !is_separated
                           ? fmt::format("the testee and its options follow --, as in rollout-oracle {} -- ./testee "
                                         "--its-option; ",
                                         words[0])
                           : "",
                       words[0]);
}

Status run(int argc, char** argv) {
    const std::vector<std::string> words = respelled({argv + std::min(argc, 1), argv + argc});
    for (std::size_t i = 1; i < words.size(); ++i) {
        if (words[i].empty() && words[i - 1] == "--jsonl") {
            return complain(Status::usage,
                            "--jsonl: the file name is empty; leave it out, or give -, for standard input");
        }
    }
    CLI::App app("Says what state a whole rollout is in, by which clause, and proves it.", "rollout-oracle");
    app.footer(footer);
    app.require_subcommand(1);
    Status status = Status::done;

    ProjectOptions project_options;
    std::string file;
    CLI::App* project_verb = app.add_subcommand("project", "Print the parent state of a rollout's children.");
    project_verb->footer(
        "Each CHILD is STATE or STATE:POLICY, in order; the policy defaults to halt. No CHILD is an empty rollout.\n"
        "One JSON object in the place of CHILD is a rollout as below, with rows or children; its --explain names how\n"
        "each word is read and what the builder makes of each row.\n"
        "With --jsonl each line is an object: {\"id\":ANY,\"edition\":EDITION,\"released\":BOOL} and exactly one of\n"
        "  \"operations\":[{\"state\":TOKEN,\"on_failure\":WORD or null}]   (absent on_failure: halt; null: unknown)\n"
        "  \"children\":[{\"state\":TOKEN,\"continue_on_failure\":BOOL}]\n"
        "and each answer is {\"id\":...,\"state\":TOKEN,\"clause\":ID} or {\"line\":N,\"id\":...,\"error\":WHAT}; bad "
        "lines make\n"
        "the exit status 2. An operation may also have deployment, key, kind (work or group_finalizer), started, step\n"
        "(a whole number; 0: none) and target,\n"
        "a child pause_on_failure, orphaned and never_started: editions that do not read them check and ignore them.");
    add_any_edition(*project_verb, project_options.edition, "", "b2");
    project_verb->add_flag("--released", project_options.released,
                           "the release latch is set: a pause lets the rollout go on (editions pause and later)");
    auto* explain_flag = project_verb->add_flag("--explain", project_options.explain,
                                                "say which clause decided, and why each earlier one did not");
    auto* base_flag = project_verb->add_flag("--base", project_options.base,
                                             "print the base projection, which no policy changes; as json next to it");
    CLI::Option* lines =
        project_verb->add_option("--jsonl", file, "read one rollout a line from FILE, or standard input")
            ->type_name("[FILE]")
            ->expected(0, 1);
    add_format(*project_verb, project_options.format, {"text", "json"});
    auto* children = project_verb->add_option("CHILD", project_options.children, "STATE[:POLICY], or one JSON object")
                         ->type_name("");
    lines->excludes(children)->excludes(explain_flag)->excludes(base_flag);
    add_number(*project_verb, "--jobs", project_options.jobs, "threads that answer lines (default 1; 0: one a core)",
               0U, 1024U)
        ->needs(lines);
    project_verb->callback([&] {
        std::for_each(project_options.children.begin(), project_options.children.end(), unguard);
        unguard(file);
        if (project_options.explain && project_options.format == Format::json) {
            throw CLI::ValidationError("--explain", "prints text only");
        }
        status =
            lines->count() > 0 ? project_lines(project_options, file.empty() ? "-" : file) : project(project_options);
    });

    ListOptions list_options;
    CLI::App* list_verb = app.add_subcommand("list", "List what the program knows.");
    list_verb
        ->add_option("WHAT", list_options.what,
                     "what to list; rule and decisions are of one edition, and want --edition")
        ->required()
        ->check(CLI::IsMember(listed_nouns()))
        ->type_name("");
    list_verb->add_option("ID", list_options.id, "only this finding or regression")->type_name("");
    std::optional<AnyEdition> listed_edition;
    add_any_edition(*list_verb, listed_edition, "only what belongs to it: ", "all");
    add_format(*list_verb, list_options.format, {"text", "json", "markdown"});
    list_verb->callback([&] {
        if (listed_edition) {
            list_options.rule = listed_edition->file();
            list_options.edition = listed_edition->built_in();
        }
        status = list(list_options);
    });

    std::string id;
    CLI::App* explain_verb = app.add_subcommand(
        "explain", "Print what an ID means: a clause, a regression, a finding, a property, a lemma, an edition.");
    explain_verb->add_option("ID", id, "for instance ROLL-4, REG-8-stopped-counts-as-over, F-1, L1-b2, b3")
        ->required()
        ->type_name("");
    explain_verb->callback([&] { status = explain(id); });

    ProveOptions prove_options;
    prove_options.sentence = sentence_of;
    CLI::App* prove_verb = app.add_subcommand("prove", "Run every lemma by Z3 and cvc5, with its negative twin.");
    add_edition(*prove_verb, prove_options.edition, "only the lemmas of this edition (default: all)");
    add_format(*prove_verb, prove_options.format, {"text", "json", "markdown", "html"});
    add_number(*prove_verb, "--timeout", prove_options.timeout_seconds,
               "bound on each question to a solver (default 60)", 1U, 86400U)
        ->type_name("SECONDS");
    add_number(*prove_verb, "--jobs", prove_options.jobs, "lemmas at a time (default: one a core)", 1U, 1024U);
    prove_verb
        ->add_option("--run", prove_options.run, "only lemmas whose ID matches, e.g. 'L1-*'; then status 4, not 0")
        ->type_name("GLOB");
    std::string twins = "one";
    prove_verb->add_option("--twins", twins, "one: one negative twin a lemma (default); all: every systematic mutant")
        ->check(CLI::IsMember({"one", "all"}))
        ->type_name("WHICH");
    add_file(*prove_verb, "--certificates", prove_options.certificates,
             "for finite lemmas also CNF, a proof by CaDiCaL, and its check by rup-check", "FOLDER");
    add_file(*prove_verb, "--record", prove_options.record,
             "also write one row a lemma, as proofs/evidence.csv has them");
    add_file(
        *prove_verb, "--emit", prove_options.emit_into,
        "prove nothing; write the obligations as SMT-LIB 2 files, and of all lemmas the induction's tables for Coq",
        "FOLDER");
    prove_verb->callback([&] {
        prove_options.all_twins = twins == "all";
        status = prove(prove_options);
    });

    ModelOptions model_options;
    CLI::App* model_verb = app.add_subcommand(
        "model", "Explore the protocol around the projection: writers, guard, claim, crashes, humans.");
    model_verb->footer(
        "Prints which properties of spec/rules/lifecycle.md hold, and of each other one a shortest trace. Exit status "
        "0 if "
        "all\n"
        "that were asked hold, 1 if one is violated, 4 if memory did not suffice.\n"
        "--from explores from one situation: a row a word in order, STATE or STATE:POLICY, with * behind it if its\n"
        "driver waits for its engine and ^ if its driver is about to derive the parent; then any of parent=STATE,\n"
        "cutover=rolling|barrier|parallel, writes=grouped|direct, stop, released, and with= or without= some of\n"
        "failures, retries, waits, faults, stops, cancellation. For instance\n"
        "  rollout-oracle model --property guard_admits_the_hold --from 'failed:continue^ running:continue "
        "parent=failed'");
    add_edition(*model_verb, model_options.edition, "one of " + edition_names() + " (default b2)");
    model_verb->add_flag("--every-edition", model_options.every_edition, "every edition in turn");
    add_number<std::size_t>(*model_verb, "--operations", model_options.operations,
                            "explore 1 to N operations (default 3)", 1, 6);
    model_verb
        ->add_option("--property", model_options.properties,
                     "only this property, by name or ID; may be given more than once")
        ->allow_extra_args(false)
        ->type_name("NAME");
    std::vector<std::string> situation;
    model_verb->add_option("--from", situation, "explore from this situation only")
        ->type_name("SITUATION")
        ->expected(1, -1);
    add_number(*model_verb, "--jobs", model_options.jobs, "explorations at a time (default: one a core)", 1U, 1024U);
    add_number<std::size_t>(*model_verb, "--memory", model_options.memory_mebibytes, "bound on memory (default 4096)",
                            1, 1 << 20)
        ->type_name("MIB");
    add_format(*model_verb, model_options.format, {"text", "json", "markdown"});
    model_verb->callback([&] {
        for (const std::string& word : situation) {
            model_options.from += word + " ";
        }
        status = oracle::model(model_options);
    });

    DiffOptions diff_options;
    CLI::App* diff_verb =
        app.add_subcommand("diff", "Print how two editions differ: every kind, a shortest rollout each.");
    diff_verb->footer(
        "Exact for lists of any length, from the product of the two minimal machines. Each may also be "
        "a rule\n"
        "file, as ./draft.toml (spec/guides/rule_files.md): then rows are compared word by word. Exit status 0 if "
        "the two\n"
        "are equal, 1 if they differ. For instance: rollout-oracle diff b2 b4");
    add_pair(*diff_verb, diff_options, {"text", "json", "markdown"});
    diff_verb->callback([&] { status = diff(diff_options); });

    DiffOptions review_options;
    CLI::App* review_verb =
        app.add_subcommand("review", "Print what a change of a rule file means: answers, laws, rungs, cases to add.");
    review_verb->footer(
        "Two rule files, or editions: the rule before a change and after it. Exit status 0 if they answer alike, 1 if "
        "not.\n"
        "For instance: rollout-oracle review --format markdown spec/foreign/gitea-1.22.toml "
        "spec/foreign/gitea-32860.toml");
    add_pair(*review_verb, review_options, {"text", "json", "markdown", "html"});
    review_verb->callback([&] { status = review(review_options); });

    LintOptions lint_options;
    CLI::App* lint_verb =
        app.add_subcommand("lint", "Check a rule file: dead rungs, shortest lists, laws, case lines.");
    lint_verb->footer(
        "Notation and laws: spec/guides/rule_files.md. Each rung that some list reaches is shown with a shortest one. "
        "Each\n"
        "law is proved for lists of every length, or shown false by a shortest list. Exit status 0 if the file is "
        "clean, 1\n"
        "if a rung is dead, a case line is wrong, or a law that is not waived is false; 2 if the file cannot be read.");
    lint_verb->add_option("FILE", lint_options.file, "the rule file, as TOML")->required()->type_name("");
    add_format(*lint_verb, lint_options.format, {"text", "json", "markdown", "html"});
    lint_verb->callback([&] { status = lint(lint_options); });

    CommandLine conformance_verbs;
    conformance_verbs.add_to(app, status);

    Format version_format = Format::text;
    CLI::App* version_verb = app.add_subcommand("version", "Print the version.");
    add_format(*version_verb, version_format, {"text", "json"});
    version_verb->callback([&] { status = version(version_format); });

    if (const auto problem = problem_of_verb(app, words)) {
        return complain(Status::usage, *problem);
    }
    try {
        std::vector<std::string> last_first;  // as CLI11 takes them
        std::transform(words.rbegin(), words.rend(), std::back_inserter(last_first), guarded);
        app.parse(last_first);
    } catch (const CLI::Success& help) {
        app.exit(help);
        std::cout.flush();
        return flushed(Status::done);
    } catch (const UnreadableRule& error) {
        return complain(Status::usage, error.what());
    } catch (const CLI::ParseError& error) {
        return complain(Status::usage, fmt::format("{}; {}", problem_of(app, error), advice(app, words, error)));
    }
    return status;
}

}  // namespace

int main(int argc, char** argv) {
    std::signal(SIGXFSZ, SIG_IGN);  // a file that may not grow is an error of its writer, and is said
    std::signal(SIGCHLD, SIG_DFL);  // whoever ignores it loses how its children ended
    try {
        return static_cast<int>(run(argc, argv));
    } catch (const SpecError& error) {
        return static_cast<int>(complain(Status::no_verdict, error.what()));
    } catch (const std::bad_alloc&) {
        return static_cast<int>(complain(Status::no_verdict, "out of memory"));
    } catch (const std::exception& error) {  // output that cannot be written, first of all
        return static_cast<int>(complain(Status::no_verdict, error.what()));
    }
}
