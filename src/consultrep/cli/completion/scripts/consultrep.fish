function __consultrep_complete
    set -lx _CONSULTREP_COMPLETE fish
    set -lx _CONSULTREP_LINE (commandline --current-process --cut-at-cursor | string join ' ')
    set -l found (consultrep 2>/dev/null)
    if test (count $found) -gt 0
        printf '%s\n' $found
    else
        __fish_complete_path (commandline --current-token --cut-at-cursor)
    end
end
complete --command consultrep --no-files --keep-order --arguments '(__consultrep_complete)'
