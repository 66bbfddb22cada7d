# Everything gongdan looks for, found once, here. All that is missing is told in one message.

set(CMAKE_FIND_PACKAGE_TARGETS_GLOBAL ON)  # so that a host that adds gongdan as a subdirectory sees them
set(gongdan_missing "")

# gongdan_need(WHY "the core" FIND Boost 1.74 APT … DNF … BREW … VCPKG …)
macro(gongdan_need)
    cmake_parse_arguments(need "" "WHY;APT;DNF;BREW;VCPKG" "FIND" ${ARGN})
    list(GET need_FIND 0 need_name)
    find_package(${need_FIND} QUIET)
    if(NOT ${need_name}_FOUND)
        list(JOIN need_FIND " " need_text)
        string(REGEX REPLACE " (CONFIG|MODULE)$" "" need_text "${need_text}")
        string(APPEND gongdan_missing
               "\n  ${need_text}, for ${need_WHY}\n"
               "      apt install ${need_APT}\n"
               "      dnf install ${need_DNF}\n"
               "      brew install ${need_BREW}\n"
               "      vcpkg install ${need_VCPKG}\n")
    endif()
endmacro()

gongdan_need(WHY "the core" FIND Boost 1.74
             APT libboost-dev DNF boost-devel BREW boost VCPKG "boost-msm boost-mp11 boost-date-time")
gongdan_need(WHY "the core" FIND fmt 9 CONFIG
             APT libfmt-dev DNF fmt-devel BREW fmt VCPKG fmt)
if(GONGDAN_WITH_FILES)
    gongdan_need(WHY GONGDAN_WITH_FILES FIND tomlplusplus 3 CONFIG
                 APT libtomlplusplus-dev DNF tomlplusplus-devel BREW tomlplusplus VCPKG tomlplusplus)
    gongdan_need(WHY GONGDAN_WITH_FILES FIND nlohmann_json 3.11 CONFIG
                 APT nlohmann-json3-dev DNF json-devel BREW nlohmann-json VCPKG nlohmann-json)
    gongdan_need(WHY GONGDAN_WITH_FILES FIND EXPAT MODULE
                 APT libexpat1-dev DNF expat-devel BREW expat VCPKG expat)
endif()
if(GONGDAN_WITH_SQLITE)
    gongdan_need(WHY GONGDAN_WITH_SQLITE FIND SQLite3
                 APT libsqlite3-dev DNF sqlite-devel BREW sqlite VCPKG sqlite3)
endif()
if(GONGDAN_WITH_POSTGRES)
    gongdan_need(WHY GONGDAN_WITH_POSTGRES FIND PostgreSQL
                 APT libpq-dev DNF libpq-devel BREW libpq VCPKG libpq)
endif()
if(GONGDAN_WITH_SIMULATE)
    gongdan_need(WHY GONGDAN_WITH_SIMULATE FIND Random123 MODULE
                 APT librandom123-dev DNF Random123-devel BREW "(no formula: set Random123_INCLUDE_DIR)" VCPKG random123)
endif()
if(GONGDAN_BUILD_TOOL)
    gongdan_need(WHY GONGDAN_BUILD_TOOL FIND CLI11 2 CONFIG
                 APT libcli11-dev DNF cli11-devel BREW cli11 VCPKG cli11)
endif()
if(GONGDAN_BUILD_TESTS)
    gongdan_need(WHY GONGDAN_BUILD_TESTS FIND doctest 2.4 CONFIG
                 APT doctest-dev DNF doctest-devel BREW doctest VCPKG doctest)
endif()
if(GONGDAN_BUILD_BENCHMARKS)
    gongdan_need(WHY GONGDAN_BUILD_BENCHMARKS FIND benchmark CONFIG
                 APT libbenchmark-dev DNF google-benchmark-devel BREW google-benchmark VCPKG benchmark)
endif()
find_package(Threads REQUIRED)

if(gongdan_missing)
    message(FATAL_ERROR "gongdan asks for packages that were not found.\n${gongdan_missing}")
endif()
if(GONGDAN_BUILD_FUZZERS AND NOT CMAKE_CXX_COMPILER_ID MATCHES "Clang")
    message(FATAL_ERROR "GONGDAN_BUILD_FUZZERS needs clang++ and its libFuzzer (apt install clang libclang-rt-dev).")
endif()
