# Installs the programs with their man pages and completions, which the built
# programs print themselves.
function(pcs_install_program NAME)
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

    install(TARGETS ${NAME} RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
    install(FILES ${DIR}/${NAME}.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
    install(FILES ${DIR}/${NAME}.bash RENAME ${NAME}
            DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions)
    install(FILES ${DIR}/${NAME}.zsh RENAME _${NAME}
            DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/site-functions)
    install(FILES ${DIR}/${NAME}.fish
            DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d)
endfunction()

pcs_install_program(pcindex)
pcs_install_program(pcsearch)
pcs_install_program(pcsearchd)
install(FILES docs/man/pcsearch-query.7
        DESTINATION ${CMAKE_INSTALL_MANDIR}/man7)
install(DIRECTORY docs/examples DESTINATION ${CMAKE_INSTALL_DOCDIR}
        USE_SOURCE_PERMISSIONS)
