_consultrep() {
    local line
    COMPREPLY=()
    while IFS= read -r line; do
        COMPREPLY+=("${line%%$'\t'*}")
    done < <(_CONSULTREP_COMPLETE=bash _CONSULTREP_LINE="${COMP_LINE:0:COMP_POINT}" "$1" 2>/dev/null)
    if [[ ${COMPREPLY[0]-} == */ ]]; then
        compopt -o nospace
    fi
}
complete -o default -F _consultrep consultrep
