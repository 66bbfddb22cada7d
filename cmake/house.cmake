# What all of gongdan's own targets share; nothing here reaches a host.

if(PROJECT_IS_TOP_LEVEL)
    if(NOT CMAKE_BUILD_TYPE AND NOT CMAKE_CONFIGURATION_TYPES)
        set(CMAKE_BUILD_TYPE RelWithDebInfo)
    endif()
    find_program(GONGDAN_CCACHE ccache)
    mark_as_advanced(GONGDAN_CCACHE)
    if(GONGDAN_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
        set(CMAKE_CXX_COMPILER_LAUNCHER ${GONGDAN_CCACHE})
    endif()
    if(GONGDAN_BUILD_TESTS OR GONGDAN_BUILD_EXAMPLES OR GONGDAN_BUILD_FUZZERS)
        enable_testing()
    endif()
endif()

# The tool, the examples, the tests and the benchmarks use every component.
foreach(part TOOL EXAMPLES TESTS BENCHMARKS FUZZERS)
    if(GONGDAN_BUILD_${part} AND NOT (GONGDAN_WITH_FILES AND GONGDAN_WITH_SQLITE AND GONGDAN_WITH_SIMULATE))
        message(FATAL_ERROR "GONGDAN_BUILD_${part} needs GONGDAN_WITH_FILES, GONGDAN_WITH_SQLITE and "
                            "GONGDAN_WITH_SIMULATE switched on.")
    endif()
endforeach()

if(GONGDAN_WITH_SIMULATE AND NOT GONGDAN_WITH_FILES)
    message(FATAL_ERROR "GONGDAN_WITH_SIMULATE needs GONGDAN_WITH_FILES: scenarios are TOML, results JSON.")
endif()

# The house's own compile flags: C++17 without extensions, the warnings, and no fused multiply-add, which would make
# results differ from one processor to the next.
function(gongdan_house target)
    set_target_properties(${target} PROPERTIES CXX_STANDARD 17 CXX_STANDARD_REQUIRED ON CXX_EXTENSIONS OFF)
    if(MSVC)
        target_compile_options(${target} PRIVATE /W4 /utf-8 $<$<BOOL:${GONGDAN_WARNINGS_AS_ERRORS}>:/WX>)
    else()
        # g++ 12 takes the moved-from parts of an aggregate that is thrown or put into a vector for uninitialised once it
        # inlines them; clang and the sanitizers look for the real ones.
        target_compile_options(${target} PRIVATE
            -Wall -Wextra -Wpedantic -Wconversion -Wshadow $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>
            $<$<BOOL:${GONGDAN_WARNINGS_AS_ERRORS}>:-Werror>
            -ffp-contract=off)
    endif()
endfunction()

# For sources that make a machine: its debug information is half a gigabyte, and takes the compiler longer than the
# machine itself.
if(MSVC)
    set(GONGDAN_NO_DEBUG_INFORMATION "")
else()
    set(GONGDAN_NO_DEBUG_INFORMATION -g0)
endif()

# Every component at once, for what is built beside the library. The library starts no thread; its hosts may. SQLite
# and libpq themselves are for those that look at a journal from outside.
function(gongdan_program target)
    gongdan_house(${target})
    target_link_libraries(${target} PRIVATE gongdan::gongdan gongdan::files gongdan::sqlite gongdan::simulate
                          SQLite::SQLite3 Threads::Threads)
    if(TARGET gongdan::postgres)
        target_link_libraries(${target} PRIVATE gongdan::postgres PostgreSQL::PostgreSQL)
        target_compile_definitions(${target} PRIVATE GONGDAN_WITH_POSTGRES)
    endif()
endfunction()

if(GONGDAN_BUILD_FUZZERS)
    add_compile_options(-fsanitize=fuzzer-no-link,address,undefined)
    add_link_options(-fsanitize=address,undefined)
endif()
