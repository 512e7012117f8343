# What tests use of npm: the packages of tests/npm/package-lock.json, which
# tests/npm/install fetches as the test "npm.install", and scripts of node that
# import them. Builds that are given one PCSEARCH_NPM_CACHE fetch them once.
set(PCSEARCH_NPM_CACHE ${PROJECT_BINARY_DIR}/npm CACHE PATH
    "Where tests keep the packages of npm")
set(NPM_FOLDER ${PROJECT_BINARY_DIR}/node)
set(NPM_TOOLS ${CMAKE_CURRENT_SOURCE_DIR}/npm)

add_test(NAME npm.install
         COMMAND ${NPM_TOOLS}/install ${PCSEARCH_NPM_CACHE} ${NPM_FOLDER})
set_tests_properties(npm.install PROPERTIES FIXTURES_SETUP npm LABELS browser
                     TIMEOUT 300)

# add_node_test(NAME LABEL SCRIPT [ARGUMENT...]): SCRIPT is named from the root
# of the sources. It finds the programs by PCS_BIN, and the folder of the
# sources by PCS_SOURCE.
function(add_node_test NAME LABEL SCRIPT)
    add_test(NAME ${NAME} COMMAND ${CMAKE_COMMAND} -E env
             PCS_BIN=$<TARGET_FILE_DIR:pcsearch> PCS_SOURCE=${PROJECT_SOURCE_DIR}
             ${NPM_TOOLS}/run ${NPM_FOLDER} ${SCRIPT} ${ARGN})
    set_tests_properties(${NAME} PROPERTIES FIXTURES_REQUIRED npm
                         LABELS ${LABEL} TIMEOUT 300)
endfunction()
