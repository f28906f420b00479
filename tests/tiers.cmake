# Two tiers: `./dev test` builds the target all and runs each entry of ctest without the label long; `./dev test --all`
# builds the target long, too, and runs each entry of each preset. README.md has the table.
add_custom_target(long)

# The time limit of an entry in seconds. A loaded machine is no defect: no entry of the default tier takes a tenth of it.
# One of the long tier may take an hour under sanitizers, beside other work.
set(seconds_max 1800)
set(seconds_max_of_long_tier 14400)

# An entry of ctest, its labels set, that only the long tier runs.
function(long_test name)
    get_test_property(${name} LABELS labels)
    set_tests_properties(${name} PROPERTIES LABELS "${labels};long" TIMEOUT ${seconds_max_of_long_tier})
endfunction()

# A program or library that only the long tier builds.
function(long_program name)
    set_target_properties(${name} PROPERTIES EXCLUDE_FROM_ALL ON)
    add_dependencies(long ${name})
endfunction()
