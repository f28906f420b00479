#include "log.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>

#include <rollout/parse.hpp>

#include "json_document.hpp"
#include "json_writer.hpp"
#include "nearest.hpp"

namespace rollout::trace {
namespace {

constexpr std::string_view begin_name = "begin";

/// Where an event says that it stands.
struct Order {
    std::optional<double> number;
    std::string time;
};

class Reader {
public:
    explicit Reader(std::string name) : name_(std::move(name)) {}

    void take(std::string_view text, std::size_t line) {
        line_ = line;
        if (const std::string problem = problem_of(text); !problem.empty()) {
            log_.problems.add(fmt::format("{}: line {}: {}", name_, line, problem));
        }
    }

    Log finish() {
        for (std::size_t i = 0; i < log_.applies.size(); ++i) {
            sort(log_.applies[i], orders_[i]);
        }
        return std::move(log_);
    }

private:
    /// Takes one line. Returns what is wrong with it; empty: nothing.
    std::string problem_of(std::string_view text) {
        rapidjson::Document document;
        if (const auto problem = oracle::parse_json(text, document)) {
            return *problem;
        }
        const rapidjson::Value& object = document;
        if (!object.IsObject()) {
            return oracle::other_than("an object", object);
        }
        const auto member = [&](const char* key) -> const rapidjson::Value* {
            const auto found = object.FindMember(key);
            return found == object.MemberEnd() ? nullptr : &found->value;
        };
        const rapidjson::Value* apply = member("apply");
        const rapidjson::Value* event = member("event");
        if (apply == nullptr || event == nullptr || !event->IsString()) {
            return apply == nullptr ? "apply: is required" : "event: expected a string";
        }
        const std::string id = oracle::text_or_json(*apply);
        const std::string_view event_name = oracle::text_of(*event);
        if (event_name == begin_name) {
            return begin(id, member("situation"), member("operations"));
        }
        const auto kind =
            std::find_if(kinds.begin(), kinds.end(), [&](const KindFacts& each) { return each.name == event_name; });
        if (kind == kinds.end()) {
            return skip(event_name);
        }
        Event logged{kind->kind};
        std::string problem = read_event(logged, member("operation"), member("state"));
        if (problem.empty() && kind->kind == Kind::parent) {
            problem = read_parent(logged, member("completed_at"), member("error_of"));
        }
        return problem.empty() ? add(id, logged, member("seq"), member("time")) : problem;
    }

    std::string begin(const std::string& id, const rapidjson::Value* situation, const rapidjson::Value* operations) {
        const bool is_text = situation != nullptr && situation->IsString();
        if (!is_text && (situation != nullptr || operations == nullptr)) {
            return "situation: expected a string, such as \"pending:continue pending parent=pending\"";
        }
        std::vector<oracle::WrittenRow> rows;
        if (operations != nullptr) {
            auto read = oracle::read_rows(*operations);
            if (const auto* problem = std::get_if<std::string>(&read)) {
                return "operations" + *problem;
            }
            rows = std::get<std::vector<oracle::WrittenRow>>(std::move(read));
            if (rows.empty() || rows.size() > model::operations_max) {
                return fmt::format("operations: expected from 1 to {}", model::operations_max);
            }
        }
        if (!numbers_.emplace(id, log_.applies.size()).second) {
            return fmt::format("apply {} begins twice", oracle::json_string(id));
        }
        log_.applies.push_back(
            {id, is_text ? std::string(oracle::text_of(*situation)) : "", line_, {}, std::move(rows)});
        orders_.emplace_back();
        return "";
    }

    /// Logs tell of much else. A name that is nearly one of ours is a mistake.
    std::string skip(std::string_view event_name) {
        std::vector<std::string> names{std::string(begin_name)};
        for (const KindFacts& kind : kinds) {
            names.emplace_back(kind.name);
        }
        if (!oracle::nearest(event_name, names).empty()) {
            return "event: " + oracle::unknown_name(event_name, names, "no event of the protocol");
        }
        ++log_.skipped[std::string(event_name)];
        return "";
    }

