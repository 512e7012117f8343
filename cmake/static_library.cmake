# Makes a static library of objects in which all hidden symbols are local.
# cmake -DOUT=lib.a -DOBJECTS=FILE -DLD= -DOBJCOPY= -DAR= -P static_library.cmake
# OBJECTS names a file that lists them, one a line.
file(STRINGS ${OBJECTS} LIST)
set(ONE ${OUT}.o)
file(REMOVE ${OUT} ${ONE})
# Templates of C++ are in groups, of which a program that is linked with the
# library has its own: the linker would drop ours, whose names are local by then.
foreach(COMMAND "${LD};-r;--force-group-allocation;-o;${ONE};${LIST}"
                "${OBJCOPY};--localize-hidden;${ONE}" "${AR};rcs;${OUT};${ONE}")
    execute_process(COMMAND ${COMMAND} COMMAND_ERROR_IS_FATAL ANY)
endforeach()
file(REMOVE ${ONE})
