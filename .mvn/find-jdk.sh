# Sourced by mvnw and deploy/up: sets JAVA_HOME to a JDK of at least 25, or ends with a sentence that says what to do.
# Order: JAVA_HOME, then java on the PATH, then the usual install folders.

holdfast_jdk_version() { # prints the major version of the JDK in folder $1, nothing where there is none
    [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 0
    sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
}

holdfast_java_on_path() { # follows the links of java on the PATH to its home
    java=$(command -v java) || return 0
    java=$(readlink -f "$java" 2>/dev/null || echo "$java")
    echo "${java%/bin/java}"
}

holdfast_find_jdk() {
    for candidate in "${JAVA_HOME:-}" "$(holdfast_java_on_path)" \
        /usr/lib/jvm/* /usr/java/* /opt/java/* /opt/jdk* \
        "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* \
        /Library/Java/JavaVirtualMachines/*/Contents/Home; do
        version=$(holdfast_jdk_version "$candidate")
        if [ "${version:-0}" -ge 25 ]; then
            JAVA_HOME=$candidate
            export JAVA_HOME
            return 0
        fi
    done
    echo "Holdfast needs a JDK 25 or newer, and none was found in JAVA_HOME, on the PATH or in the usual folders." >&2
    echo "Install one (any vendor: Temurin, Oracle, Corretto, Zulu ...), or point JAVA_HOME at it, and run this again." >&2
    return 1
}
