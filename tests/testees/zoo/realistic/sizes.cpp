// Mistakes that show in long lists.
#include <algorithm>

#include "mistake.hpp"

namespace rollout::zoo {
namespace {

using Change = std::function<void(std::vector<Child>&)>;

bool is_over(const Child& child) {
    return child.state == State::completed || child.state == State::failed || child.state == State::cancelled ||
           child.state == State::reverted || child.state == State::stopped;
}

/// Drops the children of which there are as many as the counter holds: it says that there is none.
Change counted(std::size_t modulus, bool (*is_counted)(const Child&)) {
    return [=](std::vector<Child>& children) {
        if (static_cast<std::size_t>(std::count_if(children.begin(), children.end(), is_counted)) % modulus == 0) {
            std::erase_if(children, is_counted);
        }
    };
}

}  // namespace

void add_size_mistakes(std::vector<Mistake>& mistakes) {
    MistakesOfKind sizes(mistakes, "sizes", "size-", Edition::b1);
    for (const std::size_t limit : std::initializer_list<std::size_t>{
             10,    20,     25,     32,     50,     64,     100,    127,    128,    200,   250,
             255,   256,    500,    512,    999,    1'000,  1'023,  1'024,  2'000,  4'096, 5'000,
             8'192, 10'000, 16'384, 32'767, 32'768, 50'000, 65'535, 65'536, 100'000}) {
        const std::string text = std::to_string(limit);
        sizes.add_change("cap-" + text, "reads the first " + text + " rows alone, as a query with a limit",
                         [=](std::vector<Child>& children) { children.resize(std::min(children.size(), limit), {}); });
    }
    for (const std::size_t page : std::initializer_list<std::size_t>{10, 100, 256, 1'000, 1'024, 4'096, 10'000}) {
        const std::string text = std::to_string(page);
        sizes.add_change("page-border-" + text,
                         "reads pages of " + text + " rows, and loses the first of each page but the first",
                         [=](std::vector<Child>& children) {
                             std::vector<Child> kept;
                             for (std::size_t i = 0; i < children.size(); ++i) {
                                 if (i < page || i % page != 0) {
                                     kept.push_back(children[i]);
                                 }
                             }
                             children = std::move(kept);
                         });
        sizes.add_change("full-page-" + text,
                         "takes a full page of " + text + " rows for the beginning of an empty one",
                         [=](std::vector<Child>& children) {
                             if (!children.empty() && children.size() % page == 0) {
                                 children.pop_back();
                             }
                         });
    }
    for (const std::size_t modulus : {256U, 65'536U}) {
        const std::string bits = modulus == 256 ? "8" : "16";
        sizes.add_change("failed-in-" + bits, "counts failed children in " + bits + " bits",
                         counted(modulus, [](const Child& child) { return child.state == State::failed; }));
        sizes.add_change("live-in-" + bits, "counts live children in " + bits + " bits",
                         counted(modulus, [](const Child& child) { return !is_over(child); }));
        sizes.add_change("running-in-" + bits, "counts running children in " + bits + " bits",
                         counted(modulus, [](const Child& child) { return child.state == State::running; }));
        sizes.add_change("length-in-" + bits, "keeps the length in " + bits + " bits",
                         [=](std::vector<Child>& children) { children.resize(children.size() % modulus, {}); });
        sizes.add_change(
            "position-in-" + bits, "keeps positions in " + bits + " bits, where order decides",
            [=](std::vector<Child>& children) {
                std::vector<Child> ordered;
                for (std::size_t i = 0; i < children.size(); ++i) {
                    ordered.push_back(children[i]);
                }
                // By the position that is left of the true one.
                std::vector<std::size_t> order(children.size());
                for (std::size_t i = 0; i < order.size(); ++i) {
                    order[i] = i;
                }
                std::stable_sort(order.begin(), order.end(),
                                 [&](std::size_t left, std::size_t right) { return left % modulus < right % modulus; });
                for (std::size_t i = 0; i < order.size(); ++i) {
                    children[i] = ordered[order[i]];
                }
            },
            Edition::pause);
    }
    sizes.add_change("ends", "looks at the first and the last fifty rows, as an excerpt shows them",
                     [](std::vector<Child>& children) {
                         if (children.size() > 100) {
                             children.erase(children.begin() + 50, children.end() - 50);
                         }
                     });
    sizes.add_change("sample", "looks at every tenth row of more than a thousand", [](std::vector<Child>& children) {
        if (children.size() > 1'000) {
            std::vector<Child> kept;
            for (std::size_t i = 0; i < children.size(); i += 10) {
                kept.push_back(children[i]);
            }
            children = std::move(kept);
        }
    });
    sizes.add_change("gives-up", "answers pending for more than ten thousand rows", [](std::vector<Child>& children) {
        if (children.size() > 10'000) {
            children.clear();
        }
    });
    sizes.add_change("newest", "reads the newest thousand rows", [](std::vector<Child>& children) {
        if (children.size() > 1'000) {
            children.erase(children.begin(), children.end() - 1'000);
        }
    });
}

}  // namespace rollout::zoo
