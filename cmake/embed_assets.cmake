# Writes OUT, a C file with the static files of the page (FILES, separated by
# commas) as arrays, and addresses that change with their content.
string(REPLACE "," ";" FILES "${FILES}")
set(arrays "")
set(table "")
set(all "")
set(n 0)
foreach(path ${FILES})
    get_filename_component(name ${path} NAME)
    get_filename_component(stem ${path} NAME_WE)
    get_filename_component(ending ${path} EXT)
    if(ending STREQUAL ".css")
        set(type "text/css; charset=utf-8")
    elseif(ending STREQUAL ".js")
        set(type "text/javascript; charset=utf-8")
    elseif(ending STREQUAL ".svg")
        set(type "image/svg+xml")
    else()
        message(FATAL_ERROR "${path}: no type is known for ${ending}")
    endif()
    # Comments and indentation are for whoever reads the sources.
    file(READ ${path} text)
    if(NOT ending STREQUAL ".svg")
        string(REGEX REPLACE "/\\*[^*]*\\*+([^/*][^*]*\\*+)*/" "" text "${text}")
        string(REGEX REPLACE "\n *//[^\n]*" "" text "\n${text}")
        string(REGEX REPLACE "\n[ \n]+" "\n" text "${text}")
        string(STRIP "${text}" text)
    endif()
    string(SHA256 hash "${text}")
    string(APPEND all ${hash})
    string(SUBSTRING ${hash} 0 12 hash)
    string(HEX "${text}" hex)
    string(LENGTH "${hex}" len)
    math(EXPR len "${len} / 2")
    string(REGEX REPLACE "(..)" "0x\\1," bytes "${hex}")
    string(REGEX REPLACE
           "(0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,)"
           "\\1\n" bytes "${bytes}")
    string(APPEND arrays
           "static const unsigned char asset_${n}[] = {\n${bytes}\n};\n\n")
    string(APPEND table "    {\"${name}\", \"${stem}.${hash}${ending}\",\n"
           "     \"${type}\", asset_${n}, ${len}},\n")
    math(EXPR n "${n} + 1")
endforeach()
file(WRITE ${OUT} "#include \"server/page/assets.h\"\n\n${arrays}"
     "const pcs_asset pcs_assets[] = {\n${table}};\n\n"
     "const size_t pcs_assets_n = ${n};\n")
