# Random123, the counter-based random numbers, is headers alone and brings no package file of its own.
# Gives Random123::Random123 and Random123_INCLUDE_DIR.

find_path(Random123_INCLUDE_DIR Random123/philox.h)
mark_as_advanced(Random123_INCLUDE_DIR)

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(Random123 REQUIRED_VARS Random123_INCLUDE_DIR)

if(Random123_FOUND AND NOT TARGET Random123::Random123)
    add_library(Random123::Random123 INTERFACE IMPORTED)
    target_include_directories(Random123::Random123 INTERFACE ${Random123_INCLUDE_DIR})
endif()
