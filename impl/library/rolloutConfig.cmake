# find_package(rollout): rollout::rollout, rollout::static, rollout::reference.
# find_package(rollout COMPONENTS fleet): also rollout::fleet and rollout::fleet_static, which need Highway.
include("${CMAKE_CURRENT_LIST_DIR}/rolloutTargets.cmake")
if("fleet" IN_LIST rollout_FIND_COMPONENTS)
    include(CMakeFindDependencyMacro)
    find_dependency(hwy)
    find_dependency(Threads)
    include("${CMAKE_CURRENT_LIST_DIR}/rolloutFleetTargets.cmake")
    set(rollout_fleet_FOUND TRUE)
endif()
