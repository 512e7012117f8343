# Installs the programs with their man pages and completions, which the built
# programs print themselves. Everything belongs to one component: tools,
# service, library or development, each of which is a package (packages.cmake).
function(pcs_install_program NAME COMPONENT)
    set(DIR ${PROJECT_BINARY_DIR}/generated)
    file(MAKE_DIRECTORY ${DIR})
    set(OUTPUTS)
    foreach(PAIR man:1 complete-bash:bash complete-zsh:zsh complete-fish:fish)
        string(REPLACE ":" ";" PAIR ${PAIR})
        list(GET PAIR 0 WHAT)
        list(GET PAIR 1 SUFFIX)
        add_custom_command(
            OUTPUT ${DIR}/${NAME}.${SUFFIX}
            COMMAND ${NAME} --generate ${WHAT} > ${DIR}/${NAME}.${SUFFIX}
            DEPENDS ${NAME} VERBATIM)
        list(APPEND OUTPUTS ${DIR}/${NAME}.${SUFFIX})
    endforeach()
    add_custom_target(${NAME}-manual ALL DEPENDS ${OUTPUTS})

    install(TARGETS ${NAME} RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR}
            COMPONENT ${COMPONENT})
    install(FILES ${DIR}/${NAME}.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1
            COMPONENT ${COMPONENT})
    install(FILES ${DIR}/${NAME}.bash RENAME ${NAME}
            DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions
            COMPONENT ${COMPONENT})
    install(FILES ${DIR}/${NAME}.zsh RENAME _${NAME}
            DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/site-functions
            COMPONENT ${COMPONENT})
    install(FILES ${DIR}/${NAME}.fish
            DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d
            COMPONENT ${COMPONENT})
endfunction()

pcs_install_program(pcindex tools)
pcs_install_program(pcsearch tools)
pcs_install_program(pcsearchd service)
install(FILES docs/man/pcsearch-query.7
        DESTINATION ${CMAKE_INSTALL_MANDIR}/man7 COMPONENT tools)
set(EXAMPLES_DIR ${CMAKE_INSTALL_DOCDIR}/examples)
install(DIRECTORY docs/examples/ DESTINATION ${EXAMPLES_DIR} COMPONENT tools
        USE_SOURCE_PERMISSIONS PATTERN nginx EXCLUDE)

# The service: its units are found there by systemd, whatever the prefix is, and
# find the program themselves.
install(DIRECTORY server/systemd/ DESTINATION lib/systemd/system
        COMPONENT service)
install(FILES server/pcsearchd.yaml
        DESTINATION ${CMAKE_INSTALL_SYSCONFDIR}/pcsearch COMPONENT service)
install(DIRECTORY docs/examples/nginx DESTINATION ${EXAMPLES_DIR}
        COMPONENT service)

# What embeds the library is copied from.
install(DIRECTORY examples/ DESTINATION ${EXAMPLES_DIR} COMPONENT development
        USE_SOURCE_PERMISSIONS FILES_MATCHING
        PATTERN "*.[ch]" PATTERN "*.cc" PATTERN "*.hpp" PATTERN "*.py"
        PATTERN "*.mjs" PATTERN package.json PATTERN Makefile
        PATTERN CMakeLists.txt PATTERN README.md
        PATTERN __pycache__ EXCLUDE PATTERN node_modules EXCLUDE)
install(FILES docs/embedding.md docs/http.md docs/meilisearch.md docs/updates.md
        DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT tools)

# pcsearch(3) is the public header, for man.
find_program(AWK awk REQUIRED)
set(MANUAL_3 ${PROJECT_BINARY_DIR}/generated/pcsearch.3)
set(MANUAL_3_SCRIPT ${PROJECT_SOURCE_DIR}/cmake/header_manual.awk)
add_custom_command(
    OUTPUT ${MANUAL_3}
    COMMAND ${AWK} -v release=${PROJECT_VERSION} -f ${MANUAL_3_SCRIPT}
            ${PROJECT_SOURCE_DIR}/include/pcsearch.h > ${MANUAL_3}
    DEPENDS include/pcsearch.h ${MANUAL_3_SCRIPT} VERBATIM)
add_custom_target(pcsearch-library-manual ALL DEPENDS ${MANUAL_3})
install(FILES ${MANUAL_3} DESTINATION ${CMAKE_INSTALL_MANDIR}/man3
        COMPONENT development)
