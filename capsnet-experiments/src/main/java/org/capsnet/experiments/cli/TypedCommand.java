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

    private TypedCommand() {}

    /** The one that is running, for records, which are read in other folders too: the program has its name alone. */
    static String of(CommandSpec running) {
        return text(Launcher.NAME, words(running));
    }

    /** The one that is running, to be typed again. */
    static String again(CommandSpec running) {
        return next(words(running));
    }

    /** One to be typed next, which works when it is pasted. */
    static String next(List<String> words) {
        return text(Launcher.pasted(), words);
    }

    /** The words after the program's. */
    static List<String> words(CommandSpec running) {
        return running.root().commandLine().getParseResult().originalArgs();
    }

    private static String text(String program, List<String> words) {
        Stream<String> plugins = Stream.of(
                        System.getProperty(PLUGIN_FOLDERS, "").split(":"))
                .filter(folder -> !folder.isEmpty())
                .flatMap(folder -> Stream.of("--plugins", folder));
        Stream<String> all = Stream.of(Backend.ofProcess().words().stream(), plugins, words.stream())
                .flatMap(each -> each)
                .map(ShellWord::quoted);
        return Stream.concat(Stream.of(program), all).collect(Collectors.joining(" "));
    }
}
