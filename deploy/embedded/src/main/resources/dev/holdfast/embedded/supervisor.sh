# holdfast-supervisor: runs one child in its own process group, so that a terminal's Ctrl-C does not reach it, and
# ends it when the parent is gone: the parent holds the other end of this script's stdin, and the system closes that
# however it died. Arguments: the signal that asks the child to stop, the seconds it has for it, a folder that goes
# when the parent has died ('' for none), the log file, the command. The one line of output is the child's process id.
signal=$1 grace=$2 scrap=$3 log=$4
shift 4
exec 3<&0 4>&1 >/dev/null 2>&1 # what bash itself has to say about its jobs belongs into no log

children() { cat /proc/"$1"/task/*/children 2>/dev/null || pgrep -P "$1"; }
tree() { # the process $1 and all below it
    echo "$1"
    for process in $(children "$1"); do tree "$process"; done
}

set -m
"$@" </dev/null >>"$log" 2>&1 3<&- 4>&- &
child=$!
(
    read -r _ <&3 && scrap=''
    trap '' TERM
    kill -CONT $(tree "$child")
    kill "-$signal" "$child"
    for ((tenths = grace * 10; tenths > 0; tenths--)); do
        kill -0 "$child" || break
        sleep 0.1
    done
    kill -KILL $(tree "$child")
    [ -z "$scrap" ] || rm -rf -- "$scrap"
) </dev/null 4>&- &
watcher=$!
set +m

trap : INT HUP QUIT
trap 'kill "-$signal" "$child"' TERM
echo "$child" >&4
exec 4>&-
while
    wait "$child"
    code=$?
    kill -0 "$child"
do :; done
kill -TERM "$watcher"
exit "$code"
