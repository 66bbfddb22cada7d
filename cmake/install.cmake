# find_package(gongdan [COMPONENTS files sqlite postgres simulate]) and pkg-config. One export set a component, so that a host
# looks for the packages of what it asked for and no others.

include(CMakePackageConfigHelpers)

set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/gongdan)

install(DIRECTORY include/gongdan TYPE INCLUDE FILES_MATCHING PATTERN "*.hpp" PATTERN "*.ipp")
install(FILES LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR})

install(TARGETS gongdan gongdan_header_only EXPORT gongdan-core-targets)
set(export_sets core)
foreach(component files sqlite postgres simulate)
    if(TARGET gongdan_${component})
        install(TARGETS gongdan_${component} EXPORT gongdan-${component}-targets)
        list(APPEND export_sets ${component})
    endif()
endforeach()
foreach(set ${export_sets})
    install(EXPORT gongdan-${set}-targets NAMESPACE gongdan:: DESTINATION ${package_dir})
endforeach()
if(TARGET gongdan-cli)
    install(TARGETS gongdan-cli)
endif()

configure_package_config_file(cmake/gongdan-config.cmake.in gongdan-config.cmake INSTALL_DESTINATION ${package_dir})
# Before 1.0 a minor version may change the API.
write_basic_package_version_file(gongdan-config-version.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/gongdan-config.cmake ${CMAKE_CURRENT_BINARY_DIR}/gongdan-config-version.cmake
              cmake/FindRandom123.cmake
        DESTINATION ${package_dir})

# The .pc files find their prefix from where they lie, so that an installed tree can be moved.
file(RELATIVE_PATH pc_prefix /${CMAKE_INSTALL_LIBDIR}/pkgconfig /)
set(pc_boost "")
get_target_property(boost_include Boost::headers INTERFACE_INCLUDE_DIRECTORIES)
if(boost_include AND NOT boost_include IN_LIST CMAKE_CXX_IMPLICIT_INCLUDE_DIRECTORIES)
    set(pc_boost " -isystem ${boost_include}")
endif()
foreach(pc gongdan gongdan-header-only)
    configure_file(cmake/${pc}.pc.in ${pc}.pc @ONLY)
    install(FILES ${CMAKE_CURRENT_BINARY_DIR}/${pc}.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
endforeach()
