// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.cli;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.capsnet.experiments.backend.Backend;
import picocli.CommandLine.Model.CommandSpec;

/** A command line of this program as a user types it, with the plug-ins that it was started with. */
final class TypedCommand {

    /** The launcher keeps {@code --plugins} and {@code --backend} from the program, since they make its class path. */
    private static final String PLUGIN_FOLDERS = "capsnet.plugins";

    private static final String PROGRAM = "capsnet";

    private TypedCommand() {}

    /** The one that is running. */
    static String of(CommandSpec running) {
        return of(running.root().commandLine().getParseResult().originalArgs());
    }

    /** One to be typed next. */
    static String of(List<String> words) {
        Stream<String> plugins = Stream.of(
                        System.getProperty(PLUGIN_FOLDERS, "").split(":"))
                .filter(folder -> !folder.isEmpty())
                .flatMap(folder -> Stream.of("--plugins", folder));
        return Stream.of(Stream.of(PROGRAM), Backend.ofProcess().words().stream(), plugins, words.stream())
                .flatMap(all -> all)
                .map(ShellWord::quoted)
                .collect(Collectors.joining(" "));
    }
}
