# Makes a static library of objects in which all hidden symbols are local.
# cmake -DOUT=lib.a -DOBJECTS=FILE -DLD= -DOBJCOPY= -DAR= -P static_library.cmake
# OBJECTS names a file that lists them, one a line.
file(STRINGS ${OBJECTS} LIST)
set(ONE ${OUT}.o)
file(REMOVE ${OUT} ${ONE})
foreach(COMMAND "${LD};-r;-o;${ONE};${LIST}"
                "${OBJCOPY};--localize-hidden;${ONE}" "${AR};rcs;${OUT};${ONE}")
    execute_process(COMMAND ${COMMAND} COMMAND_ERROR_IS_FATAL ANY)
endforeach()
file(REMOVE ${ONE})
