#include "mistakes.hpp"

#include <algorithm>

#include <rollout/parse.hpp>
#include <rollout/reference/build.hpp>

#include "realistic/mistake.hpp"
#include "spec_sources.hpp"

namespace rollout::zoo {
namespace {

using rapidjson::Value;

/// Returns the state in which an element is, as it is spelled.
std::string_view state_of(const Value& element) { return text_in(element, "state"); }

void set(Value& element, const char* member, std::string_view text, rapidjson::Document::AllocatorType& allocator) {
    element[member].SetString(text.data(), static_cast<rapidjson::SizeType>(text.size()), allocator);
}

/// Returns the right answer to the rollout as `change` leaves its list.
std::string right_after(Edition edition, const Value& rollout, auto change) {
    if (elements_of(rollout) == nullptr) {
        return right_result(edition, rollout);
    }
    rapidjson::Document copy;
    copy.CopyFrom(rollout, copy.GetAllocator());
    change(const_cast<Value&>(*elements_of(copy)), copy.GetAllocator());
    return right_result(edition, copy);
}

/// Returns the right answer to the rollout with other policies: `reading` makes one of the word that is there.
std::string right_with_policies(Edition edition, const Value& rollout, std::string (*reading)(const std::string&)) {
    return right_after(edition, rollout, [&](Value& list, auto& allocator) {
        for (Value& element : list.GetArray()) {
            if (element.HasMember("on_failure")) {
                const std::string policy =
                    element["on_failure"].IsString() ? std::string(text_in(element, "on_failure")) : "null";
                set(element, "on_failure", reading(policy), allocator);
            }
        }
    });
}

}  // namespace

std::string with_prefixes_off(Session&, Edition edition, const Value& rollout) {
    return right_after(edition, rollout, [](Value& list, auto& allocator) {
        for (Value& element : list.GetArray()) {
            const std::string state(state_of(element));
            if (oracle::in_small_letters(state).starts_with("state_state_")) {
                set(element, "state", state.substr(state_prefix.size()), allocator);
            }
        }
    });
}

std::string with_policies_in_any_case(Session&, Edition edition, const Value& rollout) {
    return right_with_policies(edition, rollout,
                               [](const std::string& policy) { return oracle::in_small_letters(policy); });
}

std::string with_unknown_policies_allowed(Session&, Edition edition, const Value& rollout) {
    return right_with_policies(edition, rollout, [](const std::string& policy) {
        return parse_policy(policy) == Policy::unknown ? std::string("continue") : policy;
    });
}

std::string by_the_first_edition(Session&, Edition, const Value& rollout) { return right_result(Edition::b1, rollout); }

std::string with_failures_counted_in_eight_bits(Session&, Edition edition, const Value& rollout) {
    return right_after(edition, rollout, [](Value& list, auto&) {
        const auto is_failed = [](const Value& element) { return parse_state(state_of(element)) == State::failed; };
        const auto failed = static_cast<std::uint8_t>(std::count_if(list.Begin(), list.End(), is_failed));
        if (failed == 0 && !list.Empty()) {
            list.Erase(std::remove_if(list.Begin(), list.End(), is_failed), list.End());
        }
    });
}

std::string astray_after_a_pair(Session&, Edition edition, const Value& rollout) {
    const std::string right = right_result(edition, rollout);
    if (elements_of(rollout) == nullptr) {
        return right;
    }
    const Value& list = *elements_of(rollout);
    for (rapidjson::SizeType i = 1; i < list.Size(); ++i) {
        if (state_of(list[i - 1]) == "checksumming" && state_of(list[i]) == "post_checksum") {
            return other_state(right);
        }
    }
    return right;
}

std::string without_the_clause(Session& session, Edition edition, const Value& rollout) {
    if (elements_of(rollout) == nullptr) {
        return right_result(edition, rollout);
    }
    const std::vector<Child> children =
        rollout.HasMember("operations") ? reference::build(edition, rows_in(*elements_of(rollout)), latch_in(rollout))
                                        : children_in(*elements_of(rollout));
    return state_result(token(oracle::answer_without(*session.without, edition, children).value_or(State::pending)));
}

}  // namespace rollout::zoo
