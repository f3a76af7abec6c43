#compdef consultrep
_consultrep() {
    local value about
    local -a words_found lines_found parts_found part_lines
    while IFS=$'\t' read -r value about; do
        if [[ $value == */ ]]; then
            parts_found+=("$value")
            part_lines+=("$value${about:+  -- $about}")
        else
            words_found+=("$value")
            lines_found+=("$value${about:+  -- $about}")
        fi
    done < <(_CONSULTREP_COMPLETE=zsh \
        _CONSULTREP_LINE="${(j: :)words[1,CURRENT-1]} $QIPREFIX$PREFIX" ${words[1]} 2>/dev/null)
    if (( ! $#words_found && ! $#parts_found )); then
        _files
        return
    fi
    (( $#words_found )) && compadd -U -l -d lines_found -a words_found
    (( $#parts_found )) && compadd -U -l -S '' -d part_lines -a parts_found
}
if [[ ${funcstack[1]} == _consultrep ]]; then
    _consultrep "$@"
else
    compdef _consultrep consultrep
fi
