# Writes FOLDER/catalogues.c from FOLDER/NAME.mo of each of NAMES (a,b,c).
string(REPLACE "," ";" NAMES "${NAMES}")
set(code "/* made by cmake/embed_catalogues.cmake */\n#include \"cli/language.h\"\n")
set(all "    &pcs_language_english,\n")
foreach(name ${NAMES})
    file(READ ${FOLDER}/${name}.mo hex HEX)
    string(REGEX REPLACE "(................................)" "\\1\n" hex "${hex}")
    string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," hex "${hex}")
    string(REPLACE "_" "-" tag ${name})
    string(APPEND code "static const unsigned char bytes_${name}[] = {\n${hex}};\n"
        "static const pcs_language language_${name} = {\n"
        "    \"${tag}\", {bytes_${name}, sizeof bytes_${name}}};\n")
    string(APPEND all "    &language_${name},\n")
endforeach()
string(APPEND code "static const pcs_language *const all[] = {\n${all}};\n"
    "const pcs_language *const *pcs_languages(size_t *n)\n"
    "{\n    *n = sizeof all / sizeof *all;\n    return all;\n}\n")
file(WRITE ${FOLDER}/catalogues.c "${code}")