    static std::string read_operation(std::uint8_t& number, unsigned least, const rapidjson::Value* value) {
        if (value == nullptr || !value->IsUint() || value->GetUint() < least ||
            value->GetUint() > model::operations_max) {
            return fmt::format("expected a whole number from {} to {}", least, model::operations_max);
        }
        number = static_cast<std::uint8_t>(value->GetUint());
        return "";
    }

    static std::string read_event(Event& event, const rapidjson::Value* operation, const rapidjson::Value* state) {
        const KindFacts& kind = facts(event.kind);
        if (operation != nullptr || kind.has_operation) {
            if (const std::string problem = read_operation(event.operation, 1, operation); !problem.empty()) {
                return "operation: " + problem;
            }
        }
        if (kind.has_state) {
            if (state == nullptr || !state->IsString()) {
                return "state: expected a string";
            }
            event.state = parse_state(oracle::text_of(*state));
            if (event.state == State::unrecognized) {
                return fmt::format("state: {} is no state", oracle::json_string(oracle::text_of(*state)));
            }
        }
        return "";
    }

    static std::string read_parent(Event& event, const rapidjson::Value* completed_at,
                                   const rapidjson::Value* error_of) {
        if (completed_at != nullptr) {
            if (completed_at->IsObject() || completed_at->IsArray()) {
                return "completed_at: expected a time or true where it is set, null or false where it is not";
            }
            const bool is_clear = completed_at->IsNull() || completed_at->IsFalse();
            event.completed_at = is_clear ? CompletedAt::is_clear : CompletedAt::is_set;
        }
        if (error_of != nullptr) {
            if (const std::string problem = read_operation(event.error_of, 0, error_of); !problem.empty()) {
                return "error_of: " + problem;
            }
        }
        return "";
    }

    std::string add(const std::string& id, const Event& event, const rapidjson::Value* seq,
                    const rapidjson::Value* time) {
        const auto found = numbers_.find(id);
        if (found == numbers_.end()) {
            return fmt::format("apply {} has not begun; its first event is {{\"event\":\"begin\",\"situation\":...}}",
                               oracle::json_string(id));
        }
        log_.applies[found->second].events.push_back({event, line_});
        orders_[found->second].push_back(
            {seq != nullptr && seq->IsNumber() ? std::optional(seq->GetDouble()) : std::nullopt,
             time != nullptr && time->IsString() ? std::string(oracle::text_of(*time)) : ""});
        ++log_.events;
        return "";
    }

    void sort(Apply& apply, const std::vector<Order>& orders) {
        const auto count_of = [&](auto has) {
            return static_cast<std::size_t>(std::count_if(orders.begin(), orders.end(), has));
        };
        const std::size_t numbers = count_of([](const Order& order) { return order.number.has_value(); });
        const std::size_t times = count_of([](const Order& order) { return !order.time.empty(); });
        const bool has_numbers = numbers == orders.size();
        if ((numbers != 0 && !has_numbers) || (numbers == 0 && times != 0 && times != orders.size())) {
            log_.problems.add(fmt::format("{}: apply {}: {} of its {} events have {}, so they have no order", name_,
                                          oracle::json_string(apply.id), numbers != 0 ? numbers : times, orders.size(),
                                          numbers != 0 ? "seq" : "time"));
            return;
        }
        if (numbers == 0 && times == 0) {
            return;
        }
        std::vector<std::size_t> places(orders.size());
        for (std::size_t i = 0; i < places.size(); ++i) {
            places[i] = i;
        }
        std::stable_sort(places.begin(), places.end(), [&](std::size_t one, std::size_t other) {
            return has_numbers ? orders[one].number < orders[other].number : orders[one].time < orders[other].time;
        });
        std::vector<LoggedEvent> sorted;
        for (const std::size_t place : places) {
            sorted.push_back(apply.events[place]);
        }
        apply.events = std::move(sorted);
    }

    std::string name_;
    std::size_t line_ = 0;
    Log log_;
    std::unordered_map<std::string, std::size_t> numbers_;
    std::vector<std::vector<Order>> orders_;
};

}  // namespace

Log read_log(std::istream& lines, const std::string& name) {
    Reader reader(name);
    oracle::each_line(lines, [&](std::string_view line, std::size_t number) { reader.take(line, number); });
    return reader.finish();
}

}  // namespace rollout::trace
