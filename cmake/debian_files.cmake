# What each package has besides what is installed: copyright and changelog;
# manual pages that are compressed; configuration below /etc. cpack runs this
# when everything is in a folder a component, before it makes packages.
set(SOURCE ${CMAKE_CURRENT_LIST_DIR}/..)
find_program(GZIP gzip REQUIRED)

function(compress FILE)
    execute_process(COMMAND ${GZIP} -9nf ${FILE} COMMAND_ERROR_IS_FATAL ANY)
endfunction()

function(add_documents ROOT PACKAGE)
    set(DIR ${ROOT}/usr/share/doc/${PACKAGE})
    file(WRITE ${DIR}/copyright
"Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: pcsearch

Files: *
Copyright: the authors of pcsearch
License: GPL-2+

Files: usr/share/doc/pcsearch/examples/c/*
 usr/share/doc/pcsearch/examples/cpp/*
 usr/share/doc/pcsearch/examples/python/*
 usr/share/doc/pcsearch/examples/node/*
 usr/share/doc/pcsearch/examples/http/*
Copyright: the authors of pcsearch
License: CC0-1.0
 To the extent possible under law, the authors have waived all copyright and
 related or neighbouring rights to these files. On Debian systems, the full
 text of CC0 1.0 is in /usr/share/common-licenses/CC0-1.0.

License: GPL-2+
 This program is free software; you can redistribute it and/or modify it under
 the terms of the GNU General Public License as published by the Free Software
 Foundation; either version 2 of the License, or (at your option) any later
 version.
 .
 On Debian systems, the full text of version 2 is in
 /usr/share/common-licenses/GPL-2.
")
    # Of the day of the sources, so that packages of the same ones are the same.
    set(FORMAT "%a, %d %b %Y %H:%M:%S +0000")
    if(DEFINED ENV{SOURCE_DATE_EPOCH})
        string(TIMESTAMP DAY "${FORMAT}" UTC)
    else()
        file(TIMESTAMP ${SOURCE}/CHANGELOG.md DAY "${FORMAT}" UTC)
    endif()
    file(WRITE ${DIR}/changelog.Debian
"pcsearch (${CPACK_PACKAGE_VERSION}-${CPACK_DEBIAN_PACKAGE_RELEASE}) unstable; urgency=medium

  * Packages of pcsearch ${CPACK_PACKAGE_VERSION}.

 -- ${CPACK_PACKAGE_CONTACT}  ${DAY}
")
    compress(${DIR}/changelog.Debian)
    file(COPY ${SOURCE}/CHANGELOG.md DESTINATION ${DIR})
    file(RENAME ${DIR}/CHANGELOG.md ${DIR}/changelog)
    compress(${DIR}/changelog)
    file(CHMOD ${DIR}/copyright ${DIR}/changelog.gz ${DIR}/changelog.Debian.gz
         PERMISSIONS OWNER_READ OWNER_WRITE GROUP_READ WORLD_READ)
endfunction()

foreach(COMPONENT ${CPACK_COMPONENTS_ALL})
    set(ROOT ${CPACK_TEMPORARY_DIRECTORY}/${COMPONENT})
    string(TOUPPER ${COMPONENT} UPPER)
    add_documents(${ROOT} ${CPACK_DEBIAN_${UPPER}_PACKAGE_NAME})
    file(GLOB_RECURSE PAGES ${ROOT}/usr/share/man/*.[1-9])
    foreach(PAGE ${PAGES})
        compress(${PAGE})
    endforeach()
    if(EXISTS ${ROOT}/usr/etc)
        file(RENAME ${ROOT}/usr/etc ${ROOT}/etc)
    endif()
endforeach()
