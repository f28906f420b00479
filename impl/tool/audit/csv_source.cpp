#include <csv.h>
#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <functional>
#include <memory>

#include "json_writer.hpp"
#include "nearest.hpp"
#include "source.hpp"

namespace rollout::audit {
namespace {

/// One file, record by record. Fields without quotes that are empty are null.
class CsvFile {
public:
    CsvFile(const Input& input, std::vector<std::pair<std::string, bool>> columns)
        : input_(input), name_(input.name), columns_(std::move(columns)) {}

    /// Calls `take` with the values of each record after the first, its number among them, counted from 1.
    void each(const std::function<void(const Values&, std::size_t)>& take) {
        take_ = &take;
        csv_parser parser;
        if (csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI | CSV_EMPTY_IS_NULL) != 0) {
            throw Unreadable("cannot start the reader of CSV");
        }
        const std::unique_ptr<csv_parser, decltype(&csv_free)> freed(&parser, csv_free);
        csv_set_space_func(&parser, [](unsigned char) { return 0; });  // a blank is a part of its field
        std::vector<char> block(std::size_t{1} << 20);
        bool is_first = true;
        do {
            input_.bytes.read(block.data(), static_cast<std::streamsize>(block.size()));
            const auto size = static_cast<std::size_t>(input_.bytes.gcount());
            std::string_view bytes(block.data(), size);
            if (is_first) {
                check_encoding(bytes);
                bytes.remove_prefix(bytes.starts_with(oracle::byte_order_mark) ? oracle::byte_order_mark.size() : 0);
                is_first = false;
            }
            if (csv_parse(&parser, bytes.data(), bytes.size(), end_field, end_record, this) != bytes.size()) {
                fail(csv_strerror(csv_error(&parser)));
            }
            rethrow();
        } while (input_.bytes);
        if (input_.bytes.bad()) {
            throw Unreadable(fmt::format("cannot read {}: {}", name_, std::strerror(errno)));
        }
        if (csv_fini(&parser, end_field, end_record, this) != 0) {
            fail("a quoted field does not end");
        }
        rethrow();
        if (record_ == 0) {
            throw Unreadable(fmt::format("{}: is empty; the first record names the columns", name_));
        }
    }

private:
    [[noreturn]] void fail(std::string_view what) {
        throw Unreadable(fmt::format("{}: record {}: {}", name_, record_ + 1, what));
    }

    void check_encoding(std::string_view bytes) {
        if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) {
            throw Unreadable(fmt::format("{}: is UTF-16; iconv -f UTF-16 -t UTF-8 makes it readable", name_));
        }
    }

    // The parser is of C: what is thrown waits until it has returned.
    static void end_field(void* bytes, std::size_t size, void* self) {
        auto& file = *static_cast<CsvFile*>(self);
        file.has_field_.push_back(bytes != nullptr);
        file.ends_.push_back(file.text_.size() + size);
        if (bytes != nullptr) {
            file.text_.append(static_cast<const char*>(bytes), size);
        }
    }
    static void end_record(int, void* self) {
        auto& file = *static_cast<CsvFile*>(self);
        if (!file.failure_) {
            try {
                file.take_record();
            } catch (...) {
                file.failure_ = std::current_exception();
            }
        }
        file.text_.clear();
        file.ends_.clear();
        file.has_field_.clear();
    }
    void rethrow() {
        if (failure_) {
            std::rethrow_exception(failure_);
        }
    }

    std::string_view field(std::size_t number) const {
        const std::size_t begin = number == 0 ? 0 : ends_[number - 1];
        return std::string_view(text_).substr(begin, ends_[number] - begin);
    }

    void take_record() {
        if (record_++ == 0) {
            read_head();
            return;
        }
        if (ends_.size() != width_) {
            throw Unreadable(
                fmt::format("{}: record {} has {} fields, and the first one {}", name_, record_, ends_.size(), width_));
        }
        for (std::size_t column = 0; column < places_.size(); ++column) {
            const auto place = places_[column];
            values_[column] = place && has_field_[*place] ? std::optional(field(*place)) : std::nullopt;
        }
        (*take_)(values_, record_);
    }

    void read_head() {
        width_ = ends_.size();
        std::vector<std::string> names;
        for (std::size_t i = 0; i < width_; ++i) {
            names.emplace_back(field(i));
        }
        for (const auto& [name, is_required] : columns_) {
            const auto found = std::find(names.begin(), names.end(), name);
            if (found == names.end() && is_required) {
                throw Unreadable(fmt::format("{}: {}", name_, oracle::unknown_name(name, names, "no column")));
            }
            places_.push_back(found == names.end() ? std::nullopt
                                                   : std::optional(static_cast<std::size_t>(found - names.begin())));
        }
        values_.resize(columns_.size());
    }

    const Input& input_;
    std::string name_;
    std::vector<std::pair<std::string, bool>> columns_;  // by name: whether it is required
    const std::function<void(const Values&, std::size_t)>* take_ = nullptr;
    std::string text_;  // of the fields of this record
    std::vector<std::size_t> ends_;
    std::vector<bool> has_field_;
    std::size_t record_ = 0;
    std::size_t width_ = 0;
    std::vector<std::optional<std::size_t>> places_;
    Values values_;
    std::exception_ptr failure_;
};

}  // namespace

void read_csv(const Input& parents, const Input& rows, const Store& store, Fleet& fleet, Problems& problems) {
    const sql::Tables& tables = store.tables;
    Taker taker(fleet, problems);
    CsvFile(parents, {{tables.id, true}, {store.stored, true}, {tables.released, false}})
        .each([&](const Values& values, std::size_t record) {
            taker.take_parent(values, fmt::format("{}: record {}", parents.name, record));
        });
    CsvFile(rows, {{tables.rollout, true},
                   {tables.state, true},
                   {tables.policy, true},
                   {tables.deployment, false},
                   {tables.key, false},
                   {tables.kind, false},
                   {tables.started, false},
                   {tables.step, false},
                   {tables.position.front(), false}})
        .each([&](const Values& values, std::size_t record) {
            taker.take_row(values, static_cast<std::int64_t>(record), fmt::format("{}: record {}", rows.name, record));
        });
}

}  // namespace rollout::audit
