// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.runner;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The git checkout that a folder is in.
 *
 * @param commit its full hash; empty if it isn't a checkout
 * @param diff how the files differ from the commit, those included that git doesn't know and doesn't ignore: their names,
 *     and a patch for those that git knows; empty if they don't
 * @param reason why there is no commit
 */
record WorkingTree(Optional<String> commit, String diff, String reason) {

    /** Enough for what somebody has changed by hand; a larger one is a slip, such as a data file that was added. */
    private static final int LONGEST_DIFF = 1 << 20;

    static WorkingTree of(Path folder) {
        try {
            Optional<String> commit = git(folder, "rev-parse", "--verify", "HEAD");
            if (commit.isEmpty()) {
                return new WorkingTree(commit, "", folder + " isn't in a git checkout with a commit");
            }
            String diff = changes(folder);
            return new WorkingTree(
                    commit.map(String::strip),
                    diff.length() <= LONGEST_DIFF
                            ? diff
                            : diff.substring(0, LONGEST_DIFF) + "\n(cut off after " + LONGEST_DIFF + " characters)\n",
                    "");
        } catch (IOException e) {
            return new WorkingTree(Optional.empty(), "", "git can't be run");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new WorkingTree(Optional.empty(), "", "git was interrupted");
        }
    }

    /** Git takes what stands before the patch for a comment. */
    private static String changes(Path folder) throws IOException, InterruptedException {
        String names =
                git(folder, "status", "--porcelain", "--untracked-files=all").orElse("");
        return names.isEmpty()
                ? ""
                : "git status --porcelain\n" + names + "\ngit diff HEAD\n"
                        + git(folder, "diff", "HEAD").orElse("");
    }

    private static Optional<String> git(Path folder, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("git", "--no-optional-locks"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor() == 0 ? Optional.of(output) : Optional.empty();
    }
}
