# Packages of Debian: `cpack -G DEB` in the folder of the build. One a component
# of the installation; what debian/ would hold besides is made by
# debian_files.cmake, for each of them.
set(CPACK_PACKAGE_NAME pcsearch)
set(CPACK_PACKAGE_VENDOR "")
set(CPACK_PACKAGE_CONTACT "pcsearch maintainers <pcsearch@example.org>"
    CACHE STRING "Who maintains the packages: NAME <ADDRESS>")
# Else it would stand above each description, which has a first line itself.
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_GENERATOR DEB)
set(CPACK_COMPONENTS_ALL tools service library development)
set(CPACK_DEB_COMPONENT_INSTALL ON)
# What was built is packaged: with the other generator cpack would have make look
# through everything first.
set(CPACK_CMAKE_GENERATOR Ninja)
set(CPACK_COMPONENTS_GROUPING IGNORE)
set(CPACK_PRE_BUILD_SCRIPTS ${PROJECT_SOURCE_DIR}/cmake/debian_files.cmake)

set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_RELEASE 1)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_GENERATE_SHLIBS ON)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_DEBIAN_COMPRESSION_TYPE xz)
# Where its own libraries are, for dpkg-shlibdeps.
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS_PRIVATE_DIRS ${PROJECT_BINARY_DIR}/src/api)

set(CPACK_DEBIAN_TOOLS_PACKAGE_NAME pcsearch)
set(CPACK_DEBIAN_TOOLS_PACKAGE_SECTION text)
set(CPACK_DEBIAN_TOOLS_PACKAGE_SUGGESTS "pcsearchd, less")
set(CPACK_COMPONENT_TOOLS_DESCRIPTION
"full-text search over localized help articles
Indexes articles in Markdown whose segments carry the English that they
were translated from, and searches both sides at a terminal or as JSON.
Words are found in inflected forms, in compounds, and in scripts that are
written without spaces; each hit has its marks in both languages.")

set(CPACK_DEBIAN_SERVICE_PACKAGE_NAME pcsearchd)
set(CPACK_DEBIAN_SERVICE_PACKAGE_SECTION httpd)
set(CPACK_DEBIAN_SERVICE_PACKAGE_RECOMMENDS pcsearch)
set(CPACK_DEBIAN_SERVICE_PACKAGE_SUGGESTS "nginx | httpd")
foreach(FILE conffiles postinst prerm postrm)
    list(APPEND CPACK_DEBIAN_SERVICE_PACKAGE_CONTROL_EXTRA
         ${PROJECT_SOURCE_DIR}/server/debian/${FILE})
endforeach()
set(CPACK_COMPONENT_SERVICE_DESCRIPTION
"search over localized help articles as a service
Answers searches in an index that pcindex has made over HTTP: as JSON, to
front ends that speak to Meilisearch, and with pages for readers. It only
reads, and runs as a user of its own that systemd makes up.")

set(CPACK_DEBIAN_LIBRARY_PACKAGE_NAME libpcsearch1)
set(CPACK_DEBIAN_LIBRARY_PACKAGE_SECTION libs)
set(CPACK_COMPONENT_LIBRARY_DESCRIPTION
"full-text search over localized help articles (library)
Opens an index of articles in several languages, each segment of which
carries its English source, searches it, and keeps it up to date.
This is the library for programs that are linked with it.")

set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_NAME libpcsearch-dev)
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_SECTION libdevel)
# The static library needs what the shared one is linked with.
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_DEPENDS
    "libpcsearch1 (= ${PROJECT_VERSION}-1), libxapian-dev, libicu-dev, \
libyaml-dev, libzstd-dev, libxxhash-dev, libjansson-dev, libstemmer-dev")
set(CPACK_COMPONENT_DEVELOPMENT_DESCRIPTION
"full-text search over localized help articles (development)
What is needed to embed the search in C, C++, Python or JavaScript: the
header, the static library, files for pkg-config and CMake, the manual and
examples.")
include(CPack)
