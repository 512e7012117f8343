# Compiles the catalogues of messages, po/*.po, into a C source: nothing has to
# be installed or read to speak another language.
find_program(MSGFMT msgfmt REQUIRED)
mark_as_advanced(MSGFMT)

# add_catalogues(TARGET): adds what pcs_languages (src/cli/language.h) answers.
function(add_catalogues target)
    set(po ${PROJECT_SOURCE_DIR}/po)
    set(folder ${CMAKE_CURRENT_BINARY_DIR}/catalogues)
    file(MAKE_DIRECTORY ${folder})
    file(STRINGS ${po}/LINGUAS linguas REGEX "^[^#]")
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${po}/LINGUAS)
    set(compiled)
    foreach(name ${linguas})
        add_custom_command(
            OUTPUT ${folder}/${name}.mo
            COMMAND ${MSGFMT} --check --no-hash --endianness=little
                    -o ${folder}/${name}.mo ${po}/${name}.po
            DEPENDS ${po}/${name}.po VERBATIM)
        list(APPEND compiled ${folder}/${name}.mo)
    endforeach()
    set(script ${PROJECT_SOURCE_DIR}/cmake/embed_catalogues.cmake)
    # Semicolons would part the argument.
    string(REPLACE ";" "," names "${linguas}")
    add_custom_command(
        OUTPUT ${folder}/catalogues.c
        COMMAND ${CMAKE_COMMAND} -DFOLDER=${folder} -DNAMES=${names} -P ${script}
        DEPENDS ${compiled} ${script} ${po}/LINGUAS VERBATIM)
    target_sources(${target} PRIVATE ${folder}/catalogues.c)
endfunction()
