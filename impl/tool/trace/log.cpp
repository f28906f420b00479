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

constexpr std::size_t problems_max = 100;
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
            add_problem(fmt::format("{}: line {}: {}", name_, line, problem));
        }
    }

    Log finish() {
        for (std::size_t i = 0; i < log_.applies.size(); ++i) {
            sort(log_.applies[i], orders_[i]);
        }
        return std::move(log_);
    }

private:
    void add_problem(std::string problem) {
        if (++log_.problem_count <= problems_max) {
            log_.problems.push_back(std::move(problem));
        }
    }

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
            return begin(id, member("situation"));
        }
        const auto kind =
            std::find_if(kinds.begin(), kinds.end(), [&](const KindFacts& each) { return each.name == event_name; });
        if (kind == kinds.end()) {
            return skip(event_name);
        }
        return add(id, *kind, member("operation"), member("state"), member("seq"), member("time"));
    }

    std::string begin(const std::string& id, const rapidjson::Value* situation) {
        if (situation == nullptr || !situation->IsString()) {
            return "situation: expected a string, such as \"pending:continue pending parent=pending\"";
        }
        if (!numbers_.emplace(id, log_.applies.size()).second) {
            return fmt::format("apply {} begins twice", oracle::json_string(id));
        }
        log_.applies.push_back({id, std::string(oracle::text_of(*situation)), line_});
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

    std::string add(const std::string& id, const KindFacts& kind, const rapidjson::Value* operation,
                    const rapidjson::Value* state, const rapidjson::Value* seq, const rapidjson::Value* time) {
        const auto found = numbers_.find(id);
        if (found == numbers_.end()) {
            return fmt::format("apply {} has not begun; its first event is {{\"event\":\"begin\",\"situation\":...}}",
                               oracle::json_string(id));
        }
        Event event{kind.kind};
        if (operation != nullptr || kind.has_operation) {
            if (operation == nullptr || !operation->IsUint() || operation->GetUint() < 1 ||
                operation->GetUint() > model::operations_max) {
                return fmt::format("operation: expected a whole number from 1 to {}", model::operations_max);
            }
            event.operation = static_cast<std::uint8_t>(operation->GetUint());
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
            add_problem(fmt::format("{}: apply {}: {} of its {} events have {}, so they have no order", name_,
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
