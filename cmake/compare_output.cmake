# cmake -D program=P -D expected=E -D written=W -P compare_output.cmake
# Runs P, keeps its standard output in W, and fails unless that equals E byte for byte.

execute_process(COMMAND ${program} OUTPUT_FILE ${written} RESULT_VARIABLE status)
if(NOT status EQUAL 0)
    message(FATAL_ERROR "${program} ended with ${status}")
endif()
if(NOT EXISTS ${expected})
    message(FATAL_ERROR "there is no ${expected}; the program wrote ${written}")
endif()
file(READ ${written} got HEX)
file(READ ${expected} wanted HEX)
if(NOT got STREQUAL wanted)
    execute_process(COMMAND diff -u ${expected} ${written})
    message(FATAL_ERROR "the output differs from ${expected}")
endif()
